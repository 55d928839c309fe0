/** Learns from one correction: a small step, repeated with the corrections before it, never further than a bound. */
import { counted, read } from './features.ts'
import { add, type Example, type Model, scores, shares, weighed } from './linear.ts'
import type { LabelledText } from './train.ts'

const remembered = 64
/** How far one correction may move a score; a text on the right side of its border scores about one. */
const reach = 0.4
/** A label nobody has reported yet starts where labels stand that do not fit. */
const newcomer = -1

const step = (model: Model, { vector, label: right }: Example, reach: number) => {
  const share = shares(scores(model, vector), model.temperature)
  for (const [label, row] of model.weights.entries()) {
    const pull = reach * ((label === right ? 1 : 0) - (share[label] ?? 0))
    if (Math.abs(pull) > 1e-4) add(row, vector, pull)
  }
}

/**
 * Moves the model towards the label a person chose. A label it never heard of gets a place of its own.
 * @example learn(model, { text: '路灯不亮', label: '市政' })
 */
export const learn = (model: Model, { label, ...given }: LabelledText): void => {
  let place = model.labels.indexOf(label)
  if (place < 0) {
    place = model.labels.push(label) - 1
    model.weights.push(new Float32Array(2 ** model.bits))
    model.bias.push(newcomer)
    model.seen.push(0)
  }
  const vector = weighed(counted(read(given, model.bits)), model.rarity)
  for (const one of model.recent) step(model, one, reach / 8)
  step(model, { vector, label: place }, reach)
  model.seen[place] = (model.seen[place] ?? 0) + 1
  model.recent.push({ vector, label: place })
  if (model.recent.length > remembered) model.recent.shift()
}
