/** Paper mode 纸质模式: numbered sheets for when the platform cannot be reached, entered afterwards with the times people wrote down. */

/** `ZP20261103-440104-007`: the day it was handed out, the district, the sheet of the day. */
export const paperNumber = (day: string, area: string, serial: number) =>
  `ZP${day.replaceAll('-', '')}-${area.slice(0, 6)}-${String(serial).padStart(3, '0')}`

export type PaperTimes = {
  readonly dispatchedAt: Date
  readonly receivedAt: Date | null
  readonly doneAt: Date | null
}

/** The first time that cannot be: before what came before it, before the sheet was handed out, or not yet come. */
export const impossibleTime = (
  { dispatchedAt, receivedAt, doneAt }: PaperTimes,
  handedOutAt: Date,
  now: Date,
): 'dispatchedAt' | 'receivedAt' | 'doneAt' | null => {
  // Written down to the minute, so that the very minute of handing out is no lie.
  if (dispatchedAt.getTime() < Math.floor(handedOutAt.getTime() / 60_000) * 60_000 || dispatchedAt > now)
    return 'dispatchedAt'
  if (receivedAt !== null && (receivedAt < dispatchedAt || receivedAt > now)) return 'receivedAt'
  if (doneAt !== null && (doneAt < (receivedAt ?? dispatchedAt) || doneAt > now)) return 'doneAt'
  return null
}
