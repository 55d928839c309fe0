/** A model as bytes and back: a name, a version, a checksum, then weights in one byte each, packed. */
import { createHash } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Model } from './linear.ts'

const name = 'LIREN-TRIAGE'
const version = 1
const headLength = name.length + 1 + 32

const checksum = (body: Uint8Array) => createHash('sha256').update(body).digest()

/** @example writeFileSync('model.bin', saveModel(model)) */
export const saveModel = (model: Model): Uint8Array => {
  const body = deflateRawSync(serialize(model), { level: 6 })
  return Buffer.concat([Buffer.from(name), Buffer.from([version]), checksum(body), body])
}

/** @throws Error in words when the bytes are no model, of another version, or damaged. */
export const loadModel = (bytes: Uint8Array): Model => {
  const file = Buffer.from(bytes)
  if (file.length < headLength || file.subarray(0, name.length).toString('latin1') !== name)
    throw new Error('This is not a triage model')
  const found = file[name.length]
  if (found !== version) throw new Error(`This triage model has version ${found}; version ${version} is needed`)
  const body = file.subarray(headLength)
  if (!checksum(body).equals(file.subarray(name.length + 1, headLength)))
    throw new Error('This triage model is damaged: its checksum does not fit')
  return deserialize(inflateRawSync(body)) as Model
}
