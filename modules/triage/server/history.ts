/**
 * A district does not begin untrained: the closed orders of its older system become examples, or a model trained from them
 * elsewhere is installed. Both from the command line, both in the words of this district's own categories.
 */
import { createHash } from 'node:crypto'
import type { Work } from '@liren/kernel'
import type { triage } from '../contract.ts'
import { type Evaluation, evaluate, type LabelledText, loadModel } from '../model/model.ts'
import { withoutNumbers } from '../without-numbers.ts'
import { forgetKnown, type Known, knownOf, pokeModel } from './known.ts'
import { longest, trainAnew, versionOf } from './learn.ts'
import { lessonStore } from './store-lessons.ts'

type TriageWork = Work<typeof triage>
/** Code as the platform in the name of this module, in a transaction of its own. */
export type Act = <T>(effect: (work: Work) => Promise<T>) => Promise<T>
// The host acts in the name of this module; only the type cannot say so.
const named =
  (act: Act) =>
  <T>(effect: (work: TriageWork) => Promise<T>): Promise<T> =>
    act((work) => effect(work as unknown as TriageWork))

const batchRows = 500
const measuredOn = 2000

/** By code, else by name, where one name stands for one thing. */
const codeOf = ({ categories, sameAs }: Known) => {
  const byName = new Map([...categories.values()].map(({ name, code }) => [name, sameAs.get(code) ?? code]))
  return (label: string) => (categories.has(label) ? label : byName.get(label))
}

/** The same words under the same label are one row, however often a file is read. */
const idOf = (text: string, code: string) => {
  const hex = createHash('sha256').update(`${code}\n${text}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export type Learned = {
  readonly rows: number
  readonly learned: number
  readonly known: number
  /** Few may know of these, so none of them teaches. */
  readonly restricted: number
  /** Labels that are no category here, with how many rows bore each. */
  readonly unknown: Readonly<Record<string, number>>
}

/** Rows with a label become examples; telephone and identity numbers are cut out, whatever is restricted is left out. */
export const learnHistory = async (
  act: Act,
  rows: readonly LabelledText[],
  progress: (rows: number) => void = () => {},
): Promise<Learned> => {
  const unknown: Record<string, number> = {}
  const count = { learned: 0, known: 0, restricted: 0 }
  for (let from = 0; from < rows.length; from += batchRows) {
    const some = rows.slice(from, from + batchRows)
    await named(act)(async (work) => {
      const known = await knownOf(work)
      const find = codeOf(known)
      const found = new Map<string, { id: string; text: string; categoryCode: string }>()
      for (const { title, text, label } of some) {
        const categoryCode = find(label)
        const category = categoryCode === undefined ? undefined : known.categories.get(categoryCode)
        if (categoryCode === undefined || !category) unknown[label] = (unknown[label] ?? 0) + 1
        else if (category.isRestricted) count.restricted += 1
        else {
          const words = withoutNumbers(text.includes(title ?? '') ? text : `${title}。${text}`).slice(0, longest)
          const id = idOf(words, categoryCode)
          if (found.has(id)) count.known += 1
          else found.set(id, { id, text: words, categoryCode })
        }
      }
      const fresh = await lessonStore(work.db).addHistory([...found.values()], work.now)
      count.learned += fresh
      count.known += found.size - fresh
    })
    progress(Math.min(rows.length, from + batchRows))
  }
  await named(act)(async (work) => {
    forgetKnown(work)
    pokeModel(work)
    work.audit({ object: 'examples', facts: { rows: rows.length, ...count } })
  })
  return { rows: rows.length, ...count, unknown }
}

/** A model from all examples at once, instead of waiting for the night. @returns how many; null where they are too few. */
export const trainNow = (act: Act, make: (rows: readonly LabelledText[]) => Promise<Uint8Array>) =>
  trainAnew(named(act), make)

export type Installed = {
  readonly version: string
  readonly labels: number
  /** Texts it was made from. */
  readonly examples: number
  /** On the newest examples kept here, which it did not learn from; null without any. */
  readonly measured: { readonly n: number; readonly accuracy: number; readonly before: number | null } | null
}

/**
 * Puts a model written by `triage train` in the place of the present one, which is kept to go back to. It learns on from here.
 * @throws Error naming the labels that are no category of this district.
 */
export const installModel = async (act: Act, bytes: Uint8Array): Promise<Installed> => {
  const model = loadModel(bytes)
  return named(act)(async (work) => {
    const { categories } = await knownOf(work)
    const strange = model.labels.filter((label) => !categories.has(label))
    if (strange.length > 0)
      throw new Error(
        `Its labels must be codes of this district's categories; these are none: ${strange.slice(0, 10).join(', ')}${strange.length > 10 ? ` and ${strange.length - 10} more` : ''}`,
      )
    const kept = lessonStore(work.db)
    const newest = await kept.newestExamples(measuredOn)
    const rows = newest.map(({ text, categoryCode }): LabelledText => ({ text, label: categoryCode }))
    const present = await kept.model()
    const accuracy = (found: Evaluation) => Math.round(found.accuracy * 10_000) / 10_000
    const measured =
      rows.length === 0
        ? null
        : {
            n: rows.length,
            accuracy: accuracy(evaluate(model, rows)),
            before: present ? accuracy(evaluate(loadModel(present.body), rows)) : null,
          }
    const examples = model.seen.reduce((sum, one) => sum + one, 0)
    const version = versionOf(work.now, examples)
    await kept.putModel({
      version,
      body: Buffer.from(bytes),
      examples,
      learnedTo: Number(newest[0]?.id ?? 0),
      madeAt: work.now,
      isInstalled: true,
    })
    pokeModel(work)
    work.audit({ object: `model:${version}`, facts: { examples, labels: model.labels.length, isInstalled: true } })
    return { version, labels: model.labels.length, examples, measured }
  })
}
