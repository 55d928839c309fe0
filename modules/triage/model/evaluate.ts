/** Measures a model on labelled rows: how often right, how evenly over the labels, how honest its probabilities are. */
import type { Model } from './linear.ts'
import { type Prediction, predict } from './predict.ts'
import type { LabelledText } from './train.ts'

export type LabelFigures = {
  readonly n: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

export type Evaluation = {
  readonly n: number
  readonly accuracy: number
  /** Mean F1 over the labels that occur among the rows or were answered. */
  readonly macroF1: number
  /** The right label is among the first two. */
  readonly top2: number
  /** Expected calibration error over ten bins of equal width. */
  readonly ece: number
  readonly perClass: Readonly<Record<string, LabelFigures>>
  /** Accuracy among the surest share of rows. */
  readonly coverage: readonly { readonly coverage: number; readonly accuracy: number }[]
}

type Judged = { readonly label: string; readonly answer: string; readonly isSecond: boolean; readonly sureness: number }

const bins = 10
const steps = [...Array.from({ length: 11 }, (_, i) => (50 + 5 * i) / 100), 0.98].sort((a, b) => a - b)

const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0)
const isRight = (one: Judged) => one.label === one.answer

const figuresOf = (judged: readonly Judged[], label: string): LabelFigures => {
  const there = judged.filter((one) => one.label === label)
  const hits = there.filter(isRight).length
  const answered = judged.filter((one) => one.answer === label).length
  return {
    n: there.length,
    precision: share(hits, answered),
    recall: share(hits, there.length),
    f1: share(2 * hits, answered + there.length),
  }
}

const calibrationError = (judged: readonly Judged[]): number => {
  const filled = Map.groupBy(judged, (one) => Math.min(bins - 1, Math.floor(one.sureness * bins)))
  const gaps = [...filled.values()].map((bin) =>
    Math.abs(bin.filter(isRight).length - bin.reduce((sum, one) => sum + one.sureness, 0)),
  )
  return share(
    gaps.reduce((a, b) => a + b, 0),
    judged.length,
  )
}

/** Figures of predictions already made, each beside the label that would have been right. */
export const figuresFor = (
  answered: Iterable<{ readonly label: string; readonly prediction: Pick<Prediction, 'ranked'> }>,
): Evaluation => {
  const judged = Array.from(answered, ({ label, prediction: { ranked } }): Judged => {
    const [first, second] = ranked
    return {
      label,
      answer: first?.label ?? '',
      isSecond: second?.label === label,
      sureness: first?.probability ?? 0,
    }
  })
  const labels = [...new Set(judged.flatMap((one) => [one.label, one.answer]))].sort()
  const perClass = labels.map((label) => [label, figuresOf(judged, label)] as const)
  const surest = judged.toSorted((a, b) => b.sureness - a.sureness)
  return {
    n: judged.length,
    accuracy: share(judged.filter(isRight).length, judged.length),
    macroF1: share(
      perClass.reduce((sum, [, figures]) => sum + figures.f1, 0),
      labels.length,
    ),
    top2: share(judged.filter((one) => isRight(one) || one.isSecond).length, judged.length),
    ece: calibrationError(judged),
    perClass: Object.fromEntries(perClass),
    coverage: steps.map((coverage) => {
      const part = surest.slice(0, Math.round(coverage * judged.length))
      return { coverage, accuracy: share(part.filter(isRight).length, part.length) }
    }),
  }
}

/** @example evaluate(model, rows).macroF1 // 0.93 */
export const evaluate = (model: Model, rows: Iterable<LabelledText>): Evaluation =>
  figuresFor(Array.from(rows, (row) => ({ label: row.label, prediction: predict(model, row) })))
