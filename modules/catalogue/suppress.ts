/** 小数抑制 Small cells are hidden before figures are given away, and so that nobody can work them out from totals (k ≥ 10). */

/** A figure in a tree: the district, its areas, what they hold. A node's count is the sum of its children's, where it has any. */
export type Figure = { readonly name: string; readonly count: number; readonly parts: readonly Figure[] }
/** Null where the figure is held back. */
export type Shown = { readonly name: string; readonly count: number | null; readonly parts: readonly Shown[] }

const hideAll = (figure: Figure): Shown => ({ name: figure.name, count: null, parts: figure.parts.map(hideAll) })

/**
 * Zero is small too: were it shown, those hidden beside it would be known to be somebody. What is hidden among the parts of one
 * shown total is two at least and adds up to k at least, so that each of them may be anything from none to all of it.
 */
const hiddenAmong = (parts: readonly Figure[], k: number): ReadonlySet<number> => {
  const bySize = parts.map(({ count }, at) => ({ count, at })).sort((a, b) => a.count - b.count || a.at - b.at)
  const hidden = new Set(bySize.filter(({ count }) => count < k).map(({ at }) => at))
  if (hidden.size === 0) return hidden
  const sum = () => [...hidden].reduce((total, at) => total + (parts[at]?.count ?? 0), 0)
  for (const { at } of bySize) {
    if (hidden.size >= 2 && sum() >= k) break
    hidden.add(at)
  }
  return hidden
}

const partsShown = (figure: Figure, k: number): readonly Shown[] => {
  const hidden = hiddenAmong(figure.parts, k)
  // A single part is its whole: shown as the whole is.
  return figure.parts.map((part, at) => (hidden.has(at) ? hideAll(part) : show(part, k)))
}

const show = (figure: Figure, k: number): Shown => ({ ...figure, parts: partsShown(figure, k) })

/** Hides what must be hidden below a total; a total below k hides everything. */
export const suppressed = (whole: Figure, k = 10): Shown => (whole.count < k ? hideAll(whole) : show(whole, k))
