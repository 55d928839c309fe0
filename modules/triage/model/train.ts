/** Trains a model from labelled rows, and finds out on rows it did not see how far its probabilities may be trusted. */
import { bandsOf, judgeUnseen, shifted, shiftsOf, temperatureOf } from './calibrate.ts'
import { dice } from './dice.ts'
import { counted, read, type Text } from './features.ts'
import { type Example, type Model, rarityOf, weighed } from './linear.ts'
import { loadModel, saveModel } from './saved.ts'
import { separate } from './separate.ts'

export type LabelledText = Text & { readonly label: string }

export type TrainOptions = {
  /** Same rows and same seed, same model. */
  readonly seed?: number
  /** Told how far it is, from 0 to 1. */
  readonly progress?: (share: number) => void
}

/** Few rows or many labels, smaller tables: together they stay below 128 MB in memory and 20 MB in a file. */
const bitsFor = (rows: number, labels: number) =>
  Math.max(14, Math.min(rows < 2000 ? 16 : 18, Math.floor(Math.log2(2 ** 25 / labels))))

/** Rows × labels above which two parts must do instead of five, and labels are not shifted. */
const muchWork = 500_000

/**
 * @example const model = trainModel([{ text: '路灯不亮', label: '市政' }, { text: '楼上漏水', label: '住房' }])
 * @throws Error when there is no row at all.
 */
export const trainModel = (rows: Iterable<LabelledText>, options: TrainOptions = {}): Model => {
  const kept = [...rows]
  if (kept.length === 0) throw new Error('There is no labelled row to learn from')
  const labels = [...new Set(kept.map((row) => row.label))].sort()
  const place = new Map(labels.map((label, i) => [label, i]))
  const bits = bitsFor(kept.length, labels.length)
  const random = dice(options.seed ?? 1)
  const vectors = kept.map((row) => counted(read(row, bits)))
  const rarity = rarityOf(vectors, bits)
  const examples = vectors.map(
    (vector, i): Example => ({ vector: weighed(vector, rarity), label: place.get(kept[i]?.label ?? '') ?? 0 }),
  )

  const parts = kept.length * labels.length > muchWork ? 2 : 5
  let done = 0
  const each = () => options.progress?.(++done / (labels.length * (parts + 1)))
  const learnFrom = (some: readonly Example[]) => separate(some, labels.length, bits, random, each)
  const first = judgeUnseen(examples, parts, random, learnFrom)
  const shifts = parts === 2 ? labels.map(() => 0) : shiftsOf(first, labels.length)
  const judged = shifted(first, shifts)
  const temperature = temperatureOf(judged)
  const seen = labels.map((_, label) => examples.filter((one) => one.label === label).length)
  const { weights, bias } = learnFrom(examples)
  const learned = { weights, bias: bias.map((start, place) => start + (shifts[place] ?? 0)) }
  // A file rounds the weights; what is measured today shall be what is loaded tomorrow.
  return loadModel(
    saveModel({ bits, labels, ...learned, rarity, temperature, seen, bands: bandsOf(judged, seen), recent: [] }),
  )
}
