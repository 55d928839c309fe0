/** What people call the facts that conditions of items speak of, and the values these have. */
import { useWords } from '@liren/web'
import type { SaidFact } from '@liren/web/desk'

/** A fact's name in conditions, its word, and its values where they are codes. */
const facts: readonly (readonly [name: string, word: string, values?: readonly string[]])[] = [
  ['age', 'age'],
  ['sex', 'sex', ['M', 'F']],
  ['areaCode', 'areaCode'],
  ['residence', 'residence', ['permanent', 'floating', 'away']],
  ['livesHere', 'livesHere'],
  ['livesAlone', 'livesAlone'],
  ['tags', 'tags'],
  ['hukou.city', 'hukouCity', ['440100', '330100']],
  ['disability.grade', 'disabilityGrade', ['1', '2', '3', '4']],
  ['disability.kind', 'disabilityKind', ['1', '2', '3', '4', '5', '6', '7']],
  ['lowIncome.class', 'lowIncomeClass', ['dibao', 'edge', 'tekun', 'none']],
  ['assets.class', 'assetsClass', ['within', 'above']],
  ['household.perHead', 'householdPerHead'],
  ['line.dibao', 'lineDibao'],
  ['insurance.pension', 'insurancePension', ['staff', 'resident', 'none']],
  ['insurance.medical', 'insuranceMedical', ['staff', 'resident', 'none']],
  ['employment.state', 'employmentState', ['employed', 'flexible', 'unemployed', 'retired']],
  ['employment.difficulty', 'employmentDifficulty', ['4050', 'disabled', 'dibao', 'landless', 'zeroEmployment']],
  ['children.count', 'childrenCount'],
  ['home.tie', 'homeTie', ['owner', 'tenant', 'resident']],
  ['housing.areaM2', 'housingAreaM2'],
  ['veteran.kind', 'veteranKind', ['retired', 'family', 'disabled']],
  ['firm.isHere', 'firmIsHere'],
  ['firm.kind', 'firmKind'],
  ['firm.staff', 'firmStaff'],
]

export const useItemFacts = (): readonly SaidFact[] => {
  const t = useWords('services')
  return facts.map(([name, word, values = []]) => ({
    name,
    label: t(`fact.${word}`),
    choices: values.map((value) => ({ value, label: t(`factValue.${word}.${value}`) })),
  }))
}
