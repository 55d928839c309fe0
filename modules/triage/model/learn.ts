/** Learns from one correction: a small step, repeated with the corrections before it, never further than a bound. */
import { counted } from './features.ts'
import { type Model, step, weighed } from './linear.ts'
import type { LabelledText } from './train.ts'

const remembered = 64
const rate = 0.5

/**
 * Moves the model towards the label a person chose. A label it never heard of gets a place of its own.
 * @example learn(model, { text: '路灯不亮', label: '市政' })
 */
export const learn = (model: Model, { label, ...given }: LabelledText): void => {
  let place = model.labels.indexOf(label)
  if (place < 0) {
    place = model.labels.push(label) - 1
    model.weights.push(new Float32Array(2 ** model.bits))
    model.bias.push(0)
  }
  const vector = weighed(counted(given, model.bits), model.rarity)
  for (const one of model.recent) step(model, one.vector, one.label, rate / 4)
  step(model, vector, place, rate)
  model.recent.push({ vector, label: place })
  if (model.recent.length > remembered) model.recent.shift()
}
