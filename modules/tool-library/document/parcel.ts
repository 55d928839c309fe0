/** A parcel (工具包): the document, its digest and whoever signed for it, as one file that is the same bytes everywhere. */
import type { Fault, ToolDocument } from './document.ts'

export const parcelFormat = 'liren-tool-parcel/1'

export type Signature = {
  readonly publisher: string
  readonly keyId: string
  readonly algorithm: 'ed25519'
  readonly value: string
}
export type Parcel = {
  readonly format: typeof parcelFormat
  readonly digest: string
  readonly document: ToolDocument
  readonly signature?: Signature
}

/** The one way to write a value: keys in order, no blanks. Two equal documents have equal bytes. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
      .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
      .join(',')}}`
  return JSON.stringify(value)
}

/** What is signed: who, what, which edition, which bytes. A signature fits no other tool, version or publisher. */
export const signedText = (document: Pick<ToolDocument, 'id' | 'version'>, digest: string, publisher: string) =>
  [parcelFormat, publisher, document.id, document.version, digest].join('\n')

const keysOf = (value: object) => Object.keys(value).sort().join()

/** The parts of a parcel, or why it is none. What is in the document is not looked at here. */
export const openParcel = (
  value: unknown,
): {
  readonly parcel: { readonly digest: string; readonly document: unknown; readonly signature: Signature | null } | null
  readonly faults: readonly Fault[]
} => {
  const no = (path: string, reason: string) => ({
    parcel: null,
    faults: [{ path, code: 'parcel', reason, level: 'refuse' as const }],
  })
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return no('', 'a parcel is one object')
  const given = value as Record<string, unknown>
  if (given.format !== parcelFormat) return no('/format', `a parcel says ${parcelFormat}`)
  if (!['digest,document,format', 'digest,document,format,signature'].includes(keysOf(given)))
    return no('', 'a parcel holds format, digest, document and signature, nothing else')
  if (typeof given.digest !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(given.digest))
    return no('/digest', 'this is no digest')
  const signature = given.signature
  if (signature === undefined)
    return { parcel: { digest: given.digest, document: given.document, signature: null }, faults: [] }
  const isSigned = (one: unknown): one is Signature => {
    if (typeof one !== 'object' || one === null || keysOf(one) !== 'algorithm,keyId,publisher,value') return false
    const { algorithm, keyId, publisher, value: text } = one as Record<string, unknown>
    return (
      algorithm === 'ed25519' &&
      typeof keyId === 'string' &&
      /^[0-9a-f]{16}$/.test(keyId) &&
      typeof publisher === 'string' &&
      /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(publisher) &&
      publisher.length <= 60 &&
      typeof text === 'string' &&
      /^[A-Za-z0-9_-]{86}$/.test(text)
    )
  }
  if (!isSigned(signature)) return no('/signature', 'this is no signature of this format')
  return { parcel: { digest: given.digest, document: given.document, signature }, faults: [] }
}
