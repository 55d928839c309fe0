/** Rules and a trained model in one ranking. The less a model has seen of a category, the more the rules count. */

export type Likely = { readonly code: string; readonly probability: number }
export type Blended = Likely & { readonly byRules: number; readonly byModel: number }

/**
 * Mixes the logarithms of both (a product of experts), so that what either holds impossible does not win.
 * `trust` is the weight of the model, 0…1; `trustOf` says it per category where the model knows how much it has seen.
 */
export const blend = (
  rules: readonly Likely[],
  model: readonly Likely[],
  { trust = 0.5, trustOf, count = 3 }: { trust?: number; trustOf?: (code: string) => number; count?: number } = {},
): readonly Blended[] => {
  const floor = 0.005
  const byRules = new Map(rules.map((one) => [one.code, one.probability]))
  const byModel = new Map(model.map((one) => [one.code, one.probability]))
  const mixed = [...new Set([...byRules.keys(), ...byModel.keys()])].map((code) => {
    const weight = Math.min(1, Math.max(0, trustOf ? trustOf(code) : trust))
    const rule = byRules.get(code) ?? 0
    const learnt = byModel.get(code) ?? 0
    const power = Math.exp((1 - weight) * Math.log(Math.max(rule, floor)) + weight * Math.log(Math.max(learnt, floor)))
    return { code, power, byRules: rule, byModel: learnt }
  })
  // What neither named keeps its share: the mixture must not look surer than its sources.
  const named = (all: readonly Likely[]) =>
    Math.min(
      1,
      all.reduce((sum, one) => sum + one.probability, 0),
    )
  const share =
    rules.length === 0 ? named(model) : model.length === 0 ? named(rules) : Math.max(named(rules), named(model))
  const whole = mixed.reduce((sum, { power }) => sum + power, 0) || 1
  return mixed
    .map(({ code, power, ...sources }) => ({ code, probability: (power / whole) * share, ...sources }))
    .sort((a, b) => b.probability - a.probability || (a.code < b.code ? -1 : 1))
    .slice(0, count)
}
