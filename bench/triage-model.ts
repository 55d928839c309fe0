/**
 * The text model of triage on labelled messages: quality, honesty of its probabilities, time, size, each beside its limit.
 * `node bench/triage-model.ts FILE [--folds 10] [--strict]`, or the file by `BENCH_MESSAGES`. Rows whose `split` is `train` are learned from,
 * `dev` measured; with `--folds` instead, whole texts of the train part are measured in turn by models that did not see them.
 */
import { readFileSync } from 'node:fs'
import {
  type Evaluation,
  evaluate,
  figuresFor,
  type LabelledText,
  loadModel,
  predict,
  saveModel,
  trainModel,
} from '../modules/triage/model/model.ts'
import { percentile, report } from './measure.ts'

type Row = LabelledText & { readonly split?: string; readonly form?: string }

const file = process.argv[2]?.startsWith('--') ? undefined : process.argv[2]
const path = file ?? process.env.BENCH_MESSAGES
if (path === undefined) throw new Error('Name the file of labelled messages, or set BENCH_MESSAGES')
const rows = readFileSync(path, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Row)
const at = process.argv.indexOf('--folds')
const folds = at < 0 ? 0 : Number(process.argv[at + 1])

/** Seconds of processor time, so that neighbours on the machine do not count. */
const cpuSeconds = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6

const figures = (found: Evaluation) => {
  const right = (coverage: number) => found.coverage.find((one) => one.coverage === coverage)?.accuracy ?? 0
  console.log(`${found.n} rows, accuracy ${found.accuracy.toFixed(4)}`)
  report('macro-F1', found.macroF1, { atLeast: 0.92 })
  report('right among the first two', found.top2, { atLeast: 0.98 })
  report('right at 90 % coverage', right(0.9), { atLeast: 0.95 })
  report('right at 70 % coverage', right(0.7), { atLeast: 0.98 })
  report('calibration error', found.ece, { atMost: 0.03 })
}

const learned = rows.filter((row) => row.split !== 'dev')
if (folds > 1) {
  const whole = learned.filter((row) => row.form !== 'segmented')
  const answered = Array.from({ length: folds }, (_, fold) => {
    const test = new Set(whole.filter((_, i) => i % folds === fold))
    process.stderr.write(`fold ${fold + 1} of ${folds}\n`)
    const model = trainModel(learned.filter((row) => !test.has(row)))
    return Array.from(test, (row) => ({ label: row.label, prediction: predict(model, row) }))
  })
  figures(figuresFor(answered.flat()))
} else {
  const measured = rows.filter((row) => row.split === 'dev')
  let started = cpuSeconds()
  const model = trainModel(learned)
  const trainSeconds = cpuSeconds() - started
  const bytes = saveModel(model)
  const kept = loadModel(bytes)
  figures(evaluate(kept, measured))

  for (const row of measured.slice(0, 100)) predict(kept, row)
  started = cpuSeconds()
  const walls = measured.map((row) => {
    const began = performance.now()
    predict(kept, row)
    return performance.now() - began
  })
  const each = ((cpuSeconds() - started) / measured.length) * 1000
  console.log(`prediction ${each.toFixed(3)} ms of processor each; wall p95 ${percentile(walls, 95).toFixed(3)} ms`)
  report('prediction / limit of 2 ms', each / 2, { atMost: 1 })
  report('training / limit of 60 s', trainSeconds / 60, { atMost: 1 })
  report('model / limit of 20 MB', bytes.length / 20e6, { atMost: 1 })
  console.log(`training ${trainSeconds.toFixed(1)} s of processor, model ${(bytes.length / 1e6).toFixed(2)} MB`)
}
