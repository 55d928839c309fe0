/** Plays a document's example journeys (试走) without a database: the same forms, rules and moves as the runner obeys. */
import { compileRule } from '@liren/kernel'
import type { Journey, ToolDocument } from '../../document/document.ts'
import { formsOf, personFacts } from '../../document/facts.ts'
import { earned, judged } from '../../document/judge.ts'
import { take } from './answers.ts'

export type Played = {
  readonly title: string
  readonly isFine: boolean
  readonly steps: readonly {
    readonly what: string
    readonly state: string | null
    readonly isFine: boolean
    readonly why: string | null
  }[]
  readonly points: number
}

type Stage = { state: string; answers: Record<string, unknown>; points: number }

const playOne = (document: ToolDocument, journey: Journey): Played => {
  const steps: Played['steps'][number][] = []
  const process = document.processes.find(({ id }) => id === journey.of)
  const stage: Stage = { state: '', answers: {}, points: 0 }
  const note = (what: string, state: string | null, why: string | null) => {
    steps.push({ what, state, isFine: why === null, why })
    return why === null
  }
  const done = (isFine: boolean): Played => ({ title: journey.title['zh-CN'], isFine, steps, points: stage.points })
  if (!process) return done(note('opened', null, `there is no process "${journey.of}"`))
  const isSeen = document.audience.some(
    ({ rule }) => compileRule(rule, personFacts).judge(journey.persona).verdict === true,
  )
  if (
    !note(
      'audience',
      null,
      isSeen === journey.isInAudience ? null : isSeen ? 'is shown to this person' : 'is not shown to this person',
    )
  )
    return done(false)
  if (!isSeen) return done(true)
  const forms = formsOf(document, process)
  const first = take(
    forms.find(({ id }) => id === process.form),
    journey.answers ?? {},
  )
  if (!first.isTaken) return done(note('opened', null, `${first.field}: ${first.rule}`))
  stage.state = process.start
  stage.answers = { ...first.open }
  stage.points += earned(document, process.id, 'opened', stage.answers).reduce((sum, one) => sum + one.points, 0)
  note('opened', stage.state, null)
  for (const step of journey.steps) {
    const move = process.moves[step.move]
    const why = !move
      ? 'there is no such move'
      : !move.from.includes(stage.state)
        ? `not possible from "${stage.state}"`
        : !move.who.includes(step.as)
          ? `not open to the ${step.as}`
          : judged(move.when, forms, stage.answers) !== true
            ? 'its condition does not hold'
            : null
    if (why !== null || !move) return done(note(step.move, stage.state, why))
    const taken = take(move.form ? forms.find(({ id }) => id === move.form) : undefined, step.answers ?? {})
    if (!taken.isTaken) return done(note(step.move, stage.state, `${taken.field}: ${taken.rule}`))
    stage.answers = { ...stage.answers, ...taken.open }
    stage.state = move.to
    stage.points += earned(document, process.id, step.move, stage.answers).reduce((sum, one) => sum + one.points, 0)
    if (!note(step.move, stage.state, stage.state === step.expect ? null : `expected "${step.expect}"`))
      return done(false)
  }
  if (journey.points !== undefined && journey.points !== stage.points)
    return done(note('points', stage.state, `${stage.points} instead of ${journey.points}`))
  return done(true)
}

/** All journeys of a sound document. */
export const play = (document: ToolDocument): readonly Played[] =>
  (document.examples ?? []).map((journey) => playOne(document, journey))
