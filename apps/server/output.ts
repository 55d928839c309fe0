/** What commands print: for people by default, one JSON value with `--json`; progress on long work. */

/** Prints a result in the chosen form. */
export const print = (isJson: boolean, value: unknown, text: string) => {
  process.stdout.write(isJson ? `${JSON.stringify(value)}\n` : `${text}\n`)
}

/**
 * A progress line that rewrites itself on a terminal and reports by tenths elsewhere. On stderr, so that `--json` stays one value.
 * Where nobody knows how much there is (`total` null), a pipe hears of it whenever it has doubled.
 */
export const progressLine = () => {
  let lastSaid = ''
  let nextDone = 0
  return (what: string, done: number, total: number | null) => {
    if (total === 0) return
    const text = total === null ? `${what} ${done}` : `${what} ${done}/${total} (${Math.floor((done / total) * 100)} %)`
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\x1b[K${text}${total !== null && done >= total ? '\n' : ''}`)
      return
    }
    const said = total === null ? '' : `${what}:${Math.floor((done / total) * 10)}`
    if (total === null ? done < nextDone : said === lastSaid) return
    process.stderr.write(`${text}\n`)
    lastSaid = said
    nextDone = done * 2
  }
}
