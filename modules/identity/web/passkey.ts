/** Talks to the device's own passkeys; loaded only when somebody presses the button. */
import { ask } from '@liren/web'
import { identity } from '../contract.ts'

/** Can this browser do it? Old phones and pages without encryption cannot. */
export const canPasskey = () => typeof globalThis.PublicKeyCredential === 'function' && globalThis.isSecureContext

export const logInByPasskey = async () => {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const { challengeId, options } = await ask(identity, 'challengePasskey')
  // The server's library made these options for this library.
  const response = await startAuthentication({
    optionsJSON: options as Parameters<typeof startAuthentication>[0]['optionsJSON'],
  })
  return ask(identity, 'logInByPasskey', { body: { challengeId, response: { ...response } } })
}

export const addPasskey = async (label: string) => {
  const { startRegistration } = await import('@simplewebauthn/browser')
  const { challengeId, options } = await ask(identity, 'challengeNewPasskey')
  // The server's library made these options for this library.
  const response = await startRegistration({
    optionsJSON: options as Parameters<typeof startRegistration>[0]['optionsJSON'],
  })
  await ask(identity, 'addPasskey', { body: { challengeId, label, response: { ...response } } })
}
