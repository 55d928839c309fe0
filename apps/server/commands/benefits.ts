/** `liren benefits eval`: tries rules on cases, without a database. */
import { readFileSync } from 'node:fs'
import { celFor } from '@liren/benefits/cel'
import { type Detail, type Evaluation, evaluate } from '@liren/benefits/evaluation'
import { dayOf } from '@liren/contract/day'
import { print } from '../output.ts'

const mostNamed = 20

const jsonIn = (file: string): unknown => {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const some = <T>(title: string, all: readonly T[], line: (one: T) => string): readonly string[] =>
  all.length === 0
    ? []
    : [
        '',
        `${title} (${all.length})`,
        ...all.slice(0, mostNamed).map((one) => `  ${line(one)}`),
        ...(all.length > mostNamed ? [`  … and ${all.length - mostNamed} more; --json has them all`] : []),
      ]

const table = ({ equal, different, unsupported, answers }: Evaluation, detail: Detail): string => {
  const counts = new Map<string, number>()
  for (const { eligible } of answers) for (const rule of eligible) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const unknown = [...detail.unknown].sort((a, b) => b[1] - a[1])
  return [
    `${detail.rules} rules on ${answers.length} cases: ${equal} answers as recorded, ${different} different, ${answers.length - equal - different} with nothing recorded`,
    `${unsupported.length} rules cannot be told from these cases`,
    ...some('Eligible', ranked, ([rule, cases]) => `${String(cases).padStart(6)}  ${rule}`),
    ...some('Not known for want of facts', unknown, ([rule, cases]) => `${String(cases).padStart(6)}  ${rule}`),
    ...some(
      'Different',
      detail.differences,
      (one) => `${one.case}: ${one.rule} is ${one.recorded ? 'recorded, not found' : 'found, not recorded'}`,
    ),
    ...some('Unsupported', unsupported, ({ rule, why }) => `${rule}: ${why}`),
  ].join('\n')
}

export const evaluateBenefits = (options: {
  readonly rules: string
  readonly cases: string
  readonly today?: string
  readonly strict?: boolean
  readonly json?: boolean
}): void => {
  const today = options.today ?? dayOf(Date.now())
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) throw new Error(`--today is a day such as 2026-11-28, not "${today}"`)
  const { evaluation, detail } = evaluate(jsonIn(options.rules), jsonIn(options.cases), { today, celFor })
  for (const { case: id, why } of detail.remarks.slice(0, mostNamed)) process.stderr.write(`case ${id} ${why}\n`)
  if (detail.remarks.length > mostNamed) process.stderr.write(`… and ${detail.remarks.length - mostNamed} more\n`)
  print(options.json ?? false, evaluation, table(evaluation, detail))
  if (options.strict && evaluation.different > 0) process.exitCode = 1
}
