/** Carries a photo's own notes (EXIF: when, where) from the camera's file into a scaled-down copy, turned upright. */

const isStart = (bytes: Uint8Array) => bytes[0] === 0xff && bytes[1] === 0xd8
const twoBytes = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
const exifName = [0x45, 0x78, 0x69, 0x66, 0, 0]

/** The whole APP1 segment of a JPEG, marker included; null when it has none. */
export const notesOf = (jpeg: Uint8Array): Uint8Array | null => {
  if (!isStart(jpeg)) return null
  let at = 2
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
    const marker = jpeg[at + 1]
    // The picture itself begins: no notes any more.
    if (marker === 0xda || marker === 0xd9) return null
    const end = at + 2 + twoBytes(jpeg, at + 2)
    if (end > jpeg.length) return null
    if (marker === 0xe1 && exifName.every((byte, index) => jpeg[at + 4 + index] === byte)) return jpeg.slice(at, end)
    at = end
  }
  return null
}

/** Sets the orientation to "upright": the browser has turned the pixels already. */
const upright = (segment: Uint8Array): Uint8Array => {
  const notes = segment.slice()
  const tiff = 10
  const view = new DataView(notes.buffer, notes.byteOffset, notes.byteLength)
  const isLittle = notes[tiff] === 0x49
  if (notes.length < tiff + 14) return notes
  const directory = tiff + view.getUint32(tiff + 4, isLittle)
  if (directory + 2 > notes.length) return notes
  const count = view.getUint16(directory, isLittle)
  for (let entry = 0; entry < count; entry += 1) {
    const at = directory + 2 + entry * 12
    if (at + 12 > notes.length) break
    if (view.getUint16(at, isLittle) === 0x0112) view.setUint16(at + 8, 1, isLittle)
  }
  return notes
}

/** The scaled JPEG with the original's notes. Anything unexpected: the scaled one as it is. */
export const carryNotes = (original: Uint8Array, scaled: Uint8Array): Uint8Array => {
  const notes = notesOf(original)
  if (!notes || !isStart(scaled)) return scaled
  const carried = upright(notes)
  const made = new Uint8Array(scaled.length + carried.length)
  made.set(scaled.subarray(0, 2), 0)
  made.set(carried, 2)
  made.set(scaled.subarray(2), 2 + carried.length)
  return made
}

/** Width and height that fit into a square, never larger than before. */
export const fitInto = (width: number, height: number, edge: number) => {
  const scale = Math.min(1, edge / Math.max(width, height, 1))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
