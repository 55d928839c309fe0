/** The words of a watermark (水印): when, where and by whom a picture was taken. */

export type Caption = { readonly at: string | null; readonly place: string | null; readonly name: string | null }

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `2026-11-23 20:05`, whatever the server's own zone. */
export const stampOf = (at: Date) => {
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]))
  return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}`
}

/**
 * Lines to draw, top to bottom. Where the server has no Chinese font, Chinese lines are left out rather than drawn as
 * empty boxes; the time always stays.
 */
export const linesOf = (caption: Caption, canDrawChinese: boolean): readonly string[] => {
  const lines = [caption.at ? stampOf(new Date(caption.at)) : '', caption.place ?? '', caption.name ?? '']
  return lines
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '' && (canDrawChinese || /^[\u0020-\u024f]*$/.test(line)))
    .map((line) => (line.length > 60 ? `${line.slice(0, 59)}…` : line))
}
