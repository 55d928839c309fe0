/** How earlier reports ended, and words that point back to one of them. Pure. */

export const ends = [
  'open',
  'fixed',
  'referred',
  'refused',
  'longTerm',
  'notNeeded',
  'declined',
  'merged',
  'voided',
  'closed',
] as const
export type Ended = (typeof ends)[number]

const back =
  /又(?!快)|还是(?!很?好|不错)|仍然|仍旧|依然|依旧|上次|上回|再次|再一次|一直没|还没|还冇|仲未|反复|老问题|第[二三四五六七八九十]次/u

/** “又不亮了”, “还没人来”: it was said before, and this text alone does not say what. */
export const pointsBack = (text: string): boolean => back.test(text)
