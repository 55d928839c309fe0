/** The life of a reservation, opening hours, and the limit per person: pure, for server and screens. */

export const reservationStates = ['reserved', 'handedOver', 'cancelled', 'lapsed', 'refunded'] as const
export type ReservationState = (typeof reservationStates)[number]

/** Which states a state may be left for. */
export const next: Readonly<Record<ReservationState, readonly ReservationState[]>> = {
  reserved: ['handedOver', 'cancelled', 'lapsed'],
  handedOver: ['refunded'],
  cancelled: [],
  lapsed: [],
  refunded: [],
}

export const cancelHours = 24
/** Days something is kept for whoever reserved it. */
export const keepDays = 7

export const mayCancel = (one: { readonly state: ReservationState; readonly reservedAt: Date | string }, now: Date) =>
  one.state === 'reserved' && now.getTime() - new Date(one.reservedAt).getTime() <= cancelHours * 3_600_000

export type Hours = { readonly weekdays: readonly number[]; readonly from: string; readonly until: string }

/** Open at an instant, by Shanghai's clock? Monday is 1. */
export const isOpenAt = ({ weekdays, from, until }: Hours, at: Date): boolean => {
  const local = new Date(at.getTime() + 8 * 3_600_000)
  const time = local.toISOString().slice(11, 16)
  return weekdays.includes(local.getUTCDay() || 7) && from <= time && time < until
}

/** How many more of a good a person may take this month. */
export const roomLeft = (perPerson: number | null, taken: number): number =>
  perPerson === null ? Number.POSITIVE_INFINITY : Math.max(0, perPerson - taken)

/** What the square on a phone says; short and in capitals, so that its dots are large. */
export const squareOf = (number: string, code: string) => `MALL ${number} ${code}`

/** Number and code out of a square that was read; null where it is any other. */
export const readSquare = (text: string): { readonly number: string; readonly code: string } | null => {
  const [, number, code] = /^MALL (\d{4}) (\d{6})$/.exec(text) ?? []
  return number && code ? { number, code } : null
}
