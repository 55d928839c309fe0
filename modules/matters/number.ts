/** Numbers people read out over the telephone: the number of a matter, and the code that opens its progress without login. */

/** The calendar day in a number, `yyyyMMdd`, from `yyyy-MM-dd`. */
export const compactDay = (day: string) => day.replaceAll('-', '')

/**
 * `yyyyMMdd` + 6-digit area + letter of the source + 5-digit serial of the day.
 * @example numberOf('2025-01-24', '440104001001', 'P', 17) // '20250124440104P00017'
 */
export const numberOf = (day: string, areaCode: string, letter: string, serial: number) =>
  `${compactDay(day)}${areaCode.slice(0, 6)}${letter}${String(serial).padStart(5, '0')}`

// Without 0 O 1 I L, which people mix up.
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** A random query code, about 49 bits in ten letters. */
export const makeQueryCode = (length = 10) => {
  let code = ''
  while (code.length < length)
    // Only whole multiples, so that no letter is likelier than another.
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2)))
      if (byte < 248 && code.length < length) code += letters[byte % letters.length]
  return code
}

/** A code as typed by a person: spaces, dashes and small letters forgiven. */
export const readQueryCode = (typed: string) => typed.toUpperCase().replace(/[\s-]/g, '')

/** A run of serials reserved at once; `next` is handed out first, `last` last. */
export type Block = { next: number; readonly last: number }
