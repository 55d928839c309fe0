/** Every query on e-licences, promises, public-welfare posts and plans. */
import { areaPrefix, type Db, type Scope, within } from '@liren/kernel'
import { type Selectable, sql } from 'kysely'

type LicenceTable = {
  id: string
  typeCode: string
  typeName: string
  numberSealed: string
  numberMasked: string
  numberFingerprint: string
  personId: string | null
  enterpriseId: string | null
  holderMasked: string
  issuer: string
  issuedOn: string
  validUntil: string | null
  status: 'valid' | 'suspended' | 'revoked'
  applicationId: string | null
}
type GrantTable = {
  id: string
  licenceId: string
  codeFingerprint: string
  purpose: string
  madeAt: Date
  untilAt: Date
  usedAt: Date | null
  endedAt: Date | null
}
type UseTable = {
  id: string
  licenceId: string
  at: Date
  purpose: string
  byId: string | null
  byName: string
  applicationId: string | null
}
type PromiseTable = {
  applicationId: string
  code: string
  version: number
  text: string
  consequences: string
  materialNames: string[]
  madeAt: Date
  areaCode: string
  isDrawn: boolean
  checkBy: string | null
  checkedAt: Date | null
  checkedBy: string | null
  isKept: boolean | null
  finding: string | null
}
type PostTable = {
  id: string
  title: string
  unitName: string
  areaCode: string
  duties: string
  pay: string
  places: number
  untilOn: string
  madeBy: string | null
}
type PostHolderTable = {
  id: string
  postId: string
  applicationId: string
  fromOn: string
  untilOn: string
  months: unknown
}
type PlanTable = {
  id: string
  title: string
  need: string
  areaCode: string
  text: string
  demands: unknown
  state: 'drafted' | 'approved' | 'declined'
  madeBy: string | null
  madeAt: Date
  decidedAt: Date | null
  decision: string | null
}
type Tables = {
  servicesLicences: LicenceTable
  servicesLicenceGrants: GrantTable
  servicesLicenceUses: UseTable
  servicesPromises: PromiseTable
  servicesPosts: PostTable
  servicesPostHolders: PostHolderTable
  servicesPlans: PlanTable
}
export type LicenceStored = Selectable<LicenceTable>
export type PromiseStored = Selectable<PromiseTable>
export type PromiseNamed = PromiseStored & {
  readonly number: string
  readonly itemName: string
  readonly itemNameEn: string | null
}
export type PostStored = Selectable<PostTable> & { readonly taken: number }
export type PostHolderStored = Selectable<PostHolderTable>
export type PlanStored = Selectable<PlanTable>

const jsonb = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`

export const proofStore = (db: Db) => {
  const tables = db.withTables<Tables>()
  const promises = async (condition: ReturnType<typeof sql>, limit: number) =>
    (
      await sql<PromiseNamed>`select p.*, a.number, i.name as item_name, i.record->>'nameEn' as item_name_en from services_promises p
        join services_applications a on a.id = p.application_id
        join services_items i on i.code = a.item_code and i.version = a.item_version
        where ${condition} order by p.application_id desc limit ${limit}`.execute(db)
    ).rows
  const posts = async (condition: ReturnType<typeof sql>, limit: number) =>
    (
      await sql<PostStored>`select p.*, (select count(*)::int from services_post_holders h where h.post_id = p.id
          and h.until_on >= current_date) as taken
        from services_posts p where ${condition} order by p.id desc limit ${limit}`.execute(db)
    ).rows
  return {
    addLicences: async (rows: readonly LicenceStored[]) => {
      for (let from = 0; from < rows.length; from += 500)
        await tables
          .insertInto('servicesLicences')
          .values(rows.slice(from, from + 500))
          .onConflict((on) => on.columns(['typeCode', 'numberFingerprint']).doNothing())
          .execute()
    },
    licence: (id: string) => tables.selectFrom('servicesLicences').selectAll().where('id', '=', id).executeTakeFirst(),
    licencesOf: (personId: string, enterpriseId: string | null) =>
      tables
        .selectFrom('servicesLicences')
        .selectAll()
        .where((eb) =>
          enterpriseId === null
            ? eb('personId', '=', personId)
            : eb.or([eb('personId', '=', personId), eb('enterpriseId', '=', enterpriseId)]),
        )
        .orderBy('typeCode')
        .orderBy('issuedOn', 'desc')
        .limit(200)
        .execute(),
    /** One entry of the register gives way to another: licences are the other's from now on. */
    carry: (from: string, to: string) =>
      tables.updateTable('servicesLicences').set({ personId: to }).where('personId', '=', from).execute(),
    setLicence: (id: string, status: LicenceStored['status']) =>
      tables.updateTable('servicesLicences').set({ status }).where('id', '=', id).execute(),
    addGrant: (row: Selectable<GrantTable>) => tables.insertInto('servicesLicenceGrants').values(row).execute(),
    /** Taken once: whoever comes second gets nothing. */
    takeGrant: (codeFingerprint: string, now: Date) =>
      tables
        .updateTable('servicesLicenceGrants')
        .set({ usedAt: now })
        .where('codeFingerprint', '=', codeFingerprint)
        .where('usedAt', 'is', null)
        .where('endedAt', 'is', null)
        .where('untilAt', '>', now)
        .returning(['licenceId', 'purpose'])
        .executeTakeFirst(),
    noteUse: (row: Selectable<UseTable>) => tables.insertInto('servicesLicenceUses').values(row).execute(),
    uses: (licenceId: string, after: string | undefined, limit: number) => {
      let rows = tables.selectFrom('servicesLicenceUses').selectAll().where('licenceId', '=', licenceId)
      if (after) rows = rows.where('id', '<', after)
      return rows.orderBy('id', 'desc').limit(limit).execute()
    },

    addPromise: (row: PromiseStored) =>
      tables
        .insertInto('servicesPromises')
        .values(row)
        .onConflict((on) => on.column('applicationId').doNothing())
        .execute(),
    promiseOf: async (applicationId: string) =>
      (await promises(sql`p.application_id = ${applicationId}`, 1))[0] ?? null,
    promises: (scope: Scope, isBroken: boolean, after: string | undefined, limit: number) =>
      promises(
        sql`${within(scope, { area: 'p.area_code' })} ${isBroken ? sql`and p.is_kept = false` : sql`and p.is_drawn and p.checked_at is null`}
          ${after ? sql`and p.application_id < ${after}::uuid` : sql``}`,
        limit,
      ),
    checkPromise: (applicationId: string, change: Partial<PromiseStored>) =>
      tables.updateTable('servicesPromises').set(change).where('applicationId', '=', applicationId).execute(),

    posts: (area: string | undefined, today: string, after: string | undefined, limit: number) =>
      posts(
        sql`p.until_on >= ${today} ${area ? sql`and p.area_code like ${`${areaPrefix(area)}%`}` : sql``}
          ${after ? sql`and p.id < ${after}::uuid` : sql``}`,
        limit,
      ),
    post: async (id: string) => (await posts(sql`p.id = ${id}`, 1))[0] ?? null,
    lockPost: (id: string) =>
      tables.selectFrom('servicesPosts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    keepPost: (row: Selectable<PostTable>) =>
      tables
        .insertInto('servicesPosts')
        .values(row)
        .onConflict((on) => on.column('id').doUpdateSet(row))
        .execute(),
    addPostHolder: (row: PostHolderStored) =>
      tables
        .insertInto('servicesPostHolders')
        .values({ ...row, months: jsonb(row.months) })
        .execute(),
    postHolders: async (postId: string) =>
      (
        await sql<PostHolderStored & { number: string | null }>`select h.*, a.number from services_post_holders h
          join services_applications a on a.id = h.application_id
          where h.post_id = ${postId} order by h.from_on desc, h.id`.execute(db)
      ).rows,
    postCandidates: async (item: string, area: string, today: string, most: number) =>
      (
        await sql<{
          applicationId: string
          number: string
          decidedAt: Date
        }>`select a.id as application_id, a.number, a.decided_at
          from services_applications a
          where a.item_code = ${item} and a.outcome = 'approved' and a.number is not null
            and a.area_code like ${`${areaPrefix(area)}%`}
            and not exists (select 1 from services_post_holders h
              where h.application_id = a.id and h.until_on >= ${today})
          order by a.decided_at, a.id limit ${most}`.execute(db)
      ).rows,
    /** Does an application hold any post on a day? */
    holdsPost: async (applicationId: string, today: string) =>
      (
        await sql<{ holds: boolean }>`select exists (select 1 from services_post_holders
          where application_id = ${applicationId} and until_on >= ${today}) as holds`.execute(db)
      ).rows[0]?.holds ?? false,
    postHolder: (id: string) =>
      tables.selectFrom('servicesPostHolders').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    setMonths: (id: string, months: unknown) =>
      tables
        .updateTable('servicesPostHolders')
        .set({ months: jsonb(months) })
        .where('id', '=', id)
        .execute(),

    plans: (scope: Scope, after: string | undefined, limit: number) => {
      let rows = tables
        .selectFrom('servicesPlans')
        .selectAll()
        .where(within(scope, { area: 'area_code' }))
      if (after) rows = rows.where('id', '<', after)
      return rows.orderBy('id', 'desc').limit(limit).execute()
    },
    plan: (id: string) =>
      tables.selectFrom('servicesPlans').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    keepPlan: (row: PlanStored) => {
      const set = { ...row, demands: jsonb(row.demands) }
      return tables
        .insertInto('servicesPlans')
        .values(set)
        .onConflict((on) => on.column('id').doUpdateSet(set))
        .execute()
    },
  }
}
