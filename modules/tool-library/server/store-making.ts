/** Queries about making: drafts, needs and their votes, ratings, credits, standards. */
import type { Db } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Credited, CreditFormula } from '../credit-formula.ts'
import type { VersionState } from '../views.ts'
import type { Head } from './store-tools.ts'

export type DraftRecord = {
  id: string
  ownerId: string
  areaCode: string
  /** The unit in whose name it is made; null where it is a community's. */
  unitId: string | null
  document: unknown
  changedAt: Date
}
export type NeedRecord = {
  id: string
  areaCode: string
  title: string
  evidence: string
  serves: 'resident' | 'management'
  votes: number
  staffVotes: number
  issuer: string | null
  askedBy: 'resident' | 'merchant' | 'office'
  isMet: boolean
  hasMine: boolean
  askedAt: Date
  toolIds: readonly string[]
  versions: readonly { toolId: string; name: Head['name']; version: string; state: VersionState }[]
}
const needColumns = (
  reader: string | null,
) => sql`n.id, n.area_code, n.title, n.evidence, n.serves, n.votes, n.staff_votes, n.issuer, n.asked_as as asked_by, n.asked_at,
  exists (select from tool_library_versions v where v.need_id = n.id and v.state = 'published') as is_met,
  exists (select from tool_library_votes v where v.need_id = n.id and v.account_id = ${reader}::uuid) as has_mine,
  array(select distinct v.tool_id from tool_library_versions v where v.need_id = n.id) as tool_ids,
  coalesce((select jsonb_agg(jsonb_build_object('toolId', v.tool_id, 'name', t.head -> 'name', 'version', v.version, 'state', v.state) order by v.installed_at)
    from tool_library_versions v join tool_library_tools t on t.id = v.tool_id where v.need_id = n.id), '[]') as versions`

/** A pattern for an area with everything below it; null for none. */
const below = (area: RawBuilder<unknown>) => sql`(regexp_replace(${area}, '(000)+$', '') || '%')`

/** Who cites whom, by the home of what is cited. */
const withLinks = sql`with links as materialized (
        select distinct u.area_code as citing, ${below(sql`t.home_area`)} as homes
        from tool_library_uses u join tool_library_tools t on t.id = u.tool_id
        where u.mode = 'cite' and t.home_area is not null and u.area_code not like ${below(sql`t.home_area`)})`

/** Not of one's own tool, nor of one that cites back, itself or by way of a third. */
const betweenStrangers = sql`(t.home_area is null or u.area_code not like ${below(sql`t.home_area`)})
        and not exists (select from tool_library_tools own where own.home_area = u.area_code and own.publisher = t.publisher)
        and not exists (select from links back
          where back.citing like ${below(sql`t.home_area`)} and u.area_code like back.homes)
        and not exists (select from links on_way join links back on back.citing like on_way.homes
          where on_way.citing like ${below(sql`t.home_area`)} and u.area_code like back.homes)`

/** With what became of it, once it was handed in. */
/** What somebody was credited with, and how often for what. */
export type CreditRow = Credited & {
  readonly publisher: string
  readonly points: number
  readonly unit: Head['name'] | null
}
export type ListedDraft = DraftRecord & { readonly state: VersionState | null }

export const makingStore = (db: Db) => ({
  /** The one last worked on first. */
  drafts: async (owner: string, after: string | null, limit: number): Promise<readonly ListedDraft[]> => {
    const { rows } = await sql<ListedDraft>`select d.id, d.owner_id, d.area_code, d.unit_id, d.document, d.changed_at,
        (select v.state from tool_library_versions v where v.tool_id = d.document ->> 'id' and v.version = d.document ->> 'version'
          and v.installed_by = d.owner_id) as state
      from tool_library_drafts d where d.owner_id = ${owner} and (${after}::timestamptz is null or d.changed_at < ${after}::timestamptz) order by d.changed_at desc limit ${limit}`.execute(
      db,
    )
    return rows
  },
  draft: async (id: string): Promise<DraftRecord | null> => {
    const { rows } =
      await sql<DraftRecord>`select id, owner_id, area_code, unit_id, document, changed_at from tool_library_drafts where id = ${id}`.execute(
        db,
      )
    return rows[0] ?? null
  },
  keepDraft: async (draft: DraftRecord): Promise<boolean> => {
    const { numAffectedRows } =
      await sql`insert into tool_library_drafts (id, owner_id, area_code, unit_id, document, changed_at)
      values (${draft.id}, ${draft.ownerId}, ${draft.areaCode}, ${draft.unitId}, ${JSON.stringify(draft.document)}::json, ${draft.changedAt})
      on conflict (id) do update set document = excluded.document, changed_at = excluded.changed_at where tool_library_drafts.owner_id = excluded.owner_id`.execute(
        db,
      )
    return Number(numAffectedRows ?? 0) > 0
  },
  dropDraft: async (id: string, owner: string): Promise<void> => {
    await sql`delete from tool_library_drafts where id = ${id} and owner_id = ${owner}`.execute(db)
  },
  needs: async (
    { area, serves, isUnmet }: { area: string | null; serves: string | null; isUnmet: boolean },
    reader: string | null,
    after: { votes: number; id: string } | null,
    limit: number,
  ): Promise<readonly NeedRecord[]> => {
    const { rows } = await sql<NeedRecord>`select ${needColumns(reader)} from tool_library_needs n
      where (${area}::text is null or n.area_code like ${`${area ?? ''}%`}) and ${serves === null ? sql`true` : sql`n.serves = ${serves}`}
        and ${isUnmet ? sql`not exists (select from tool_library_versions v where v.need_id = n.id and v.state = 'published')` : sql`true`}
        and (${after?.id ?? null}::uuid is null or n.votes < ${after?.votes ?? 0} or (n.votes = ${after?.votes ?? 0} and n.id < ${after?.id ?? null}::uuid))
      order by n.votes desc, n.id desc limit ${limit}`.execute(db)
    return rows
  },
  need: async (id: string, reader: string | null): Promise<NeedRecord | null> => {
    const { rows } =
      await sql<NeedRecord>`select ${needColumns(reader)} from tool_library_needs n where n.id = ${id}`.execute(db)
    return rows[0] ?? null
  },
  keepNeed: async (need: {
    id: string
    areaCode: string
    title: string
    evidence: string
    serves: string
    issuer: string | null
    askedBy: NeedRecord['askedBy']
    by: string | null
    at: Date
  }): Promise<void> => {
    await sql`insert into tool_library_needs (id, area_code, title, evidence, serves, issuer, asked_as, asked_by, asked_at)
      values (${need.id}, ${need.areaCode}, ${need.title}, ${need.evidence}, ${need.serves}, ${need.issuer}, ${need.askedBy}, ${need.by}, ${need.at})`.execute(
      db,
    )
  },
  /** Votes of staff are counted apart: what is done first, residents say. */
  vote: async (needId: string, accountId: string, isStaff: boolean): Promise<void> => {
    await sql`with mine as (insert into tool_library_votes (need_id, account_id) values (${needId}, ${accountId}) on conflict do nothing returning need_id)
      update tool_library_needs set votes = votes + ${isStaff ? 0 : 1}, staff_votes = staff_votes + ${isStaff ? 1 : 0} where id in (select need_id from mine)`.execute(
      db,
    )
  },
  serving: async (after: string | null, limit: number) => {
    const { rows } = await sql<{
      id: string
      kind: string
      head: Head
      needs: readonly { readonly what: Head['name']; readonly serves: 'resident' | 'management' }[]
      stopWhen: Head['name'] | null
      registered: number
    }>`select t.id, t.kind, t.head, v.document -> 'needs' as needs, v.document -> 'stopWhen' as stop_when,
        (select count(distinct n.need_id)::int from tool_library_versions n where n.tool_id = t.id and n.need_id is not null) as registered
      from tool_library_tools t join tool_library_versions v on v.tool_id = t.id and v.version = t.latest
      where t.state in ('published', 'trial') and (${after}::text is null or t.id > ${after}) order by t.id limit ${limit}`.execute(
      db,
    )
    return rows
  },
  rate: async (row: {
    toolId: string
    areaCode: string
    accountId: string
    score: number
    text: string | null
    at: Date
  }): Promise<boolean> => {
    const { numAffectedRows } =
      await sql`with mine as (insert into tool_library_ratings (tool_id, area_code, account_id, score, text, rated_at)
        values (${row.toolId}, ${row.areaCode}, ${row.accountId}, ${row.score}, ${row.text}, ${row.at}) on conflict do nothing returning score)
      update tool_library_tools t set rating_sum = rating_sum + mine.score, rating_count = rating_count + 1 from mine where t.id = ${row.toolId}`.execute(
        db,
      )
    return Number(numAffectedRows ?? 0) > 0
  },
  ratings: async (toolId: string): Promise<readonly { score: number; text: string | null; ratedAt: Date }[]> => {
    const { rows } = await sql<{
      score: number
      text: string | null
      ratedAt: Date
    }>`select score, text, rated_at from tool_library_ratings
      where tool_id = ${toolId} order by rated_at desc limit 50`.execute(db)
    return rows
  },
  credit: async (row: {
    id: string
    publisher: string
    toolId: string
    areaCode: string
    because: string
    month: string
    points: number
    formulaVersion: number
    at: Date
  }): Promise<boolean> => {
    const { numAffectedRows } =
      await sql`insert into tool_library_credits (id, publisher, tool_id, area_code, because, month, points, formula_version, at)
      values (${row.id}, ${row.publisher}, ${row.toolId}, ${row.areaCode}, ${row.because}, ${row.month}, ${row.points}, ${row.formulaVersion}, ${row.at}) on conflict do nothing`.execute(
        db,
      )
    return Number(numAffectedRows ?? 0) > 0
  },
  /** The fifty whose citations come to most by a formula, with what they were given. */
  credits: async (by: CreditFormula): Promise<readonly CreditRow[]> => {
    const { rows } = await sql<CreditRow>`select c.publisher, sum(c.points)::int as points,
        count(*) filter (where c.because = 'citing')::int as citing, count(*) filter (where c.because = 'cited')::int as cited,
        count(*) filter (where c.because = 'month')::int as months, count(*) filter (where c.because = 'quality')::int as quality,
        (select t.head -> 'unit' from tool_library_tools t where t.publisher = c.publisher order by t.id limit 1) as unit
      from tool_library_credits c group by c.publisher
      order by sum(case c.because when 'citing' then ${by.citingPoints}::int when 'cited' then ${by.citedPoints}::int when 'quality' then ${by.qualityPoints}::int
        else ${by.monthPoints}::int end) desc, 1
      limit 50`.execute(db)
    return rows
  },
  /**
   * Citations that are old enough, used, not yet credited, and between strangers: not of one's own tool, nor of one that cites back, itself or
   * by way of a third. A home stands for every community below it.
   */
  creditable: async (
    before: Date,
    usedSince: Date,
  ): Promise<readonly { readonly toolId: string; readonly areaCode: string; readonly publisher: string }[]> => {
    const { rows } = await sql<{ toolId: string; areaCode: string; publisher: string }>`
      ${withLinks}
      select u.tool_id, u.area_code, t.publisher
      from tool_library_uses u join tool_library_tools t on t.id = u.tool_id
      where u.is_on and u.mode = 'cite' and u.mandate is distinct from 'laid' and u.credited_at is null and u.since_at < ${before} and u.last_used_at >= ${usedSince}
        and ${betweenStrangers}
      order by u.since_at limit 500`.execute(db)
    return rows
  },
  noteCredited: async (toolId: string, area: string, at: Date): Promise<void> => {
    await sql`update tool_library_uses set credited_at = ${at} where tool_id = ${toolId} and area_code = ${area}`.execute(
      db,
    )
  },
  /**
   * Citations still used in a later month than the one they were first credited in, and no circle by now; a page in their order. Good is what
   * enough communities rate so, those of its own home left out.
   */
  activeCitations: async (
    usedSince: Date,
    monthFrom: Date,
    good: Pick<CreditFormula, 'qualityScore' | 'qualityUnits'>,
    after: { readonly toolId: string; readonly areaCode: string } | null,
    limit: number,
  ): Promise<readonly { toolId: string; areaCode: string; publisher: string; isGood: boolean }[]> => {
    const { rows } = await sql<{
      toolId: string
      areaCode: string
      publisher: string
      isGood: boolean
    }>`${withLinks}
      select u.tool_id, u.area_code, t.publisher,
        (select count(*) >= ${good.qualityUnits}::int and coalesce(avg(r.score), 0) >= ${good.qualityScore}::int
          from tool_library_ratings r where r.tool_id = t.id and r.area_code not like ${below(sql`t.home_area`)}) as is_good
      from tool_library_uses u join tool_library_tools t on t.id = u.tool_id
      where u.credited_at < ${monthFrom} and u.is_on and u.mode = 'cite' and u.last_used_at >= ${usedSince}
        and ${betweenStrangers}
        and ${after ? sql`(u.tool_id, u.area_code) > (${after.toolId}, ${after.areaCode})` : sql`true`}
      order by u.tool_id, u.area_code limit ${limit}`.execute(db)
    return rows
  },
  boards: async (unusedBefore: Date) => {
    const most = await sql<{
      id: string
      head: Head
      citations: number
      buildFen: number
    }>`select id, head, citations, build_fen from tool_library_tools
      where citations > 0 order by citations desc, id limit 20`.execute(db)
    const sums = await sql<{ saved: number; tools: number; reused: number; avoided: number }>`select
      coalesce(sum(build_fen * citations), 0)::bigint as saved, count(*)::int as tools, count(*) filter (where citations > 0)::int as reused,
      (select count(distinct draft_id)::int from tool_library_findings where avoided_at is not null) as avoided from tool_library_tools where state = 'published' and kind <> 'native'`.execute(
      db,
    )
    const orphans = await sql<{
      id: string
      head: Head
    }>`select t.id, t.head from tool_library_tools t where t.state = 'published' and t.kind <> 'native'
      and not exists (select from tool_library_uses u where u.tool_id = t.id and u.is_on) order by t.id limit 50`.execute(
      db,
    )
    const unused = await sql<{
      id: string
      head: Head
      areaCode: string
      version: string
      sinceAt: Date
      lastUsedAt: Date | null
      openRecords: number
    }>`select u.tool_id as id, t.head, u.area_code, u.version, u.since_at, u.last_used_at,
        (select count(*)::int from tool_library_records r where r.tool_id = u.tool_id and r.area_code = u.area_code and r.phase <> 'done') as open_records
      from tool_library_uses u join tool_library_tools t on t.id = u.tool_id
      where u.is_on and u.since_at < ${unusedBefore} and coalesce(u.last_used_at, u.since_at) < ${unusedBefore} order by u.last_used_at nulls first, u.tool_id limit 100`.execute(
      db,
    )
    return { most: most.rows, sums: sums.rows[0], orphans: orphans.rows, unused: unused.rows }
  },
  /** Tools that enough units outside their home have used for long enough. */
  nominees: async (
    units: number,
    sinceBefore: Date,
    usedSince: Date,
  ): Promise<readonly { id: string; units: number }[]> => {
    const { rows } = await sql<{
      id: string
      units: number
    }>`select t.id, count(*)::int as units from tool_library_tools t join tool_library_uses u on u.tool_id = t.id
      where t.state = 'published' and u.is_on and u.mode = 'cite' and u.mandate is distinct from 'laid' and u.since_at <= ${sinceBefore} and u.last_used_at >= ${usedSince}
        and (t.home_area is null or u.area_code not like ${below(sql`t.home_area`)}) and not exists (select from tool_library_standards s where s.tool_id = t.id)
      group by t.id having count(*) >= ${units}`.execute(db)
    return rows
  },
  nominate: async (id: string, units: number, at: Date, until: string): Promise<void> => {
    await sql`insert into tool_library_standards (tool_id, state, units, nominated_at, comment_until) values (${id}, 'nominated', ${units}, ${at}, ${until})
      on conflict do nothing`.execute(db)
  },
  standards: async () => {
    const { rows } = await sql<{
      id: string
      head: Head
      state: 'nominated' | 'confirmed' | 'declined'
      units: number
      nominatedAt: Date
      commentUntil: string
      decidedAt: Date | null
      entries: string[]
      latest: string
      category: string
      comments: number
    }>`
      select s.tool_id as id, t.head, s.state, s.units, s.nominated_at, s.comment_until, s.decided_at, t.entries, t.latest, t.category,
        (select count(*)::int from tool_library_comments c where c.tool_id = s.tool_id) as comments
      from tool_library_standards s join tool_library_tools t on t.id = s.tool_id order by s.nominated_at desc limit 100`.execute(
      db,
    )
    return rows
  },
  decideStandard: async (id: string, state: string, reason: string, at: Date): Promise<boolean> => {
    const { numAffectedRows } =
      await sql`update tool_library_standards set state = ${state}, reason = ${reason}, decided_at = ${at}
      where tool_id = ${id} and state = 'nominated' and comment_until < ${at}::date`.execute(db)
    if (Number(numAffectedRows ?? 0) === 0) return false
    await sql`update tool_library_tools set is_standard = ${state === 'confirmed'} where id = ${id}`.execute(db)
    return true
  },
  comments: async (toolId: string, after: string | null, limit: number) => {
    const { rows } = await sql<{ id: string; text: string; at: Date }>`select id, text, at from tool_library_comments
      where tool_id = ${toolId} and (${after}::uuid is null or id < ${after}::uuid) order by id desc limit ${limit}`.execute(
      db,
    )
    return rows
  },
  comment: async (row: { id: string; toolId: string; accountId: string; text: string; at: Date }): Promise<void> => {
    await sql`insert into tool_library_comments (id, tool_id, account_id, text, at) values (${row.id}, ${row.toolId}, ${row.accountId}, ${row.text}, ${row.at})`.execute(
      db,
    )
  },
})
