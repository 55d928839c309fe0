/** What is doubtful about a photo shown as proof: taken elsewhere, or before the work was even signed for. */

export const photoDoubts = ['elsewhere', 'before'] as const
export type PhotoDoubt = (typeof photoDoubts)[number]
type Spot = { readonly lon: number; readonly lat: number }

const radians = Math.PI / 180

/** Metres between two points of one district. */
export const metresApart = (a: Spot, b: Spot) =>
  Math.hypot((b.lon - a.lon) * 111_319.49 * Math.cos(((a.lat + b.lat) / 2) * radians), (b.lat - a.lat) * 110_874)

/** A photo that says neither where nor when is not doubted: many phones keep it to themselves. */
export const doubtsOf = (
  taken: { readonly at: Date | null; readonly place: Spot | null },
  kase: { readonly place: Spot | null; readonly signedAt: Date | null; readonly metres: number },
): { readonly doubts: readonly PhotoDoubt[]; readonly metresOff: number | null } => {
  const apart = taken.place && kase.place ? metresApart(taken.place, kase.place) : null
  const isElsewhere = apart !== null && apart > kase.metres
  // A camera's clock is kept in whole seconds.
  const isBefore = taken.at !== null && kase.signedAt !== null && taken.at.getTime() < kase.signedAt.getTime() - 1000
  return {
    doubts: [...(isElsewhere ? (['elsewhere'] as const) : []), ...(isBefore ? (['before'] as const) : [])],
    metresOff: isElsewhere ? Math.round(apart) : null,
  }
}
