/** What may come in: which contents are taken, as what kind, and how a name is made harmless. */
import type { FileKind } from './contract.ts'

/** Contents found by sniffing → kind. Whatever can carry a script into a page (SVG, HTML) or a macro is not here. */
const accepted: Readonly<Record<string, FileKind>> = {
  'image/jpeg': 'photo',
  'image/png': 'photo',
  'image/webp': 'photo',
  'application/pdf': 'document',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'document',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'document',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/x-m4a': 'audio',
  'audio/wav': 'audio',
  'audio/ogg': 'audio',
  'audio/ogg; codecs=opus': 'audio',
  'audio/amr': 'audio',
  'audio/aac': 'audio',
  'video/mp4': 'video',
  'video/webm': 'video',
  'video/quicktime': 'video',
  'video/3gpp': 'video',
}

/** The kind of a sniffed content, null when it is not taken. */
export const kindOf = (mime: string): FileKind | null =>
  Object.hasOwn(accepted, mime) ? (accepted[mime] ?? null) : null

/** For the screen's file chooser. Browsers turn an iPhone's HEIC into JPEG when only these are asked for. */
export const chooserOf = (kinds: readonly FileKind[]) =>
  Object.entries(accepted)
    .filter(([, kind]) => kinds.includes(kind))
    .map(([mime]) => mime)
    .join(',')

/** Longest edge of the viewing copy and of the thumbnail. */
export const copyPixels = { view: 2048, thumb: 320 } as const

/** Files up to this size get their copies while the phone waits; larger ones a moment later. */
export const isSmall = (byteCount: number, pixels: number) => byteCount <= 4_000_000 && pixels <= 13_000_000

/**
 * A name to show and to save under: no path, no control or direction-changing characters, at most 120 characters,
 * the extension kept.
 */
export const harmlessName = (given: string | undefined, fallback: string): string => {
  const last = (given ?? '').normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
  const plain = last.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069"<>|?*:]/g, '').trim()
  const named = plain.replace(/^\.+/, '')
  if (named === '') return fallback
  if (named.length <= 120) return named
  const dot = named.lastIndexOf('.')
  const extension = dot > 0 && named.length - dot <= 10 ? named.slice(dot) : ''
  return named.slice(0, 120 - extension.length) + extension
}
