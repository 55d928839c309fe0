/** The library's own key: what the keeper publishes is signed with it, so that another district can tell where a file comes from. */
import { createPrivateKey, createPublicKey, hash } from 'node:crypto'
import type { Secrets } from '@liren/kernel'
import type { ToolDocument } from '../document/document.ts'
import { parcelFormat, type Signature } from '../document/parcel.ts'
import { type KeyFile, keyIdOf, signParcel } from './check/sign.ts'

/** PKCS#8 of an Ed25519 key is this head and thirty-two bytes. */
const head = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Made of the district's own key and nothing else: the same after every restart, never stored. */
const keyFor = (secrets: Secrets, schema: string, publisher: string): KeyFile => {
  const seed = hash('sha256', `${secrets.fingerprint(`tool-library signing key of ${schema}`)}:liren-tool`, 'buffer')
  const privateKey = createPrivateKey({ key: Buffer.concat([head, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString()
  return {
    publisher,
    keyId: keyIdOf(publicKey),
    publicKey,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

/** The half of it that another district needs to know. */
export const libraryKey = (secrets: Secrets, schema: string) => {
  const { keyId, publicKey } = keyFor(secrets, schema, 'library')
  return { keyId, publicKey }
}

export const signAsLibrary = (
  secrets: Secrets,
  schema: string,
  document: ToolDocument,
  digest: string,
): { readonly signature: Signature; readonly key: KeyFile } => {
  const key = keyFor(secrets, schema, document.provider.publisher)
  const { signature } = signParcel({ format: parcelFormat, digest, document }, key)
  if (!signature) throw new Error('signing gave no signature')
  return { signature, key }
}
