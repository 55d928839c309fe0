/** How a picture looks, in 64 bits (dHash): the same scene scaled, compressed or a little brighter looks the same; nothing can be seen in it. */

/** A picture drawn 9 × 8 in grey, row by row. */
export const lookPixels = { width: 9, height: 8 } as const

/** Each bit says whether a dot is brighter than its right neighbour. Sixteen hexadecimal signs. */
export const lookOf = (grey: Uint8Array): string => {
  let bits = 0n
  for (let row = 0; row < lookPixels.height; row += 1)
    for (let column = 0; column + 1 < lookPixels.width; column += 1) {
      const at = row * lookPixels.width + column
      bits = (bits << 1n) | ((grey[at] ?? 0) > (grey[at + 1] ?? 0) ? 1n : 0n)
    }
  return bits.toString(16).padStart(16, '0')
}

/** In how many of 64 bits two pictures differ. Up to about eight it is the same picture, or one from the same spot. */
export const lookDistance = (one: string, other: string): number => {
  let differing = BigInt(`0x${one}`) ^ BigInt(`0x${other}`)
  let count = 0
  for (; differing > 0n; differing >>= 1n) if (differing & 1n) count += 1
  return count
}

/** A flat picture (a wall, the dark) looks like every other flat one: its look says nothing. */
export const saysNothing = (look: string): boolean =>
  lookDistance(look, '0000000000000000') < 6 || lookDistance(look, 'ffffffffffffffff') < 6
