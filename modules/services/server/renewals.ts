/** 年审与到期 What was granted for a time comes back before it ends, as a matter with a clock; what became of it changes the licence and the values told. */
import { catalogue } from '@liren/catalogue/contract'
import { job, listen, uuidv7 } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { type GivenTopics, notices } from '@liren/notices/contract'
import { people } from '@liren/people/contract'
import { services } from '../contract.ts'
import type { ItemRecord } from '../item.ts'
import { daysBefore, daysUntil, monthsOn, renewalProcess } from '../renewal.ts'
import { dayOf } from './items.ts'
import { accountOf, holderName, holderOf, recordOf, type ServicesWork } from './standing.ts'
import { type NamedApplication, store } from './store.ts'
import { effectStore } from './store-effects.ts'
import { type Ending, renewalStore } from './store-renewals.ts'

/** Whoever holds the telephone learns nothing of what was granted. */
export const renewalTopics = {
  topics: [
    {
      name: 'renewals',
      kind: 'work',
      templates: { due: { outside: [] }, late: { outside: [] }, licenceEnds: { outside: [] } },
    },
  ],
} as const satisfies GivenTopics

const batch = 200
const noticeDays = 30

const plan = (work: ServicesWork, row: Pick<NamedApplication, 'id'>, record: ItemRecord, dueOn: string) =>
  renewalStore(work.db).schedule(row.id, dueOn, daysBefore(dueOn, record.renewal?.remindDays ?? 0))

/** A decision begins the time; whatever the same person had before is replaced by it. */
export const scheduleRenewal = async (
  work: ServicesWork,
  row: Pick<NamedApplication, 'id' | 'personId' | 'itemCode'>,
  record: ItemRecord,
  validUntil: string | null,
  at: Date = work.now,
): Promise<void> => {
  if (!record.renewal) return
  const renewals = renewalStore(work.db)
  for (const id of await renewals.replacedBy(row)) {
    await renewals.schedule(id, null, null)
    // Whoever decides has no say in another's task: the platform closes it.
    if (await renewals.openOf(id)) work.enqueue('close-replaced', { applicationId: id }, { key: id })
  }
  await plan(work, row, record, validUntil ?? monthsOn(dayOf(at), record.renewal.everyMonths))
}

const open = async (work: ServicesWork, id: string, dueOn: string) => {
  const row = await store(work.db).lock(id)
  const record = row && (await recordOf(work, row))
  const renewals = renewalStore(work.db)
  if (!row || !record?.renewal) return renewals.schedule(id, null, null)
  const matterId = uuidv7()
  // Opened: it comes back when it was renewed.
  await renewals.schedule(id, dueOn, null)
  if (!(await renewals.add({ id: matterId, applicationId: id, dueOn }, work.now))) return
  const days = Math.max(1, daysUntil(dayOf(work.now), dueOn))
  const opened = await work.use(matters).open({
    ...{ process: renewalProcess.name, id: matterId, subjectId: id },
    title: work.words(`services.renewal.title.${record.renewal.kind}`, { item: row.itemName }),
    ...{ areaCode: row.areaCode, kindCode: record.code, source: 'services', letter: 'S' },
    // What somebody lives on is nobody's to read in passing.
    isRestricted: true,
    reporter: {
      accountId: await accountOf(work, row.personId),
      personId: row.personId,
      name: await holderName(work, { personId: row.personId, enterpriseId: null }),
    },
    holder: await holderOf(work, record.renewal.by, record, row.areaCode),
    limits: { renew: { amount: days, unit: 'urgentDays' } },
  })
  await tell(work, row, 'due', dueOn, opened.id)
}

const tell = async (
  work: ServicesWork,
  row: NamedApplication,
  template: 'due' | 'late',
  day: string,
  matterId: string,
) => {
  await work.use(notices).send({
    to: { personIds: [row.personId] },
    ...{ topic: 'services.renewals', template: `services.${template}`, facts: { item: row.itemName, day } },
    ...{
      link: `/services/${row.id}`,
      object: `matter:${matterId}`,
      onceKey: `services:renewal:${template}:${matterId}`,
    },
  })
}

const tellOfEnd = async (work: ServicesWork, licence: Ending) => {
  const personId =
    licence.personId ??
    (licence.enterpriseId ? (await work.use(people).enterprise(licence.enterpriseId))?.legalPersonId : null)
  if (!personId) return
  await work.use(notices).send({
    to: { personIds: [personId] },
    ...{ topic: 'services.renewals', template: 'services.licenceEnds' },
    facts: { licence: licence.typeName, day: licence.validUntil },
    ...{ link: '/services/licences', onceKey: `services:licence-ends:${licence.id}:${licence.validUntil}` },
  })
}

export const renewalsJob = job(services, 'renewals', { cron: '10 8 * * *', retryLimit: 2 }, async (work) => {
  const today = dayOf(work.now)
  const renewals = renewalStore(work.db)
  const near = await renewals.near(today, batch)
  for (const { id, dueOn } of near) await open(work, id, dueOn)
  const ending = await renewals.ending(today, daysBefore(today, -noticeDays), batch)
  for (const licence of ending) await tellOfEnd(work, licence)
  await renewals.toldOf(ending.map(({ id }) => id))
  if (near.length === batch || ending.length === batch) work.enqueue('renewals', null, { key: 'more' })
  if (near.length + ending.length > 0) work.audit({ facts: { opened: near.length, licences: ending.length } })
})

export const closeReplacedJob = job<typeof services, { applicationId: string }>(
  services,
  'close-replaced',
  { retryLimit: 3 },
  async (work, { applicationId }) => {
    const open = await renewalStore(work.db).openOf(applicationId)
    if (open) await work.use(matters).move(open.id, 'replace', {})
  },
)

/** The days a decision told of are told anew: the certificate is good until then. */
const tellDays = async (work: ServicesWork, row: NamedApplication, record: ItemRecord, until: string | null) => {
  const decision = await store(work.db).decisionOf(row.id)
  const keys = (record.effects?.tells ?? []).flatMap(({ key, value }) => (value === 'validUntil' ? [key] : []))
  if (!decision || keys.length === 0) return
  const entries = new Map((await work.use(catalogue).entries(keys)).map((entry) => [entry.key, entry]))
  for (const { key, subjectKind, subjectId, source } of await effectStore(work.db).of(decision.id)) {
    const entry = key === null ? undefined : entries.get(key)
    if (!entry || subjectKind !== 'person' || !subjectId || !source || !until) continue
    await work
      .use(catalogue)
      .record({ kind: 'person', id: subjectId }, [
        { key: entry.key, value: until, source, on: dayOf(work.now), verifiedAt: work.now },
      ])
  }
}

export const followRenewal = listen(
  services,
  matters,
  'closed',
  'follow-renewal',
  async (work, fact) => {
    const renewals = renewalStore(work.db)
    const renewal = await renewals.lock(fact.matterId)
    if (!renewal || renewal.closedAt !== null) return
    const row = await store(work.db).lock(renewal.applicationId)
    const isRenewed = fact.state === 'renewed'
    await renewals.close(renewal.id, isRenewed ? 'renewed' : 'ended', new Date(fact.closedAt))
    // Replaced by a newer decision: that one has its own days.
    if (!row || (await renewals.dueOn(row.id)) === null) return
    const record = await recordOf(work, row)
    if (!isRenewed || !record.renewal) {
      await renewals.schedule(row.id, null, null)
      await renewals.licences(row.id, { status: 'revoked', validUntil: null })
      await tellDays(work, row, record, dayOf(new Date(fact.closedAt)))
    } else {
      const next = monthsOn(renewal.dueOn, record.renewal.everyMonths)
      await plan(work, row, record, next)
      const until = record.validYears === undefined ? null : next
      await renewals.licences(row.id, { status: 'valid', validUntil: until })
      await tellDays(work, row, record, until)
    }
    work.audit({ object: `application:${row.id}`, area: row.areaCode, facts: { renewal: fact.state } })
  },
  (fact) => fact.process === renewalProcess.name,
)

/** 逾期未办 The day has passed: what the licence gives rests, where the item says so, and somebody looks. */
export const missRenewal = listen(
  services,
  matters,
  'moved',
  'miss-renewal',
  async (work, fact) => {
    const renewal = await renewalStore(work.db).lock(fact.matterId)
    const row = renewal && (await store(work.db).lock(renewal.applicationId))
    if (!row || !renewal || renewal.closedAt !== null) return
    const record = await recordOf(work, row)
    if (record.renewal?.suspends)
      await renewalStore(work.db).licences(row.id, { status: 'suspended', validUntil: null })
    await tell(work, row, 'late', renewal.dueOn, renewal.id)
  },
  (fact) => fact.process === renewalProcess.name && fact.move === 'miss',
)
