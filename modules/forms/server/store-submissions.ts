/** Queries about forms being filled in and handed in, what was saved by them, and what was typed twice. */
import { type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { Tally } from '../origin.ts'
import type { Copy } from '../shapes.ts'

export type SubmissionLine = {
  readonly id: string
  readonly versionId: string
  readonly code: string
  readonly number: string | null
  /** 补正 The form handed in before, of which this is the correction. */
  readonly againOf: string | null
  readonly state: 'draft' | 'submitted'
  readonly accountId: string | null
  readonly personId: string | null
  readonly enterpriseId: string | null
  readonly isAssisted: boolean
  readonly channel: 'online' | 'window' | 'proxy' | 'paper' | 'kiosk'
  readonly areaCode: string | null
  readonly holder: string | null
  readonly isKeptByHolder: boolean
  readonly content: string
  readonly revision: number
  readonly copyId: string | null
  readonly copyTurn: number | null
  readonly origins: Readonly<Record<string, never>> | null
  readonly ways: Readonly<Record<string, never>> | null
  readonly shown: number | null
  readonly typed: number | null
  readonly edited: number | null
  readonly prefilled: number | null
  readonly confirmed: number | null
  readonly derived: number | null
  readonly byDefault: number | null
  readonly empty: number | null
  readonly refused: number | null
  readonly materialsSupplied: number | null
  readonly startedAt: Date
  readonly savedAt: Date
  readonly submittedAt: Date | null
  readonly expiresAt: Date | null
}
export type ListedSubmission = Omit<SubmissionLine, 'content'> & {
  readonly title: string
  readonly titleEn: string
  readonly baselineFields: number | null
}
export type SavingRow = {
  readonly code: string
  readonly title: string
  readonly titleEn: string
  readonly finished: number
  readonly typed: number
  readonly prefilled: number
  readonly confirmed: number
  readonly derived: number
  readonly refused: number
  readonly baselineFields: number
  readonly typedAgainstBaseline: number
  readonly materials: number
  readonly baselineMaterials: number
  readonly materialsAgainstBaseline: number
}
export type RepeatRow = {
  readonly id: string
  readonly key: string
  readonly code: string
  readonly firstCode: string
  readonly typedAt: Date
  readonly firstTypedAt: Date
}

const listed = sql`s.id, s.version_id, s.code, s.number, s.state, s.account_id, s.person_id, s.enterprise_id, s.is_assisted, s.channel,
  s.again_of, s.area_code, s.holder, s.is_kept_by_holder, s.revision, s.copy_id, s.copy_turn, s.typed, s.started_at, s.saved_at, s.submitted_at, s.expires_at, v.title,
  coalesce(v.definition->'title'->>'en', v.title) as title_en, v.baseline_fields`

type After = readonly [string, string] | null

const countOrDelete = async (db: Db, which: ReturnType<typeof sql>, isCounting: boolean): Promise<number> =>
  isCounting
    ? ((await sql<{ n: number }>`select count(*)::int as n from forms_submissions s where ${which}`.execute(db)).rows[0]
        ?.n ?? 0)
    : Number((await sql`delete from forms_submissions s where ${which}`.execute(db)).numAffectedRows ?? 0)

const oldHanded = (before: Date) => sql`s.state = 'submitted' and s.submitted_at < ${before} and s.holder is null`

export const submissions = (db: Db) => ({
  byId: async (id: string): Promise<SubmissionLine | null> =>
    (await sql<SubmissionLine>`select * from forms_submissions where id = ${id}`.execute(db)).rows[0] ?? null,
  lock: async (id: string): Promise<SubmissionLine | null> =>
    (await sql<SubmissionLine>`select * from forms_submissions where id = ${id} for update`.execute(db)).rows[0] ??
    null,

  /** False where the id is taken already. */
  begin: async (
    row: Pick<
      SubmissionLine,
      | 'id'
      | 'versionId'
      | 'code'
      | 'accountId'
      | 'personId'
      | 'enterpriseId'
      | 'isAssisted'
      | 'channel'
      | 'areaCode'
      | 'holder'
      | 'isKeptByHolder'
      | 'content'
      | 'startedAt'
      | 'expiresAt'
    > & { readonly againOf?: string },
  ): Promise<boolean> => {
    const { numAffectedRows } =
      await sql`insert into forms_submissions (id, version_id, code, state, account_id, person_id,
        enterprise_id, is_assisted, channel, area_code, holder, is_kept_by_holder, content, started_at, saved_at, expires_at, again_of)
      values (${row.id}, ${row.versionId}, ${row.code}, 'draft', ${row.accountId}, ${row.personId}, ${row.enterpriseId},
        ${row.isAssisted}, ${row.channel}, ${row.areaCode}, ${row.holder}, ${row.isKeptByHolder}, ${row.content}, ${row.startedAt}, ${row.startedAt},
        ${row.expiresAt}, ${row.againOf ?? null})
      on conflict (id) do nothing`.execute(db)
    return Number(numAffectedRows ?? 0) === 1
  },

  /** `copy`: the open screen it was typed at; null where it came another way. */
  keep: async (id: string, content: string, at: Date, expiresAt: Date, copy: Copy | null = null) => {
    await sql`update forms_submissions set content = ${content}, revision = revision + 1, saved_at = ${at}, expires_at = ${expiresAt},
        copy_id = ${copy?.id ?? null}, copy_turn = ${copy?.turn ?? null}
      where id = ${id} and state = 'draft'`.execute(db)
  },

  handIn: async (
    id: string,
    row: {
      readonly content: string
      readonly number: string
      readonly origins: unknown
      readonly ways: unknown
      readonly tally: Tally
      readonly materialsSupplied: number
      readonly at: Date
    },
  ) => {
    const { tally } = row
    await sql`update forms_submissions set state = 'submitted', content = ${row.content}, number = ${row.number},
        origins = ${JSON.stringify(row.origins)}::jsonb, ways = ${JSON.stringify(row.ways)}::jsonb, shown = ${tally.shown},
        typed = ${tally.typed}, edited = ${tally.edited}, prefilled = ${tally.prefilled}, confirmed = ${tally.confirmed},
        derived = ${tally.derived}, by_default = ${tally.byDefault}, empty = ${tally.empty}, refused = ${tally.refused},
        materials_supplied = ${row.materialsSupplied}, saved_at = ${row.at}, submitted_at = ${row.at}, expires_at = null,
        revision = revision + 1
      where id = ${id}`.execute(db)
  },

  takeUp: async (id: string, accountId: string | null, channel: SubmissionLine['channel']) => {
    await sql`update forms_submissions set account_id = ${accountId}, channel = ${channel}, is_assisted = true
      where id = ${id} and state = 'draft'`.execute(db)
  },
  backdate: async (
    id: string,
    to: Pick<SubmissionLine, 'accountId' | 'isAssisted' | 'startedAt' | 'submittedAt' | 'expiresAt'>,
  ) => {
    await sql`update forms_submissions set account_id = ${to.accountId}, is_assisted = ${to.isAssisted},
        started_at = ${to.startedAt}, saved_at = ${to.submittedAt ?? to.startedAt}, submitted_at = ${to.submittedAt},
        expires_at = ${to.expiresAt}
      where id = ${id}`.execute(db)
  },

  drop: async (id: string) => {
    await sql`delete from forms_submissions where id = ${id} and state = 'draft'`.execute(db)
  },
  /** Drafts last touched before then; counted, or deleted. */
  oldDrafts: async (before: Date, isCounting: boolean): Promise<number> =>
    countOrDelete(db, sql`s.state = 'draft' and s.saved_at < ${before}`, isCounting),
  oldHanded: async (before: Date): Promise<number> => countOrDelete(db, oldHanded(before), true),
  /** The oldest of what was handed in to nobody in particular, a portion at a time. */
  oldHandedIds: async (before: Date, limit: number): Promise<readonly string[]> =>
    (
      await sql<{ id: string }>`select s.id from forms_submissions s where ${oldHanded(before)}
        order by s.submitted_at limit ${limit}`.execute(db)
    ).rows.map(({ id }) => id),
  /** Forms these are corrections of. */
  origins: async (ids: readonly string[]): Promise<readonly string[]> =>
    (
      await sql<{ againOf: string }>`select again_of from forms_submissions
        where id = any(${[...ids]}::uuid[]) and again_of is not null`.execute(db)
    ).rows.map(({ againOf }) => againOf),
  /** What was handed in goes with the object it belonged to. */
  forgetHanded: async (ids: readonly string[]): Promise<number> =>
    countOrDelete(db, sql`s.id = any(${[...ids]}::uuid[])`, false),
  dropExpired: async (now: Date): Promise<number> =>
    Number(
      (await sql`delete from forms_submissions where state = 'draft' and expires_at < ${now}`.execute(db))
        .numAffectedRows ?? 0,
    ),

  mine: async (
    accountId: string,
    personId: string | null,
    asked: { readonly state: string | undefined; readonly after: string | null; readonly limit: number },
  ) =>
    (
      await sql<ListedSubmission>`select ${listed} from forms_submissions s join forms_versions v on v.id = s.version_id
        where s.account_id = ${accountId} and s.person_id is not distinct from ${personId} and not s.is_kept_by_holder
          ${asked.state ? sql`and s.state = ${asked.state}` : sql``} ${asked.after ? sql`and s.id < ${asked.after}` : sql``}
        order by s.id desc limit ${asked.limit}`.execute(db)
    ).rows,

  handed: async (
    scope: Scope,
    asked: {
      readonly code: string | undefined
      readonly area: string | undefined
      readonly after: After
      readonly limit: number
    },
  ) =>
    (
      await sql<ListedSubmission>`select ${listed} from forms_submissions s join forms_versions v on v.id = s.version_id
        where s.state = 'submitted' and ${within(scope, { area: 's.area_code' })}
          ${asked.code ? sql`and s.code = ${asked.code}` : sql``}
          ${asked.area ? sql`and s.area_code like ${`${asked.area}%`}` : sql``}
          ${asked.after ? sql`and (s.submitted_at, s.id) < (${asked.after[0]}::timestamptz, ${asked.after[1]}::uuid)` : sql``}
        order by s.submitted_at desc, s.id desc limit ${asked.limit}`.execute(db)
    ).rows,

  /** Sums over what was handed in. Only submissions of versions with a baseline count against it. */
  savings: async (scope: Scope, asked: { readonly area: string | undefined; readonly from: string | undefined }) =>
    (
      await sql<SavingRow>`select s.code, (array_agg(v.title order by v.version desc))[1] as title,
          (array_agg(coalesce(v.definition->'title'->>'en', v.title) order by v.version desc))[1] as title_en, count(*)::int as finished,
          sum(s.typed)::int as typed, sum(s.prefilled)::int as prefilled, sum(s.confirmed)::int as confirmed,
          sum(s.derived)::int as derived, sum(s.refused)::int as refused,
          coalesce(sum(v.baseline_fields), 0)::int as baseline_fields,
          coalesce(sum(s.typed) filter (where v.baseline_fields is not null), 0)::int as typed_against_baseline,
          sum(s.materials_supplied)::int as materials,
          coalesce(sum(v.baseline_materials), 0)::int as baseline_materials,
          coalesce(sum(s.materials_supplied) filter (where v.baseline_materials is not null), 0)::int as materials_against_baseline
        from forms_submissions s join forms_versions v on v.id = s.version_id
        where s.state = 'submitted' and ${within(scope, { area: 's.area_code' })}
          ${asked.area ? sql`and s.area_code like ${`${asked.area}%`}` : sql``}
          ${asked.from ? sql`and s.submitted_at >= ${`${asked.from}T00:00:00+08:00`}::timestamptz` : sql``}
        group by s.code order by s.code`.execute(db)
    ).rows,

  noteTyped: async (
    rows: readonly { readonly id: string; readonly key: string; readonly fingerprint: string }[],
    by: { readonly submissionId: string; readonly code: string; readonly accountId: string; readonly at: Date },
  ): Promise<number> => {
    if (rows.length === 0) return 0
    const { rows: added } = await sql<{
      repeatsId: string | null
    }>`insert into forms_typed (id, submission_id, code, account_id, key,
        fingerprint, typed_at, repeats_id, first_code, first_typed_at)
      select n.id, ${by.submissionId}::uuid, ${by.code}, ${by.accountId}::uuid, n.key, n.fingerprint, ${by.at}::timestamptz,
        f.id, f.code, f.typed_at
      from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ key }) => key)}::text[],
        ${rows.map(({ fingerprint }) => fingerprint)}::text[]) as n (id, key, fingerprint)
      left join lateral (select t.id, t.code, t.typed_at from forms_typed t
        where t.account_id = ${by.accountId} and t.fingerprint = n.fingerprint
          and t.typed_at > ${by.at}::timestamptz - interval '90 days'
        order by t.typed_at desc limit 1) f on true
      returning repeats_id`.execute(db)
    return added.filter(({ repeatsId }) => repeatsId !== null).length
  },
  forgetTyped: async (before: Date) => {
    await sql`delete from forms_typed where typed_at < ${before}`.execute(db)
  },
  repeats: async (scope: Scope, after: string | null, limit: number) =>
    (
      await sql<RepeatRow>`select t.id, t.key, t.code, t.first_code, t.typed_at, t.first_typed_at from forms_typed t
        join forms_submissions s on s.id = t.submission_id
        where t.repeats_id is not null and ${within(scope, { area: 's.area_code' })} ${after ? sql`and t.id < ${after}` : sql``}
        order by t.id desc limit ${limit}`.execute(db)
    ).rows,

  /** Everything about a person, for the copy they ask for. */
  about: async (personId: string) =>
    (
      await sql<SubmissionLine & { title: string }>`select s.*, v.title from forms_submissions s
        join forms_versions v on v.id = s.version_id where s.person_id = ${personId} order by s.id desc limit 1000`.execute(
        db,
      )
    ).rows,
  dropDrafts: async (code: string, within: string, butNot: readonly string[]): Promise<number> => {
    const { numAffectedRows } =
      await sql`delete from forms_submissions where code = ${code} and state = 'draft' and area_code like ${`${within}%`}
        and not area_code like any(${butNot.map((prefix) => `${prefix}%`)}::text[])`.execute(db)
    return Number(numAffectedRows ?? 0)
  },

  forgetDrafts: async (personId: string): Promise<number> =>
    Number(
      (await sql`delete from forms_submissions where person_id = ${personId} and state = 'draft'`.execute(db))
        .numAffectedRows ?? 0,
    ),

  /** Another entry of the register stands behind a log-in. */
  carry: async (accountId: string, from: string | null, to: string): Promise<void> => {
    await sql`update forms_submissions set person_id = ${to}::uuid
      where account_id = ${accountId}::uuid and person_id is not distinct from ${from}::uuid`.execute(db)
  },
})
