/** Values of a file of JSON lines, or of one JSON list, as other programs write them: any usual encoding, any line ends. */

/** Its text, whether it was saved in UTF-8, UTF-16 or GB 18030. */
export const textOfFile = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // A few broken signs do not turn UTF-8 into something else: read from GB 18030, nearly every second byte would be lost.
    const text = new TextDecoder('utf-8').decode(bytes)
    const lost = text.split('\uFFFD').length - 1
    return lost * 20 <= bytes.length - text.length ? text : new TextDecoder('gb18030').decode(bytes)
  }
}

export type JsonRow = { readonly line: number; readonly value?: unknown }

const listIn = (text: string): readonly unknown[] | null => {
  if (!text.trimStart().startsWith('[')) return null
  try {
    const found: unknown = JSON.parse(text)
    // One list a line is no list of rows; whoever reads the lines says so.
    return Array.isArray(found) && found.every((one) => !Array.isArray(one)) ? found : null
  } catch {
    return null
  }
}

/** Rows with the line they stand in (in a list: their place); what cannot be read has no value. Blank lines are none. */
export const jsonRows = (file: string): readonly JsonRow[] => {
  const text = file.replace(/^\uFEFF/, '')
  const list = listIn(text)
  if (list?.every((one) => typeof one === 'object')) return list.map((value, n) => ({ line: n + 1, value }))
  return text.split(/\r\n|\n|\r/).flatMap((line, n): JsonRow[] => {
    if (line.trim() === '') return []
    try {
      return [{ line: n + 1, value: JSON.parse(line) as unknown }]
    } catch {
      return [{ line: n + 1 }]
    }
  })
}
