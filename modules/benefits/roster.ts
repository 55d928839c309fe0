/** 待遇名册 A department's list of who receives an item: which column is what, and counts that add up to its rows. */

/** Every row is one of these. */
export const rowOutcomes = ['taken', 'repeated', 'absent', 'refused'] as const
export type RowOutcome = (typeof rowOutcomes)[number]
export type RosterCount = { readonly rows: number } & Readonly<Record<RowOutcome, number>>

export const noRows: RosterCount = { rows: 0, taken: 0, repeated: 0, absent: 0, refused: 0 }
export const counted = (count: RosterCount, outcome: RowOutcome): RosterCount => ({
  ...count,
  rows: count.rows + 1,
  [outcome]: count[outcome] + 1,
})

/** Somebody who is on a list under a row that could not be read must not be taken for somebody who receives nothing. */
export const isWhole = ({ refused }: Pick<RosterCount, 'refused'>): boolean => refused === 0

const headings = {
  identityNumber: [
    '身份证号',
    '身份证号码',
    '公民身份号码',
    '证件号码',
    '证件号',
    '身份证',
    'id number',
    'identity number',
  ],
  fullName: ['姓名', '名字', '享受人姓名', '居民姓名', 'name', 'full name'],
} as const
export type RosterColumn = keyof typeof headings

const plain = (heading: string) =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_*:：()（）-]/g, '')

/** The heading under which a column most likely stands. */
export const guessHeading = (column: RosterColumn, found: readonly string[]): string | undefined =>
  found.find((heading) => headings[column].some((known) => plain(known) === plain(heading)))
