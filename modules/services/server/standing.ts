/** Where an application stands for whoever asks: whose it is, which item, who has the next step, and how it moves. */
import { forms } from '@liren/forms/contract'
import { identity } from '@liren/identity/contract'
import { ownPersonOf, type Work } from '@liren/kernel'
import { type MatterRow, type MoveOptions, matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import type { services } from '../contract.ts'
import type { FlowStep, ItemRecord } from '../item.ts'
import type { ApplicationRow } from '../views.ts'
import { holds } from './holds.ts'
import { type NamedApplication, store } from './store.ts'
import { itemStore } from './store-items.ts'

export type ServicesWork = Work<typeof services>
export type Found = {
  readonly row: NamedApplication
  readonly record: ItemRecord
  readonly matter: MatterRow & { readonly cellCode: string | null }
}

/** Whom this is about: in assisted use the one who is helped. */
export const subjectOf = (work: ServicesWork): string => {
  const id = ownPersonOf(work.actor)
  if (id === null) throw work.refuse('no-record')
  return id
}
/** Accounts of staff may have no person behind them. */
export const hasRecord = (work: ServicesWork): boolean => ownPersonOf(work.actor) !== null

export const isMine = (work: ServicesWork, row: Pick<NamedApplication, 'personId' | 'accountId'>) =>
  row.personId === ownPersonOf(work.actor)

export const recordOf = async (work: ServicesWork, row: NamedApplication): Promise<ItemRecord> => {
  const item = await itemStore(work.db).item(row.itemCode, row.itemVersion)
  if (!item) throw new Error('an application without its item')
  return item.record
}

/** The application and its matter, held until the act is over; out of sight is not found. */
export const find = async (work: ServicesWork, id: string): Promise<Found> => {
  const row = await store(work.db).lock(id)
  if (!row || row.number === null) throw work.refuse('not-found')
  return { row, record: await recordOf(work, row), matter: await work.use(matters).see(id) }
}

/** The first step from an index on that is due as far as the answers say; what is not known is due. */
export const dueStep = async (
  work: ServicesWork,
  row: Pick<NamedApplication, 'formId' | 'channel'>,
  record: ItemRecord,
  from: number,
): Promise<number> => {
  const rest = record.flow.slice(from)
  if (rest.every(({ when }) => when === undefined)) return from
  const values = (await work.use(forms).handed(row.formId))?.values ?? {}
  const next = rest.findIndex(({ when }) => when === undefined || holds(when, values, row.channel) !== false)
  return next < 0 ? record.flow.length : from + next
}

export const stepOf = (record: ItemRecord, index: number): FlowStep | undefined => record.flow[index]

/** The unit that has a step in the community; nobody in particular for the platform's own. */
export const holderOf = async (work: ServicesWork, by: FlowStep['by'], record: ItemRecord, areaCode: string) => {
  const units = work.use(organisation)
  const unit =
    by === 'community'
      ? await units.unitOfArea(areaCode, 'residentsCommittee')
      : by === 'subdistrict'
        ? ((await units.unitOfArea(areaCode, 'publicServicesOffice')) ??
          (await units.unitOfArea(areaCode, 'subdistrict')))
        : by === 'owner'
          ? await units.unitByCode(record.owner)
          : null
  return {
    unitId: unit?.id ?? null,
    unitName: unit ? unit.shortName || unit.name : null,
    accountId: null,
    accountName: null,
  }
}

/** Makes a move and answers in the shape all verbs share. */
export const move = async (
  work: ServicesWork,
  id: string,
  name: string,
  options: Omit<MoveOptions, 'seen'> & { readonly seen?: number | undefined },
) => {
  const { seen, ...rest } = options
  const moved = await work.use(matters).move(id, name, { ...rest, ...(seen === undefined ? {} : { seen }) })
  work.audit({ object: `matter:${id}`, facts: { move: name, state: moved.state } })
  await store(work.db).set(id, { state: moved.state })
  return { ...moved, dueAt: moved.dueAt?.toISOString() ?? null }
}

/** As a reply without a move of the process. */
export const standing = async (work: ServicesWork, id: string) => {
  const [matter] = await work.use(matters).rows([id])
  if (!matter) throw work.refuse('not-found')
  const steps = await work.use(matters).steps(id)
  const { number, state, phase, dueAt } = matter
  return { id, number, state, phase, dueAt, seen: steps.length, isReplay: false }
}

/** Facts without what nobody said. */
export const given = (facts: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))

export const told = (row: NamedApplication) => ({
  applicationId: row.id,
  itemCode: row.itemCode,
  personId: row.personId,
  enterpriseId: row.enterpriseId,
  areaCode: row.areaCode,
})

/** An item is called as its reader's language calls it. */
export const namedIn = (
  row: { readonly itemName: string; readonly itemNameEn?: string | null },
  locale: string,
): string => (locale === 'en' ? row.itemNameEn : null) ?? row.itemName

export const rowView = (row: NamedApplication, locale: string): ApplicationRow => ({
  id: row.id,
  number: row.number,
  itemCode: row.itemCode,
  itemName: namedIn(row, locale),
  state: row.state,
  areaCode: row.areaCode,
  channel: row.channel as ApplicationRow['channel'], // written from the same list
  isAssisted: row.helperId !== null,
  madeAt: row.madeAt.toISOString(),
  submittedAt: row.submittedAt?.toISOString() ?? null,
  decidedAt: row.decidedAt?.toISOString() ?? null,
  finishedAt: row.finishedAt?.toISOString() ?? null,
  outcome: row.outcome,
})

/** Masked name of whom it is about. */
export const holderName = async (work: ServicesWork, row: Pick<NamedApplication, 'personId' | 'enterpriseId'>) => {
  const register = work.use(people)
  if (row.enterpriseId) return (await register.enterprise(row.enterpriseId))?.name ?? ''
  return (await register.person(row.personId))?.displayName ?? ''
}

export const accountOf = (work: ServicesWork, personId: string) => work.use(identity).accountOfPerson(personId)
