/** By which version of the formulas a figure was made: the code's own, and a print of the parameters where somebody changed them. */
import { printOf } from './facts.ts'
import { type Formula, formulaNames, usualFormula } from './settings.ts'

/** @example versionOf('2026-8', usualFormula) // '2026-8' */
export const versionOf = (code: string, formula: Formula): string => {
  const changed = formulaNames.filter((name) => formula[name] !== usualFormula[name])
  if (changed.length === 0) return code
  const said = changed.map((name) => `${name} is ${formula[name]}`).join(', ')
  return `${code}-${(printOf(said) ?? '').slice(0, 6)}`
}

/** Weights of an answer from 1 to 5. */
export const weightsOf = (formula: Formula): readonly number[] => [
  formula.satisfaction1,
  formula.satisfaction2,
  formula.satisfaction3,
  formula.satisfaction4,
  formula.satisfaction5,
]
