/** A tool tried on the spot (试一试) as each role, with nothing written anywhere: who has which move, where it leads, what it earns. */
import { sampleAnswers } from './completed.ts'
import type { ActorName, Move, Process, ToolDocument } from './document.ts'
import { formsOf } from './facts.ts'
import { type Answers, earned, judged } from './judge.ts'

export const roles = ['resident', 'worker', 'admin'] as const
export type Role = (typeof roles)[number]

/** What each role is to a record somebody asked for. */
export const standsAs: Readonly<Record<Role, readonly ActorName[]>> = {
  resident: ['reporter'],
  worker: ['worker', 'holder'],
  admin: ['admin', 'worker', 'holder'],
}

export type Rehearsal = {
  readonly state: string
  readonly answers: Answers
  readonly steps: readonly {
    readonly by: Role
    readonly move: string
    readonly state: string
    readonly points: number
  }[]
}

const pointsOf = (document: ToolDocument, process: Process, on: string, answers: Answers) =>
  earned(document, process.id, on, answers).reduce((sum, rule) => sum + rule.points, 0)

export const beginRehearsal = (document: ToolDocument, process: Process, by: Role, answers: Answers): Rehearsal => ({
  state: process.start,
  answers,
  steps: [{ by, move: 'opened', state: process.start, points: pointsOf(document, process, 'opened', answers) }],
})

/** Moves this role may make now. */
export const movesOf = (
  document: ToolDocument,
  process: Process,
  { state, answers }: Rehearsal,
  role: Role,
): readonly (readonly [name: string, move: Move])[] =>
  Object.entries(process.moves).filter(
    ([, move]) =>
      move.from.includes(state) &&
      move.who.some((one) => standsAs[role].includes(one)) &&
      judged(move.when, formsOf(document, process), answers) === true,
  )

export const rehearse = (
  document: ToolDocument,
  process: Process,
  before: Rehearsal,
  by: Role,
  name: string,
  given: Answers,
): Rehearsal => {
  const move = process.moves[name]
  if (!move) return before
  const answers = { ...before.answers, ...given }
  const points = pointsOf(document, process, name, answers)
  return { state: move.to, answers, steps: [...before.steps, { by, move: name, state: move.to, points }] }
}

/** What a made-up record holds once it stands in a state: sample answers to whatever was asked on the shortest way there. */
export const answersAt = (document: ToolDocument, process: Process, state: string): Answers => {
  const answered = (id: string | undefined) => sampleAnswers(document.forms.find((form) => form.id === id)) ?? {}
  const ways: { readonly state: string; readonly answers: Answers }[] = [
    { state: process.start, answers: answered(process.form) },
  ]
  const seen = new Set([process.start])
  for (let one = ways.shift(); one; one = ways.shift()) {
    if (one.state === state) return one.answers
    for (const { from, to, form } of Object.values(process.moves)) {
      if (!from.includes(one.state) || seen.has(to)) continue
      seen.add(to)
      ways.push({ state: to, answers: { ...one.answers, ...answered(form) } })
    }
  }
  return {}
}
