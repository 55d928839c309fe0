/** Gives a matter to a unit or a person. Any authorised level may reach past the levels between; it is written down. */
import { answer } from '@liren/kernel'
import { matters } from '../contract.ts'
import type { Holder } from '../port.ts'
import { act, mustBeOpen } from './act.ts'
import { holderIn } from './bound.ts'
import { checkLoad, handTo, mustKeepRuling, mustNotBounce, passedOnBy } from './hand-over.ts'
import type { MattersWork } from './house.ts'
import { factOf, inSight, mayAt, topicsOf } from './standing.ts'
import type { Whole } from './tables.ts'

type Given = { readonly because?: string | undefined; readonly despiteLoad?: string | undefined }

/** Hands it over, whoever may have decided that. */
export const giveTo = async (
  work: MattersWork,
  { matter, parties }: Pick<Whole, 'matter' | 'parties'>,
  holder: Holder,
  { because, despiteLoad }: Given = {},
) => {
  const given = handTo(matter, holder, work.now)
  const isElsewhere = given.holderUnitId !== matter.holderUnitId
  const now = await act(work, matter, 'assigned', {
    now: { ...given, passedOn: passedOnBy(matter, given) },
    isPublic: isElsewhere,
    facts: {
      toUnit: given.holderUnitName,
      ...(because === undefined ? {} : { because }),
      ...(despiteLoad === undefined ? {} : { despiteLoad }),
    },
  })
  work.emit('assigned', { ...factOf(work, now, parties), because: because ?? null }, topicsOf(parties, now, matter))
  return now
}

export const assignTo = async (
  work: MattersWork,
  id: string,
  holder: Holder,
  because?: string,
  despiteLoad?: string,
) => {
  const { matter, parties, standing } = await inSight(work, id)
  mustBeOpen(work, matter)
  const staysInUnit = holder.unitId === undefined || holder.unitId === matter.holderUnitId
  const mayPassOn = standing.relations.includes('holder') && staysInUnit
  if (!mayPassOn && work.actor.kind !== 'system' && !mayAt(work, 'matter.assign', matter))
    throw work.refuse('not-open-to-you')
  if (!staysInUnit) await mustKeepRuling(work, matter, handTo(matter, holder, work.now))
  if (!staysInUnit && matter.phase === 'doing') mustNotBounce(work, matter, holder.unitId)
  if (!staysInUnit && work.actor.kind !== 'system') await checkLoad(work, holder.unitId, despiteLoad, matter)
  return giveTo(work, { matter, parties }, holder, { because, despiteLoad })
}

export const assign = answer(matters, 'assign', async (work, { params, body }) => {
  // First whether it is in sight: whoever may not see it learns nothing about units either.
  const { matter } = await inSight(work, params.id, false)
  const holder = await holderIn(work, body, matter.holderUnitId)
  if (!holder) throw work.refuse('holder-missing', {}, 'unitId')
  await assignTo(work, params.id, holder, body.because, body.despiteLoad)
  return undefined
})
