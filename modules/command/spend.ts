/** Money spent over days: so much of it falls into a window as days of it do. */

export const spendKinds = ['platform', 'operation', 'equipment', 'training', 'other'] as const
export type SpendKind = (typeof spendKinds)[number]

export type Span = { readonly from: number; readonly until: number }
const overlap = (one: Span, other: Span) =>
  Math.max(0, Math.min(one.until, other.until) - Math.max(one.from, other.from))

/**
 * Fen of a spend that fall into a window, in equal parts for each moment; whole fen.
 * @example partOf({ fen: 3000, from: 0, until: 30 }, { from: 0, until: 10 }) // 1000
 */
export const partOf = ({ fen, ...span }: Span & { readonly fen: number }, window: Span) =>
  Math.round((fen * overlap(span, window)) / Math.max(1, span.until - span.from))

/** The same stretch of time right before a window. */
export const before = ({ from, until }: Span): Span => ({ from: from - (until - from), until: from })
