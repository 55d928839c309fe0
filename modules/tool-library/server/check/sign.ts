/** Packing, signing and checking parcels: SHA-256 over the one way to write a document, Ed25519 over who says so. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto'
import type { Fault, ToolDocument } from '../../document/document.ts'
import { canonical, openParcel, type Parcel, parcelFormat, type Signature, signedText } from '../../document/parcel.ts'
import { readJson } from '../../document/read.ts'
import { type Checked, checkBytes, checkValue } from './check.ts'

/** A publisher's key file. The public half goes to whoever installs. */
export type KeyFile = {
  readonly publisher: string
  readonly keyId: string
  readonly publicKey: string
  readonly privateKey?: string
}
/** Keys an installation trusts: whoever signs with another is a stranger. */
export type TrustedKey = Pick<KeyFile, 'publisher' | 'keyId' | 'publicKey'>

export const digestOf = (document: unknown) => `sha256:${hash('sha256', canonical(document))}`
/** A key is known by its own digest, so that nobody else's can bear its name. */
export const keyIdOf = (publicKey: string) =>
  hash('sha256', createPublicKey(publicKey).export({ type: 'spki', format: 'der' }), 'hex').slice(0, 16)

const knownBy = (publicKey: string) => {
  try {
    return keyIdOf(publicKey)
  } catch {
    return null
  }
}

export const makeKey = (publisher: string): KeyFile => {
  const pair = generateKeyPairSync('ed25519')
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  return {
    publisher,
    keyId: keyIdOf(publicKey),
    publicKey,
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

export const pack = (document: ToolDocument): Parcel => ({ format: parcelFormat, digest: digestOf(document), document })
/** The bytes of a parcel's file: the same for the same document, on every machine. */
export const parcelText = (parcel: Parcel) => `${canonical(parcel)}\n`

export const signParcel = (parcel: Parcel, key: KeyFile): Parcel => {
  if (!key.privateKey) throw new Error('the key file holds no private key')
  const text = Buffer.from(signedText(parcel.document, parcel.digest, key.publisher))
  const value = signBytes(null, text, createPrivateKey(key.privateKey)).toString('base64url')
  return {
    ...parcel,
    signature: { publisher: key.publisher, keyId: keyIdOf(key.publicKey), algorithm: 'ed25519', value },
  }
}

const isSignedBy = (document: ToolDocument, digest: string, signature: Signature, key: TrustedKey): boolean => {
  try {
    const publicKey = createPublicKey(key.publicKey)
    if (publicKey.asymmetricKeyType !== 'ed25519') return false
    const text = Buffer.from(signedText(document, digest, signature.publisher))
    return verifyBytes(null, text, publicKey, Buffer.from(signature.value, 'base64url'))
  } catch {
    return false
  }
}

export type OpenedParcel = Checked & { readonly digest: string | null; readonly signature: Signature | null }

const refused = (path: string, code: string, reason: string): OpenedParcel => ({
  isSound: false,
  document: null,
  digest: null,
  signature: null,
  faults: [{ path, code, reason, level: 'refuse' } satisfies Fault],
})

/** Opens a file that is a parcel or a bare document, and checks everything but whose it is. */
export const openFile = (bytes: Uint8Array): OpenedParcel => {
  const { value, faults } = readJson(bytes)
  if (faults.length > 0) return { isSound: false, faults, document: null, digest: null, signature: null }
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : null
  if (typeof format !== 'string' || !format.startsWith('liren-tool-parcel/')) {
    const checked = checkBytes(bytes)
    return { ...checked, digest: checked.document ? digestOf(checked.document) : null, signature: null }
  }
  const opened = openParcel(value)
  if (!opened.parcel) return { isSound: false, faults: opened.faults, document: null, digest: null, signature: null }
  const { document, digest, signature } = opened.parcel
  if (digestOf(document) !== digest)
    return refused('/digest', 'digest', 'the document is not the one this digest was made of')
  return { ...checkValue(document), digest, signature }
}

/** Whose parcel this is, by the keys at hand; a parcel nobody known signed is refused. */
export const signatureFault = (opened: OpenedParcel, trusted: readonly TrustedKey[]): Fault | null => {
  const no = (code: string, reason: string): Fault => ({ path: '/signature', code, reason, level: 'refuse' })
  const { document, digest, signature } = opened
  if (!document || !digest) return no('signature', 'there is nothing to sign for')
  if (!signature) return no('unsigned', 'nobody signed for it')
  if (signature.publisher !== document.provider.publisher)
    return no('publisher', 'signed by somebody else than its publisher')
  const key = trusted.find((one) => one.keyId === signature.keyId && one.publisher === signature.publisher)
  if (!key || knownBy(key.publicKey) !== signature.keyId) return no('stranger', 'its publisher’s key is not known here')
  return isSignedBy(document, digest, signature, key) ? null : no('signature', 'the signature does not fit')
}
