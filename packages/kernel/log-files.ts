/** Keeps log lines as files, one a day (China), and removes those older than they have to be kept. */
import { appendFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { dayOf } from '@liren/contract/day'

const dayMs = 86_400_000
const name = /^liren-(\d{4}-\d\d-\d\d)\.log$/

/** Days a folder holds log files of, oldest first. */
export const loggedDays = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
      .flatMap((file) => name.exec(file)?.[1] ?? [])
      .sort()
  } catch {
    return []
  }
}

/**
 * A place for `createLog` to write to, beside another one. A line that cannot be kept is said once on the other one: a full
 * disk must not stop the house.
 */
export const logFiles = (
  folder: string,
  days: number,
  beside: { readonly write: (line: string) => unknown },
  now: () => number = Date.now,
) => {
  let day = ''
  let hasFailed = false
  const keep = (line: string) => {
    const today = dayOf(now())
    if (today !== day) {
      mkdirSync(folder, { recursive: true, mode: 0o750 })
      const oldest = dayOf(now() - days * dayMs)
      for (const one of loggedDays(folder)) if (one < oldest) rmSync(join(folder, `liren-${one}.log`), { force: true })
      day = today
    }
    appendFileSync(join(folder, `liren-${today}.log`), line, { mode: 0o640 })
  }
  return {
    write: (line: string): boolean => {
      beside.write(line)
      try {
        keep(line)
        hasFailed = false
      } catch (error) {
        if (!hasFailed)
          beside.write(
            `${JSON.stringify({ level: 'error', what: 'log files cannot be written', why: String(error) })}\n`,
          )
        hasFailed = true
      }
      return true
    },
  }
}
