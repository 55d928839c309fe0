/** The code a resident shows: six digits that change every minute, from a secret of the reservation that never leaves the server. */
import { createHmac, timingSafeEqual } from 'node:crypto'

export const codeSeconds = 60
const windowOf = (at: Date) => Math.floor(at.getTime() / (codeSeconds * 1000))

const codeIn = (secret: string, window: number): string => {
  const bytes = createHmac('sha256', secret).update(String(window)).digest()
  const offset = (bytes.at(-1) ?? 0) & 15
  return String((bytes.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Right at that moment; a minute early or late counts, since clocks differ and hands are slow. */
export const isCode = (secret: string, code: string, at: Date): boolean =>
  [-1, 0, 1].some((shift) => timingSafeEqual(Buffer.from(codeIn(secret, windowOf(at) + shift)), Buffer.from(code)))

/** Codes from now on, with the instant each begins. */
export const codesFrom = (secret: string, at: Date, count: number) =>
  Array.from({ length: count }, (_, step) => {
    const window = windowOf(at) + step
    return { code: codeIn(secret, window), startsAt: new Date(window * codeSeconds * 1000).toISOString() }
  })
