/** Stable ids: the same code always names the same unit, so that seeds and imports can refer to units by code. */
import { createHash } from 'node:crypto'

// An arbitrary namespace, fixed once; changing it would orphan every stored reference.
const namespace = '5d0c0f8e-7c0a-5c7e-9a55-2f4a6b1c9d10'

/** A UUID of version 5 (RFC 9562) from a name, for example `unit:D-SL`. */
export const stableId = (name: string): string => {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The id of a unit by its code. A district has one register of units, hence no district in the name. */
export const unitIdOf = (code: string) => stableId(`unit:${code}`)
