/**
 * How well hot spots are found: `node bench/triage-hotspots.ts FOLDER` (or HOTSPOTS), where the folder has `messages.jsonl`
 * and `issues.dev.json` (`[{ issue, core: ids that belong together, ignore: ids that count neither way }]`).
 * For each issue the best F1 any hot spot reaches, and that hot spot's rank by heat. The figures are JSON; what misses its
 * limit is told beside them, and ends in an error with `--strict`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findHotspots } from '../modules/triage/alike/hotspots.ts'
import { readMessages } from '../modules/triage/alike/message.ts'

type Issue = { readonly issue: string; readonly core: readonly string[]; readonly ignore: readonly string[] }

/** Of the mean over all issues. */
const leastF1 = 0.9

const folder = process.argv.slice(2).find((one) => !one.startsWith('--')) ?? process.env.HOTSPOTS
if (!folder) throw new Error('Name the folder with messages.jsonl and issues.dev.json, or set HOTSPOTS')
const issues = JSON.parse(readFileSync(join(folder, 'issues.dev.json'), 'utf8')) as Issue[]
const { messages, bad } = readMessages(readFileSync(join(folder, 'messages.jsonl'), 'utf8'))
const started = performance.now()
const spots = findHotspots(messages)
const seconds = (performance.now() - started) / 1000

const found = issues.map(({ issue, core, ignore }) => {
  const wanted = new Set(core)
  const neither = new Set(ignore)
  const scores = spots.map(({ rank, ids }) => {
    const counted = ids.filter((id) => !neither.has(id))
    const right = counted.filter((id) => wanted.has(id)).length
    const f1 = right === 0 ? 0 : (2 * right) / (counted.length + wanted.size)
    return { f1, rank, precision: right / Math.max(1, counted.length), recall: right / wanted.size }
  })
  return {
    issue,
    ...scores.reduce((best, one) => (one.f1 > best.f1 ? one : best), { f1: 0, rank: 0, precision: 0, recall: 0 }),
  }
})
const mean = found.reduce((sum, { f1 }) => sum + f1, 0) / found.length
const round = (value: number) => Math.round(value * 10_000) / 10_000
process.stdout.write(
  `${JSON.stringify(
    {
      messages: messages.length,
      badLines: bad.length,
      hotspots: spots.length,
      seconds: round(seconds),
      meanF1: round(mean),
      inFirstTen: found.filter(({ rank }) => rank > 0 && rank <= 10).length,
      issues: found.map((one) => ({
        ...one,
        f1: round(one.f1),
        precision: round(one.precision),
        recall: round(one.recall),
      })),
      first: spots
        .slice(0, 12)
        .map(({ rank, heat, title, ids, about }) => ({ rank, heat, title, messages: ids.length, ...about })),
    },
    null,
    1,
  )}\n`,
)
const isMet = mean >= leastF1
process.stderr.write(`mean F1: ${mean.toFixed(3)} (at least ${leastF1}) ${isMet ? '✓' : '✗'}\n`)
if (!isMet && process.argv.includes('--strict')) process.exitCode = 1
