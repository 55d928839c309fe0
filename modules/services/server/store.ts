/** Every query on applications and what belongs to them: materials, visits, notices, objections, decisions. */
import { areaPrefix, type Db, readAs, type Scope, within } from '@liren/kernel'
import { type Selectable, sql } from 'kysely'
import type { Source } from '../item.ts'

type ApplicationTable = {
  id: string
  itemCode: string
  itemVersion: number
  number: string | null
  state: string
  areaCode: string
  personId: string
  enterpriseId: string | null
  accountId: string | null
  channel: string
  /** Every counter it went over, in order; the last is where it was handed in. */
  channels: string[]
  helperId: string | null
  /** The authority on which somebody helps. */
  authorityId: string | null
  bundleCode: string | null
  bundleId: string | null
  formId: string
  typed: number
  prefilled: number
  confirmed: number
  materialsGiven: number
  visits: number
  step: number
  gaps: string[] | null
  /** Keys of the form a correction asks for. */
  gapFields: string[]
  wasCorrected: boolean
  refusedConsents: string[]
  consents: string[]
  authorisedAt: Date | null
  handedTo: string | null
  handedState: string | null
  submittedAt: Date | null
  acceptedAt: Date | null
  decidedAt: Date | null
  finishedAt: Date | null
  pausedSince: Date | null
  pausedSeconds: number
  outcome: 'approved' | 'refused' | 'declined' | 'withdrawn' | null
  madeAt: Date
  /** What the item's condition said at submission, and which of its facts nobody knew. */
  verdict: 'none' | 'unknown' | 'yes' | 'no'
  unknownFacts: string[]
}
type MaterialTable = {
  applicationId: string
  key: string
  name: string
  source: Source | null
  fileIds: string[]
  licenceId: string | null
  isLater: boolean
  dueOn: string | null
  givenAt: Date | null
  /** Which text was signed: its version and its letters. */
  textVersion: number | null
  textSha256: string | null
}
type VisitTable = {
  id: string
  applicationId: string
  step: number
  kind: string
  byNames: string[]
  byIds: string[]
  foundSealed: string
  isGenuine: boolean
  fileIds: string[]
  at: Date
}
type NoticeTable = {
  id: string
  applicationId: string
  itemCode: string
  itemName: string
  areaCode: string
  shown: string
  fromAt: Date
  untilAt: Date
  endedAt: Date | null
}
type ObjectionTable = {
  id: string
  noticeId: string
  accountId: string | null
  textSealed: string
  madeAt: Date
  answer: string | null
  isUpheld: boolean | null
  answeredAt: Date | null
}
type DecisionTable = {
  id: string
  applicationId: string
  number: string
  code: string
  outcome: string
  itemName: string
  holderMasked: string
  issuer: string
  textSealed: string
  basis: string
  remedy: string
  issuedAt: Date
  validUntil: string | null
  withdrawnAt: Date | null
  sha256: string
}
type Tables = {
  servicesApplications: ApplicationTable
  servicesMaterials: MaterialTable
  servicesVisits: VisitTable
  servicesNotices: NoticeTable
  servicesObjections: ObjectionTable
  servicesDecisions: DecisionTable
}
export type ApplicationStored = Selectable<ApplicationTable>
export type MaterialStored = Selectable<MaterialTable>
export type VisitStored = Selectable<VisitTable>
export type NoticeStored = Selectable<NoticeTable>
export type ObjectionStored = Selectable<ObjectionTable>
export type DecisionStored = Selectable<DecisionTable>
export type NamedApplication = ApplicationStored & { readonly itemName: string; readonly itemNameEn?: string | null }

export type LateMaterial = {
  readonly applicationId: string
  readonly key: string
  readonly name: string
  readonly dueOn: string
  readonly number: string
  readonly areaCode: string
  readonly state: string
  readonly itemName: string
  readonly itemNameEn: string | null
}
export const lateCursorOf = (row: LateMaterial) => `${row.dueOn} ${row.applicationId} ${row.key}`
const lateCursor = /^(\d{4}-\d\d-\d\d) ([0-9a-f-]{36}) ([A-Za-z0-9]+)$/

/** Ids are made by whoever applies, so that their order says nothing: pages go by time. */
export const cursorOf = (row: Pick<ApplicationStored, 'madeAt' | 'id'>) => `${row.madeAt.toISOString()} ${row.id}`
const cursor = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/
const isBefore = (after: string | undefined) => {
  const [at, id] = readAs(after, cursor) ?? []
  return at && id ? sql`and (a.made_at, a.id) < (${at}::timestamptz, ${id}::uuid)` : sql``
}

const named = (rows: readonly NamedApplication[]) =>
  rows.map((row) => ({ ...row, pausedSeconds: Number(row.pausedSeconds) }))

/** From where applications are counted or retired. */
const over = (shortest: Date, now: Date) => sql`from services_applications a
  join services_items i on i.code = a.item_code and i.version = a.item_version
  where a.finished_at < ${shortest} and a.retired_at is null
    and a.finished_at < ${now}::timestamptz - make_interval(years => (i.record->>'retentionYears')::int)`

export const store = (db: Db) => {
  const tables = db.withTables<Tables>()
  const list = async (condition: ReturnType<typeof sql>, after: string | undefined, limit: number) =>
    named(
      (
        await sql<NamedApplication>`select a.*, i.name as item_name, i.record->>'nameEn' as item_name_en from services_applications a
          join services_items i on i.code = a.item_code and i.version = a.item_version
          where ${condition} ${isBefore(after)} order by a.made_at desc, a.id desc limit ${limit}`.execute(db)
      ).rows,
    )
  const one = async (id: string, isHeld: boolean) =>
    named(
      (
        await sql<NamedApplication>`select a.*, i.name as item_name, i.record->>'nameEn' as item_name_en from services_applications a
          join services_items i on i.code = a.item_code and i.version = a.item_version
          where a.id = ${id} ${isHeld ? sql`for update of a` : sql``}`.execute(db)
      ).rows,
    )[0] ?? null
  return {
    find: (id: string) => one(id, false),
    lock: (id: string) => one(id, true),
    add: (row: ApplicationStored) => tables.insertInto('servicesApplications').values(row).execute(),
    set: (id: string, change: Partial<ApplicationStored>) =>
      tables.updateTable('servicesApplications').set(change).where('id', '=', id).execute(),
    ofPerson: (personId: string, after: string | undefined, limit: number) =>
      list(sql`a.person_id = ${personId}`, after, limit),
    /** One begun or under way for an item, if there is any; begun first. */
    openOf: async (personId: string, itemCode: string): Promise<string | null> =>
      (
        await sql<{
          id: string
        }>`select id from services_applications where person_id = ${personId} and item_code = ${itemCode}
          and finished_at is null order by made_at limit 1`.execute(db)
      ).rows[0]?.id ?? null,
    /** Two facts about one person are heard one after the other. */
    holdPerson: async (personId: string) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`services-person ${personId}`}, 0))`.execute(db)
    },
    ofBundle: (bundleId: string) => list(sql`a.bundle_id = ${bundleId}`, undefined, 20),
    board: (
      scope: Scope,
      asked: {
        area?: string | undefined
        state?: string | undefined
        item?: string | undefined
        number?: string | undefined
      },
      after: string | undefined,
      limit: number,
    ) =>
      list(
        sql`a.state <> 'draft' and ${within(scope, { area: 'a.area_code' })}
          ${asked.area ? sql`and a.area_code like ${`${areaPrefix(asked.area)}%`}` : sql``}
          ${asked.state ? sql`and a.state = ${asked.state}` : sql``} ${asked.item ? sql`and a.item_code = ${asked.item}` : sql``}
          ${asked.number ? sql`and a.number = ${asked.number.toUpperCase()}` : sql``}`,
        after,
        limit,
      ),
    dropDrafts: async (before: Date) => {
      await sql`delete from services_materials where application_id in
        (select id from services_applications where state = 'draft' and made_at < ${before})`.execute(db)
      const { numDeletedRows } = await tables
        .deleteFrom('servicesApplications')
        .where('state', '=', 'draft')
        .where('madeAt', '<', before)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },

    /** Finished, and the years of its item are over. `shortest`: finished before then in any case. */
    oldApplications: async (shortest: Date, now: Date): Promise<number> =>
      (await sql<{ n: number }>`select count(*)::int as n ${over(shortest, now)}`.execute(db)).rows[0]?.n ?? 0,
    /** Nobody is found by it any more; the figures stay. */
    retire: async (shortest: Date, now: Date): Promise<number> => {
      const ids = (await sql<{ id: string }>`select a.id ${over(shortest, now)} limit 20000`.execute(db)).rows.map(
        ({ id }) => id,
      )
      await sql`update services_objections set account_id = null, text_sealed = '' where notice_id in
        (select id from services_notices where application_id = any(${ids}::uuid[]))`.execute(db)
      await sql`update services_notices set shown = '' where application_id = any(${ids}::uuid[])`.execute(db)
      await sql`update services_applications set person_id = gen_random_uuid(), enterprise_id = null, account_id = null, helper_id = null,
          authority_id = null, retired_at = ${now} where id = any(${ids}::uuid[])`.execute(db)
      return ids.length
    },
    toEmpty: async (limit: number): Promise<readonly { readonly id: string; readonly formId: string }[]> =>
      (
        await sql<{ id: string; formId: string }>`select id, form_id from services_applications
          where retired_at is not null and emptied_at is null order by id limit ${limit}`.execute(db)
      ).rows,
    empty: async (ids: readonly string[], at: Date) => {
      if (ids.length === 0) return
      await sql`delete from services_visits where application_id = any(${[...ids]}::uuid[])`.execute(db)
      await sql`delete from services_materials where application_id = any(${[...ids]}::uuid[])`.execute(db)
      await sql`update services_applications set emptied_at = ${at} where id = any(${[...ids]}::uuid[])`.execute(db)
    },
    dropOwnDrafts: async (personId: string) => {
      await sql`delete from services_materials where application_id in
        (select id from services_applications where state = 'draft' and person_id = ${personId})`.execute(db)
      const { numDeletedRows } = await tables
        .deleteFrom('servicesApplications')
        .where('state', '=', 'draft')
        .where('personId', '=', personId)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },

    materials: (applicationId: string) =>
      tables
        .selectFrom('servicesMaterials')
        .selectAll()
        .where('applicationId', '=', applicationId)
        .orderBy('key')
        .execute(),
    /** Papers that were allowed to follow and are not here yet, the most urgent first. */
    lateMaterials: async (scope: Scope, area: string | undefined, after: string | undefined, limit: number) => {
      const [day, id, key] = readAs(after, lateCursor) ?? []
      return (
        await sql<LateMaterial>`select m.application_id, m.key, m.name, to_char(m.due_on, 'YYYY-MM-DD') as due_on, a.number,
            a.area_code, a.state, i.name as item_name, i.record->>'nameEn' as item_name_en
          from services_materials m join services_applications a on a.id = m.application_id
          join services_items i on i.code = a.item_code and i.version = a.item_version
          where m.is_later and m.given_at is null and a.number is not null and a.finished_at is null
            and ${within(scope, { area: 'a.area_code' })}
            ${area ? sql`and a.area_code like ${`${areaPrefix(area)}%`}` : sql``}
            ${day && id && key ? sql`and (m.due_on, m.application_id, m.key) > (${day}::date, ${id}::uuid, ${key})` : sql``}
          order by m.due_on, m.application_id, m.key limit ${limit}`.execute(db)
      ).rows
    },
    setMaterial: (row: MaterialStored) =>
      tables
        .insertInto('servicesMaterials')
        .values(row)
        .onConflict((on) => on.columns(['applicationId', 'key']).doUpdateSet(row))
        .execute(),
    addVisit: (row: VisitStored) => tables.insertInto('servicesVisits').values(row).execute(),
    visits: (applicationId: string) =>
      tables
        .selectFrom('servicesVisits')
        .selectAll()
        .where('applicationId', '=', applicationId)
        .orderBy('id')
        .execute(),

    addNotice: (row: NoticeStored) => tables.insertInto('servicesNotices').values(row).execute(),
    notice: (id: string) => tables.selectFrom('servicesNotices').selectAll().where('id', '=', id).executeTakeFirst(),
    /** Held until the act is over: objections to it are counted one after the other. */
    holdNotice: (id: string) =>
      tables.selectFrom('servicesNotices').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    noticesOf: (applicationId: string) =>
      tables
        .selectFrom('servicesNotices')
        .selectAll()
        .where('applicationId', '=', applicationId)
        .orderBy('id')
        .execute(),
    running: (now: Date, area: string | undefined, after: string | undefined, limit: number) => {
      let rows = tables
        .selectFrom('servicesNotices')
        .selectAll()
        .where('endedAt', 'is', null)
        .where('untilAt', '>', now)
      if (area) rows = rows.where('areaCode', 'like', `${areaPrefix(area)}%`)
      if (after) rows = rows.where('id', '<', after)
      return rows.orderBy('id', 'desc').limit(limit).execute()
    },
    overNotices: (now: Date, limit: number) =>
      tables
        .selectFrom('servicesNotices')
        .selectAll()
        .where('endedAt', 'is', null)
        .where('untilAt', '<=', now)
        .orderBy('untilAt')
        .limit(limit)
        .execute(),
    endNotice: (id: string, at: Date) =>
      tables.updateTable('servicesNotices').set({ endedAt: at }).where('id', '=', id).execute(),
    addObjection: (row: ObjectionStored) =>
      tables
        .insertInto('servicesObjections')
        .values(row)
        .onConflict((on) => on.column('id').doNothing())
        .execute(),
    objection: (id: string) =>
      tables.selectFrom('servicesObjections').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    objections: (noticeIds: readonly string[]) =>
      noticeIds.length === 0
        ? Promise.resolve([])
        : tables
            .selectFrom('servicesObjections')
            .selectAll()
            .where('noticeId', 'in', [...noticeIds])
            .orderBy('id')
            .execute(),
    answerObjection: (id: string, change: Partial<ObjectionStored>) =>
      tables.updateTable('servicesObjections').set(change).where('id', '=', id).execute(),

    addDecision: (row: DecisionStored) => tables.insertInto('servicesDecisions').values(row).execute(),
    decision: (id: string) =>
      tables.selectFrom('servicesDecisions').selectAll().where('id', '=', id).executeTakeFirst(),
    decisionOf: (applicationId: string) =>
      tables
        .selectFrom('servicesDecisions')
        .selectAll()
        .where('applicationId', '=', applicationId)
        .orderBy('issuedAt', 'desc')
        .executeTakeFirst(),
    decisionBy: (number: string, code: string) =>
      tables
        .selectFrom('servicesDecisions')
        .selectAll()
        .where('number', '=', number)
        .where('code', '=', code)
        .executeTakeFirst(),

    /** What belongs to many applications at once, for whoever it is about. */
    belongings: async (ids: readonly string[]) => {
      const of = [...ids]
      if (of.length === 0) return { materials: [], visits: [], decisions: [] }
      const materials = await tables
        .selectFrom('servicesMaterials')
        .selectAll()
        .where('applicationId', 'in', of)
        .execute()
      const visits = await tables.selectFrom('servicesVisits').selectAll().where('applicationId', 'in', of).execute()
      const decisions = await tables
        .selectFrom('servicesDecisions')
        .selectAll()
        .where('applicationId', 'in', of)
        .execute()
      return { materials, visits, decisions }
    },
    objectionsBy: (accountId: string) =>
      tables.selectFrom('servicesObjections').selectAll().where('accountId', '=', accountId).orderBy('id').execute(),

    /** One entry of the register gives way to another: applications are the other's from now on. */
    carry: (from: string, to: string) =>
      tables.updateTable('servicesApplications').set({ personId: to }).where('personId', '=', from).execute(),

    heldAbout: (personId: string) => list(sql`a.person_id = ${personId}`, undefined, 1000),
  }
}
