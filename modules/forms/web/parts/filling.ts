/** The state of a form on a screen: what is answered, confirmed, explained, refused; and how the form stands for it. */
import { useMemo } from 'react'
import { type Accepted, acceptedOf, type Filled, type MaterialGiven } from '../../accepted.ts'
import { answered } from '../../answers.ts'
import type { FormDefinition } from '../../definition.ts'
import type { Rules } from '../../facts.ts'
import type { Offers } from '../../origin.ts'
import { definitionPath, leavesOf } from '../../outline.ts'
import { standingOf } from '../../standing.ts'
import { type AtHand, useRules } from './rules.ts'

export type Filling = {
  readonly definition: FormDefinition
  readonly filled: Filled
  readonly offers: Offers
  readonly accepted: Accepted
  /** What its first page shows is decided. */
  readonly isReady: boolean
  /** Every rule has been judged, those not on the first page too. */
  readonly isWhole: boolean
  readonly answer: (at: string, value: unknown) => void
  readonly confirm: (at: string, isConfirmed: boolean) => void
  readonly explain: (at: string, why: string) => void
  /** Refuses what the register offers for a field: its value goes, and is not asked for again. */
  readonly refuse: (at: string) => void
  readonly give: (material: string, given: MaterialGiven) => void
}

export type FillingOf = {
  readonly definition: FormDefinition
  readonly filled: Filled
  readonly offers: Offers
  readonly held: readonly string[]
  readonly today: string
  readonly channel: string
  readonly onChange: (next: Filled) => void
}

/** Dictionary key behind a place in the answers: its own, or that of the list it stands in. */
const keyAt = (definition: FormDefinition, at: string): string | null => {
  const leaf = leavesOf(definition).find(({ path }) => path === definitionPath(at))
  return leaf?.within.findLast(({ repeat, from }) => repeat && from)?.from ?? leaf?.field.from ?? null
}

/** What is still offered: not what somebody refused. */
const openOffers = ({ definition, filled, offers }: Pick<FillingOf, 'definition' | 'filled' | 'offers'>): Offers =>
  Object.fromEntries(Object.entries(offers).filter(([at]) => !filled.refused.includes(keyAt(definition, at) ?? '')))

const judged = (
  { definition, filled, held, today, channel }: Omit<FillingOf, 'offers' | 'onChange'>,
  open: Offers,
  rules: Rules,
): Accepted =>
  acceptedOf(definition, filled, open, new Set(held), standingOf(definition, filled.answers, { today, channel }, rules))

const fillingWith = (
  { definition, filled, onChange }: FillingOf,
  open: Offers,
  accepted: Accepted,
  { isReady, isWhole }: AtHand,
): Filling => ({
  definition,
  filled,
  offers: open,
  accepted,
  isReady,
  isWhole,
  answer: (at, value) =>
    onChange({
      ...filled,
      answers: answered(filled.answers, at, value),
      confirmed: filled.confirmed.filter((one) => one !== at),
    }),
  confirm: (at, isConfirmed) =>
    onChange({
      ...filled,
      confirmed: [...filled.confirmed.filter((one) => one !== at), ...(isConfirmed ? [at] : [])],
    }),
  explain: (at, why) => onChange({ ...filled, reasons: { ...filled.reasons, [at]: why } }),
  refuse: (at) => {
    const key = keyAt(definition, at)
    if (key === null || filled.refused.includes(key)) return
    const gone = Object.keys(open).filter((one) => keyAt(definition, one) === key)
    onChange({
      ...filled,
      answers: gone.reduce((answers, one) => answered(answers, one, undefined), filled.answers),
      confirmed: filled.confirmed.filter((one) => !gone.includes(one)),
      refused: [...filled.refused, key],
    })
  },
  give: (material, given) => onChange({ ...filled, materials: { ...filled.materials, [material]: given } }),
})

/** For several forms at once, whose number a hook could not know. */
export const fillingOf = (of: FillingOf, atHand: AtHand): Filling => {
  const open = openOffers(of)
  return fillingWith(of, open, judged(of, open, atHand.rules), atHand)
}

export const useFilling = (of: FillingOf): Filling => {
  const { definition, filled, offers, held, today, channel } = of
  const atHand = useRules([definition])
  const { rules } = atHand
  const open = useMemo(() => openOffers({ definition, filled, offers }), [definition, filled, offers])
  const accepted = useMemo(
    () => judged({ definition, filled, held, today, channel }, open, rules),
    [definition, filled, open, held, today, channel, rules],
  )
  return fillingWith(of, open, accepted, atHand)
}
