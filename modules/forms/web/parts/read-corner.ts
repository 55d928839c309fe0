/** Reads the code in the corner of a photographed sheet, on this device; nothing else is read out of the picture. */

/** Enough for a code two centimetres wide on a sheet of A4, and quick on an old phone. */
const longestEdge = 2000

const pixelsOf = (
  picture: ImageBitmap,
  part: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
): ImageData | null => {
  const scale = Math.min(1, longestEdge / Math.max(part.width, part.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(part.width * scale)
  canvas.height = Math.round(part.height * scale)
  const brush = canvas.getContext('2d', { willReadFrequently: true })
  brush?.drawImage(picture, part.left, part.top, part.width, part.height, 0, 0, canvas.width, canvas.height)
  return brush?.getImageData(0, 0, canvas.width, canvas.height) ?? null
}

/** Null where no code is found: the whole sheet is looked at, then its upper right, where we print it. */
export const readCorner = async (blob: Blob): Promise<string | null> => {
  const picture = await createImageBitmap(blob, { imageOrientation: 'from-image' }).catch(() => null)
  if (!picture) return null
  const { default: decode } = await import('qr/decode.js')
  const { width, height } = picture
  const parts = [
    { left: 0, top: 0, width, height },
    { left: width / 2, top: 0, width: width / 2, height: height / 2 },
  ]
  try {
    for (const part of parts) {
      const pixels = pixelsOf(picture, part)
      if (!pixels) continue
      try {
        return decode(pixels)
      } catch {
        // Not there, or not sharp enough.
      }
    }
    return null
  } finally {
    picture.close()
  }
}
