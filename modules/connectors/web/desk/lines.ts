/** Maps written one pair a line, `ours=theirs`, as people keep them in a note. */
export const pairsIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split('\n')
      .map((line) => line.split('='))
      .flatMap(([one = '', other = '']) => (one.trim() && other.trim() ? [[one.trim(), other.trim()]] : [])),
  )

export const linesOf = (pairs: Readonly<Record<string, string | undefined>>) =>
  Object.entries(pairs)
    .map(([one, other]) => `${one}=${other ?? ''}`)
    .join('\n')
