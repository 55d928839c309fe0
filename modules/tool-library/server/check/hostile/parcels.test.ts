/** Parcels that nobody trusted signed, or that were changed under their signature. */
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { borrowing, bytesOf, spoilt } from '../../../testing/sample.ts'
import { digestOf, keyIdOf, makeKey, openFile, pack, parcelText, signatureFault, signParcel } from '../sign.ts'

const key = makeKey('yuexiushan-community')
const stranger = makeKey('yuexiushan-community')
const good = signParcel(pack(borrowing()), key)
const open = (parcel: unknown) => openFile(bytesOf(parcel))
const fault = (parcel: unknown, trusted = [key]) => {
  const opened = open(parcel)
  return opened.faults.find(({ level }) => level === 'refuse') ?? signatureFault(opened, trusted)
}

test('a parcel signed by its publisher is taken, and is the same bytes every time', () => {
  expect(fault(good)).toBeNull()
  expect(parcelText(signParcel(pack(structuredClone(borrowing())), key))).toBe(parcelText(good))
})

const { signature } = good
const other = { ...borrowing(), id: 'other-tool' }
/** Another first letter, whatever it was. */
const turned = (value: string) => `${value.startsWith('A') ? 'B' : 'A'}${value.slice(1)}`
const bad: Readonly<Record<string, unknown>> = {
  'nobody signed': pack(borrowing()),
  'a stranger signed': signParcel(pack(borrowing()), stranger),
  'a stranger with the name of the key': {
    ...signParcel(pack(borrowing()), stranger),
    signature: { ...signParcel(pack(borrowing()), stranger).signature, keyId: key.keyId },
  },
  'another document under the signature': { ...good, document: spoilt('/cost/amountFen', 1) },
  'another document and its own digest': { ...good, document: other, digest: digestOf(other) },
  'another version': {
    ...good,
    document: { ...borrowing(), version: '9.0.0' },
    digest: digestOf({ ...borrowing(), version: '9.0.0' }),
  },
  'a broken signature': { ...good, signature: { ...signature, value: turned(signature?.value ?? '') } },
  'a short signature': { ...good, signature: { ...signature, value: signature?.value.slice(2) } },
  'another algorithm': { ...good, signature: { ...signature, algorithm: 'none' } },
  'another publisher': { ...good, signature: { ...signature, publisher: 'district' } },
  'more beside the signature': { ...good, trust: true },
  'more in the signature': { ...good, signature: { ...signature, key: key.publicKey } },
  'a digest of nothing': { ...good, digest: 'sha256:' },
  'a parcel of another format': { ...good, format: 'liren-tool-parcel/9' },
  'a parcel in a parcel': { ...good, document: good },
}
/** Each for its own reason. */
const because: Readonly<Record<string, string>> = {
  'nobody signed': 'unsigned',
  'a stranger signed': 'stranger',
  'a stranger with the name of the key': 'signature',
  'another document under the signature': 'digest',
  'another document and its own digest': 'signature',
  'another version': 'signature',
  'a broken signature': 'signature',
  'another publisher': 'publisher',
  'a parcel in a parcel': 'digest',
}
test.each(Object.entries(bad))('%s', (name, parcel) => {
  expect(fault(parcel)?.code).toBe(because[name] ?? 'parcel')
  expect(fault(parcel)?.reason.length).toBeGreaterThan(3)
})

const archives: Readonly<Record<string, Uint8Array>> = {
  'a zip of parcels': new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 8, 0, ...bytesOf(parcelText(good))]),
  'an empty zip': new Uint8Array([0x50, 0x4b, 5, 6, ...Array.from({ length: 18 }, () => 0)]),
  'a zip behind a parcel': new Uint8Array([...bytesOf(parcelText(good)), 0x50, 0x4b, 3, 4]),
  'a parcel squeezed by gzip': new Uint8Array(gzipSync(bytesOf(parcelText(good)))),
  'a bomb of gzip': new Uint8Array(gzipSync(new Uint8Array(5_000_000))),
  'a parcel squeezed by brotli': new Uint8Array(brotliCompressSync(bytesOf(parcelText(good)))),
  'a tar of parcels': new Uint8Array([...bytesOf('parcel.json'.padEnd(512, '\u0000')), ...bytesOf(parcelText(good))]),
  'two parcels in one file': bytesOf(`${parcelText(good)}\n${parcelText(good)}`),
  'a list of parcels': bytesOf([good, good]),
}
test.each(Object.entries(archives))('%s is no parcel, and nothing in it is unpacked', (_name, bytes) => {
  const opened = openFile(bytes)
  expect(opened.document).toBeNull()
  expect(
    opened.faults.map(({ code }) => code).filter((code) => /^(?:not-json|not-utf8|too-large|parcel|shape)$/.test(code)),
  ).not.toEqual([])
})

test('a key that is not Ed25519 is nobody’s', () => {
  expect(fault(good, [{ ...key, publicKey: 'not a key' }])?.code).toBeDefined()
  expect(keyIdOf(key.publicKey)).toBe(key.keyId)
})
