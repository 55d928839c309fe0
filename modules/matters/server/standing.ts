/** Who somebody is to a matter, what of it they may see, and how it is told to the others. */
import { isWithin, ownPersonOf } from '@liren/kernel'
import type { Relation } from '../process.ts'
import { type Process, permissionsOf } from '../process.ts'
import { known, type MattersWork } from './house.ts'
import { matterStore, type StepContext } from './store.ts'
import type { MatterRecord, Whole } from './tables.ts'

/** Units in whose name somebody acts. */
export const unitsOf = (work: Pick<MattersWork, 'actor'>): string[] => [
  ...new Set(work.actor.grants.flatMap((grant) => (grant.unitId === null ? [] : [grant.unitId]))),
]

/** The person behind the request: in assisted use the one who is helped. */
export const personOf = (work: Pick<MattersWork, 'actor'>) => ownPersonOf(work.actor)

export type Standing = { readonly relations: readonly Relation[]; readonly isStaff: boolean }

const isSelf = (work: Pick<MattersWork, 'actor'>, party: Whole['parties'][number]) => {
  const person = personOf(work)
  return (work.actor.id !== null && party.accountId === work.actor.id) || (person !== null && party.personId === person)
}

/** Did the acting person report this very matter, and not one that was merged into it? */
export const isItsReporter = (work: Pick<MattersWork, 'actor'>, parties: Whole['parties']) =>
  parties.some((party) => party.kind === 'reporter' && !party.isMerged && isSelf(work, party))

/** Roles that are nobody's office: who has left it keeps these. */
const ofNoOffice: readonly string[] = ['resident', 'merchant']

/** In office at all; calls into a matter (会商) go across areas on purpose. */
const isInOffice = ({ actor }: Pick<MattersWork, 'actor'>) =>
  actor.grants.some(({ role }) => !ofNoOffice.includes(role))

/** In office where the matter is: its area lies in the grant's, or its holder or a helper is the grant's own unit. */
const servesHere = (
  { actor }: Pick<MattersWork, 'actor'>,
  { matter, helperUnits }: Pick<Whole, 'matter' | 'helperUnits'>,
) =>
  actor.grants.some(
    ({ role, area, unitId }) =>
      !ofNoOffice.includes(role) &&
      (isWithin(matter.areaCode, area) ||
        (unitId !== null && (unitId === matter.holderUnitId || helperUnits.includes(unitId)))),
  )

/**
 * Relations of the acting person to a matter. What somebody held, handled or was called into is theirs as long as they serve
 * there: it does not outlive the role.
 */
export const standingOf = (work: MattersWork, { matter, parties, helperUnits }: Whole): Standing => {
  const { actor } = work
  if (actor.kind === 'system') return { relations: ['system'], isStaff: true }
  const units = unitsOf(work)
  const relations: Relation[] = []
  // Whoever followed in public is shown the door when the matter is public no longer.
  for (const kind of matter.isPublic ? (['reporter', 'follower'] as const) : (['reporter'] as const))
    if (parties.some((party) => party.kind === kind && isSelf(work, party))) relations.push(kind)
  const isServing = servesHere(work, { matter, helperUnits })
  const holds =
    (actor.id !== null && matter.holderAccountId === actor.id && isServing) ||
    (matter.holderUnitId !== null && units.includes(matter.holderUnitId))
  if (holds) relations.push('holder')
  if (holds && matter.phase === 'checking') relations.push('verifier')
  // Nobody judges their own work, in office or not; by itself it opens nothing to who has left.
  if (actor.id !== null && matter.handledBy.includes(actor.id) && (isServing || relations.length > 0))
    relations.push('handler')
  if (helperUnits.some((unit) => units.includes(unit))) relations.push('helper')
  const isStaff =
    relations.some(
      (relation) => relation === 'holder' || (relation === 'handler' && isServing) || relation === 'helper',
    ) ||
    (isInOffice(work) && parties.some((party) => party.kind === 'participant' && isSelf(work, party))) ||
    work.may(matter.isRestricted ? 'matter.readRestricted' : 'matter.read', {
      area: matter.areaCode,
      unit: matter.holderUnitId,
    }) ||
    // Whoever decides on this kind by office sees it, though matters at large are none of their business.
    (!matter.isRestricted && mayDecide(work, matter))
  return { relations, isStaff }
}

const mayDecide = (work: MattersWork, matter: MatterRecord) => {
  const process = known(work).byName.get(matter.process)
  return process !== undefined && permissionsAt(work, process, matter).length > 0
}

/** Permissions a process asks for, as far as they reach this matter. */
export const permissionsAt = (work: MattersWork, process: Process, matter: MatterRecord) =>
  permissionsOf(process).filter((permission) =>
    work.may(permission, { area: matter.areaCode, unit: matter.holderUnitId }),
  )

/** May the acting person do this to this matter by office? */
export const mayAt = (work: MattersWork, permission: string, matter: MatterRecord) =>
  work.may(permission, { area: matter.areaCode, unit: matter.holderUnitId })

/** Who may ask that it rests (挂账): whoever holds it; before a unit has it, those who decide who that is. */
export const mayAskRest = (work: MattersWork, matter: MatterRecord, { relations }: Standing) =>
  relations.includes('holder') || (matter.phase === 'intake' && mayAt(work, 'matter.decide', matter))

/** A matter in sight of the acting person; out of sight is refused like one that does not exist. */
export const inSight = async (
  work: MattersWork,
  id: string,
  lock = true,
): Promise<Whole & { readonly standing: Standing }> => {
  const store = matterStore(work.db)
  const whole = lock ? await store.lock(id) : await store.whole(id)
  if (!whole) throw work.refuse('not-found')
  const standing = standingOf(work, whole)
  if (!standing.isStaff && standing.relations.length === 0) throw work.refuse('not-found')
  return { ...whole, standing }
}

/** Who makes a step. The unit is the one that matters here, where somebody has several. */
export const stepBy = (work: MattersWork, matter?: Pick<MatterRecord, 'holderUnitId'>): StepContext => {
  const units = unitsOf(work)
  const unit = matter?.holderUnitId && units.includes(matter.holderUnitId) ? matter.holderUnitId : (units[0] ?? null)
  return { at: work.now, actorId: work.actor.id, actorName: work.actor.name, actorUnitId: unit }
}

/** Reporters, and followers as long as the matter is public. */
const accountsTold = (matter: Pick<MatterRecord, 'isPublic'>, parties: Whole['parties']) => [
  ...new Set(
    parties.flatMap(({ accountId, kind }) =>
      accountId && (kind === 'reporter' || (kind === 'follower' && matter.isPublic)) ? [accountId] : [],
    ),
  ),
]

/** What every event about a matter carries. */
export const factOf = (work: MattersWork, matter: MatterRecord, parties: Whole['parties']) => ({
  matterId: matter.id,
  subjectId: matter.subjectId,
  module: matter.module,
  process: matter.process,
  number: matter.number,
  title: matter.title,
  state: matter.state,
  phase: matter.phase,
  areaCode: matter.areaCode,
  grade: matter.grade,
  holderUnitId: matter.holderUnitId,
  holderAccountId: matter.holderAccountId,
  actorId: work.actor.id,
  isRestricted: matter.isRestricted,
  partyAccountIds: accountsTold(matter, parties),
})

/**
 * Live screens to wake: the matter's own, those of its holders before and after, of its reporters, of its area. Anybody may
 * listen to an area, so that nothing restricted is heard there.
 */
export const topicsOf = (parties: Whole['parties'], ...matters: readonly MatterRecord[]): string[] => [
  ...new Set([
    ...matters.flatMap((matter) => [
      `matter:${matter.id}`,
      ...(matter.isRestricted ? [] : [`area:${matter.areaCode}`]),
      ...(matter.holderUnitId ? [`unit:${matter.holderUnitId}`] : []),
      ...(matter.holderAccountId ? [`account:${matter.holderAccountId}`] : []),
    ]),
    ...matters.slice(0, 1).flatMap((matter) => accountsTold(matter, parties).map((id) => `account:${id}`)),
  ]),
]
