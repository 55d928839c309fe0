/** `liren triage train|eval|predict`: the text model from the command line, without a database. */
import { readFileSync, writeFileSync } from 'node:fs'
import {
  type Evaluation,
  evaluate,
  type LabelledText,
  loadModel,
  predict,
  type RowsWanted,
  readRows,
  saveModel,
  trainModel,
} from '@liren/triage/model'
import { print, progressLine } from '../output.ts'
import { fileText } from './file-text.ts'

type Flags = { readonly json?: boolean; readonly seed?: string }

const say = (line: string) => process.stderr.write(`${line}\n`)
const percent = (share: number) => `${(share * 100).toFixed(1)} %`
const mostNamed = 10

/** Reads a file of rows and names the lines that cannot be used. */
const rowsOf = (file: string, wanted: RowsWanted = {}): LabelledText[] => {
  const { rows, bad } = readRows(fileText(file), wanted)
  for (const { line, why } of bad.slice(0, mostNamed)) say(`${file}:${line}: ${why}`)
  if (bad.length > 0) say(`${file}: ${bad.length} of ${rows.length + bad.length} rows left out`)
  return rows
}

const seedOf = (given: string | undefined): number => {
  const seed = Number(given ?? 1)
  if (!Number.isSafeInteger(seed)) throw new Error(`--seed is a whole number, not "${given}"`)
  return seed
}

const trained = (file: string, flags: Flags) => {
  const line = progressLine()
  const rows = rowsOf(file)
  if (rows.length === 0) throw new Error(`${file} has no usable row to learn from`)
  const started = performance.now()
  const model = trainModel(rows, {
    seed: seedOf(flags.seed),
    progress: (share) => line('training', Math.round(share * 100), 100),
  })
  return { model, rows: rows.length, seconds: (performance.now() - started) / 1000 }
}

export const train = (file: string, flags: Flags & { readonly out: string }): void => {
  const { model, rows, seconds } = trained(file, flags)
  const bytes = saveModel(model)
  writeFileSync(flags.out, bytes)
  print(
    flags.json ?? false,
    { out: flags.out, rows, labels: model.labels, seconds: Number(seconds.toFixed(1)), bytes: bytes.length },
    `${flags.out}: ${rows} rows, ${model.labels.length} labels, ${seconds.toFixed(1)} s, ${(bytes.length / 1e6).toFixed(1)} MB`,
  )
}

const table = (found: Evaluation): string =>
  [
    `${found.n} rows: ${percent(found.accuracy)} right, macro-F1 ${found.macroF1.toFixed(4)}, right among the first two ${percent(found.top2)}, calibration error ${found.ece.toFixed(4)}`,
    ...Object.entries(found.perClass).map(
      ([label, { n, precision, recall, f1 }]) =>
        `  ${label}: ${n} rows, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}`,
    ),
    ...found.coverage.map(({ coverage, accuracy }) => `  the surest ${percent(coverage)}: ${percent(accuracy)} right`),
  ].join('\n')

export const measure = (
  flags: Flags & { readonly test: string; readonly train?: string; readonly model?: string },
): void => {
  if ((flags.train === undefined) === (flags.model === undefined))
    throw new Error('Name either rows to learn from (--train) or a model (--model)')
  const test = rowsOf(flags.test, { keepsEmpty: true })
  const model =
    flags.train === undefined ? loadModel(readFileSync(flags.model ?? '')) : trained(flags.train, flags).model
  const found = evaluate(model, test)
  print(flags.json ?? false, found, table(found))
}

export const foretell = (
  text: string | undefined,
  flags: Flags & { readonly model: string; readonly title?: string; readonly file?: string },
): void => {
  const model = loadModel(readFileSync(flags.model))
  const given =
    flags.file === undefined
      ? [{ title: flags.title ?? '', text: text ?? '' }]
      : rowsOf(flags.file, { isLabelled: false })
  if (given.every((one) => `${one.title ?? ''}${one.text}`.trim() === ''))
    throw new Error('Give a text, or --file FILE')
  const found = given.map((one) => predict(model, one))
  const lines = found.map(({ ranked, because }) => {
    const three = ranked.slice(0, 3).map(({ label, probability }) => `${label} ${percent(probability)}`)
    return `${three.join(', ')}${because.length > 0 ? ` (${because.map(({ word }) => word).join('、')})` : ''}`
  })
  print(flags.json ?? false, flags.file === undefined ? found[0] : found, lines.join('\n'))
}
