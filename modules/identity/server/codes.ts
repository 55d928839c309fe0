/** Codes for the phone: asked for, told to whoever sends messages, tried. */
import { randomInt } from 'node:crypto'
import { answer, answerOnce, configOf, networkOf, refuseAsKernel, secretsOf, uuidv7 } from '@liren/kernel'
import { identity } from '../contract.ts'
import { codeExpiresAt, codeLimits, mayAskCode } from '../one-time-code.ts'
import { enter, type IdentityWork } from './enter.ts'
import { phonePrint } from './phone.ts'
import { dayOf } from './registrations.ts'
import { accountsStore } from './store-accounts.ts'
import { grantsStore } from './store-grants.ts'

const codeDigest = (work: IdentityWork, print: string, purpose: string, code: string) =>
  secretsOf(work).fingerprint(`identity code ${purpose} ${print} ${code}`)

/** The context under which `phoneSealed` and `codeSealed` of `code-asked` open. */
export const codeContext = 'identity:code-asked'

/** In a demo codes are shown instead of sent: to whoever sits at this machine, and to everybody for made-up people. */
const isShown = async (work: IdentityWork, isDemoAccount: boolean) =>
  configOf(work).mode === 'demo' &&
  (await work.setting<boolean>('demo')) === true &&
  (isDemoAccount || configOf(work).isOwnMachine)

/** Where a request came from, as a print that cannot be read back. */
const addressPrint = (work: IdentityWork) =>
  secretsOf(work).fingerprint(`identity code from ${networkOf(work.http?.request.ip ?? 'nowhere')}`)

export const askCode = answer(identity, 'askCode', async (work, { body }) => {
  const secrets = secretsOf(work)
  const print = phonePrint(secrets, body.phone)
  const store = accountsStore(work.db)
  const from = addressPrint(work)
  const asked = await store.codesAsked(print, from, new Date(work.now.getTime() - 86_400_000))
  const perAddress = await work.setting<number>('codesPerAddressAndDay')
  const decision = mayAskCode(asked ?? { lastAskedAt: null, askedToday: 0, askedFromAddress: 0 }, perAddress, work.now)
  if (!decision.may) {
    if (decision.why === 'code-quota-address') throw work.refuse('code-quota-address', { perDay: perAddress })
    throw work.refuse(
      decision.why,
      decision.why === 'code-too-soon' ? { waitSeconds: decision.waitSeconds } : { perDay: codeLimits.perDay },
      'phone',
    )
  }
  if (body.purpose === 'prove' && work.actor.kind !== 'account') throw refuseAsKernel('not-signed-in')

  const id = uuidv7()
  const code = String(randomInt(0, 10 ** codeLimits.digits)).padStart(codeLimits.digits, '0')
  const expiresAt = codeExpiresAt(work.now)
  await store.addCode({
    id,
    phonePrint: print,
    addressPrint: from,
    purpose: body.purpose,
    digest: codeDigest(work, print, body.purpose, code),
    askedAt: work.now,
    expiresAt,
  })
  // Whoever asks to sign in with an unknown phone hears the same answer, but no message goes out.
  const account = await store.byPhone(print)
  if (body.purpose !== 'log-in' || account)
    work.emit('code-asked', {
      codeId: id,
      purpose: body.purpose,
      phoneSealed: secrets.seal(body.phone, codeContext),
      codeSealed: secrets.seal(code, codeContext),
      expiresAt: expiresAt.toISOString(),
    })
  if (body.purpose === 'register' && body.areaCode)
    await grantsStore(work.db).count(body.areaCode, dayOf(work.now), 'code-asked')
  work.audit({ object: `code:${id}`, facts: { purpose: body.purpose } })
  return {
    againAfterSeconds: codeLimits.gapSeconds,
    expiresAt: expiresAt.toISOString(),
    ...((await isShown(work, account?.isDemo ?? false)) ? { demoCode: code } : {}),
  }
})

/** True when the newest code of this phone and purpose fits; the try is counted even when the caller then refuses. */
export const tryCode = (work: IdentityWork, print: string, purpose: string, code: string) =>
  accountsStore(work.db).tryCode(print, purpose, codeDigest(work, print, purpose, code), codeLimits.tries, work.now)

export const logInByCode = answerOnce(identity, 'logInByCode', async (work, { body }) => {
  const print = phonePrint(secretsOf(work), body.phone)
  const account = await accountsStore(work.db).byPhone(print)
  const isRight = await tryCode(work, print, 'log-in', body.code)
  // Codes have limits of their own; a lock on the password must not tell which phones have an account.
  if (account?.status !== 'active' || !isRight) throw work.refuse('code-wrong', {}, 'code')
  return enter(work, account, { how: 'code', isTwofold: false })
})
