/** A share as people read it; a dash where there is nothing to divide by. */
export const shareOf = (share: number | null): string => (share === null ? '—' : `${Math.round(100 * share)}%`)
