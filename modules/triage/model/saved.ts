/** A model as bytes and back: a name, a version, a checksum, then a head in JSON and the tables, packed. It holds numbers, no text but labels. */
import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Model } from './linear.ts'

const name = 'LIREN-TRIAGE'
const version = 3
const headLength = name.length + 1 + 32
const mostBytes = 1e9

/** What the packed part opens with. */
type Head = {
  readonly bits: number
  readonly labels: string[]
  readonly bias: number[]
  readonly temperature: number
  /** Missing in models saved before labels were counted. */
  readonly seen?: number[]
  readonly bands?: Model['bands']
  /** Largest weight of each label. */
  readonly most: readonly number[]
  /** Label and number of features of each remembered correction. */
  readonly recent: readonly (readonly [label: number, features: number])[]
}

const checksum = (body: Uint8Array) => createHash('sha256').update(body).digest()
const bytesOf = (list: Int8Array | Int32Array | Float32Array) =>
  Buffer.from(list.buffer, list.byteOffset, list.byteLength)

/** One byte per weight: its sign and the root of its size, so that small weights keep their differences. Plain loops: there are millions. */
const rounded = (row: Float32Array, most: number): Int8Array => {
  const bytes = new Int8Array(row.length)
  for (let at = 0; at < row.length; at += 1) {
    const weight = row[at] ?? 0
    bytes[at] = Math.sign(weight) * Math.round(127 * Math.sqrt(Math.abs(weight) / (most || 1)))
  }
  return bytes
}
const restored = (row: Int8Array, most: number): Float32Array => {
  const weightOf = Float32Array.from({ length: 256 }, (_, at) => Math.sign(at - 128) * ((at - 128) / 127) ** 2 * most)
  const weights = new Float32Array(row.length)
  for (let at = 0; at < row.length; at += 1) weights[at] = weightOf[(row[at] ?? 0) + 128] ?? 0
  return weights
}

/** @example writeFileSync('model.bin', saveModel(model)) */
export const saveModel = (model: Model): Uint8Array => {
  const most = model.weights.map((row) => row.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0))
  const head: Head = {
    bits: model.bits,
    labels: model.labels,
    bias: model.bias,
    temperature: model.temperature,
    seen: model.seen,
    bands: model.bands,
    most,
    recent: model.recent.map(({ vector, label }) => [label, vector.at.length]),
  }
  const json = Buffer.from(JSON.stringify(head))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(json.length)
  const body = deflateRawSync(
    Buffer.concat([
      length,
      json,
      bytesOf(model.rarity),
      ...model.weights.map((row, i) => bytesOf(rounded(row, most[i] ?? 0))),
      ...model.recent.flatMap(({ vector }) => [bytesOf(vector.at), bytesOf(vector.value)]),
    ]),
    { level: 4 },
  )
  return Buffer.concat([Buffer.from(name), Buffer.from([version]), checksum(body), body])
}

/** Hands out one table after the other, each on memory of its own. */
const tables = (bytes: Buffer) => {
  let at = 0
  return (length: number): ArrayBuffer => {
    const part = Uint8Array.from(bytes.subarray(at, at + length))
    if (part.length < length) throw new Error('This triage model is damaged: it ends too early')
    at += length
    return part.buffer
  }
}

/** @throws Error in words when the bytes are no model, of another version, or damaged. */
export const loadModel = (bytes: Uint8Array): Model => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length < headLength || file.subarray(0, name.length).toString('latin1') !== name)
    throw new Error('This is not a triage model')
  const found = file[name.length]
  if (found !== version)
    throw new Error(`This triage model has version ${found}, and version ${version} is needed: train it again`)
  const body = file.subarray(headLength)
  if (!checksum(body).equals(file.subarray(name.length + 1, headLength)))
    throw new Error('This triage model is damaged: its checksum does not fit')

  const take = tables(inflateRawSync(body, { maxOutputLength: mostBytes }))
  const json = take(new DataView(take(4)).getUint32(0, true))
  // Written by saveModel: the checksum says that nobody changed it since.
  const { most, recent, ...head } = JSON.parse(Buffer.from(json).toString()) as Head
  const size = 2 ** head.bits
  return {
    ...head,
    seen: head.seen ?? head.labels.map(() => 0),
    bands: head.bands ?? [],
    rarity: new Float32Array(take(4 * size)),
    weights: head.labels.map((_, i) => restored(new Int8Array(take(size)), most[i] ?? 0)),
    recent: recent.map(([label, features]) => ({
      label,
      vector: { at: new Int32Array(take(4 * features)), value: new Float32Array(take(4 * features)) },
    })),
  }
}
