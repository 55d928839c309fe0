/** What commands print: for people by default, one JSON value with `--json`; progress on long work. */

/** Prints a result in the chosen form. */
export const print = (isJson: boolean, value: unknown, text: string) => {
  process.stdout.write(isJson ? `${JSON.stringify(value)}\n` : `${text}\n`)
}

/** A progress line that rewrites itself on a terminal, and reports by tenths elsewhere. */
export const progressLine = (isQuiet: boolean) => {
  let lastTenth = ''
  return (what: string, done: number, total: number) => {
    if (isQuiet || total <= 0) return
    const percent = Math.floor((done / total) * 100)
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\x1b[K${what} ${done}/${total} (${percent} %)${done >= total ? '\n' : ''}`)
      return
    }
    const tenth = `${what}:${Math.floor(percent / 10)}`
    if (tenth !== lastTenth) process.stderr.write(`${what} ${done}/${total} (${percent} %)\n`)
    lastTenth = tenth
  }
}
