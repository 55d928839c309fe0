/** Work that was really done for one case, campaign or service: hours at the rate of that day, and money besides. */

export const effortKinds = ['case', 'campaign', 'service'] as const
export type EffortKind = (typeof effortKinds)[number]

/**
 * What a record comes to, in whole fen: minutes at so much an hour, and money besides.
 * @example costOf({ minutes: 90, fenPerHour: 6000, fen: 500 }) // 9500
 */
export const costOf = ({
  minutes,
  fenPerHour,
  fen,
}: {
  readonly minutes: number
  readonly fenPerHour: number
  readonly fen: number
}) => Math.round((minutes * fenPerHour) / 60) + fen
