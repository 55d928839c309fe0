/** Every query of this module. No other module reads these tables. */
import { areaPrefix, type Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { Choices, Entry, Mandate, Need, Words } from '../contract.ts'

export type ToolRow = {
  id: string
  kind: 'declared' | 'linked' | 'port' | 'native'
  name: Words
  summary: Words
  icon: string
  search: string
  url: string | null
  category: string
  opens: 'away' | 'inside'
  audience: readonly { board: string; title: Words; rule: string }[]
}
/** A tool as a community uses it: by the community's name and picture. */
export type UsedRow = Omit<ToolRow, 'category'> & {
  category: string | null
  usedName: Words
  usedIcon: string
  untilOn: string | null
  isDown: boolean
}
/** What every home page asks: has anything changed, and what did this person choose. */
export type HomeRow = {
  here: string | null
  everywhere: string | null
  tileOrder: string[] | null
  hidden: string[] | null
}
export type CompositionRow = {
  id: string
  areaCode: string
  version: number
  entries: Entry[]
  effectiveAt: Date
  madeAt: Date
  madeByName: string
  note: string | null
  copiedFrom: string | null
  withdrawnAt: Date | null
}
const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`
const columns = sql`id, area_code, version, entries, effective_at, made_at, made_by_name, note, copied_from, withdrawn_at`
/** The area's own code and those of all areas around it, without their trailing zeros. */
const around = (area: string) => [
  ...new Set([
    area,
    `${area.slice(0, 9)}000`,
    `${area.slice(0, 6)}000000`,
    `${area.slice(0, 4)}00000000`,
    `${area.slice(0, 2)}0000000000`,
  ]),
]

/** Changes what concerns an area; the empty code stands for all of them. Never the same mark twice, not even after a rollback. */
const bump = async (db: Db, area: string): Promise<void> => {
  await sql`insert into launcher_stamps (area_code, stamp) values (${area}, gen_random_uuid())
    on conflict (area_code) do update set stamp = excluded.stamp`.execute(db)
}

export const store = (db: Db) => ({
  homeOf: async (area: string, accountId: string | null): Promise<HomeRow> => {
    const { rows } =
      await sql<HomeRow>`select (select stamp::text from launcher_stamps where area_code = ${area}) as here,
      (select stamp::text from launcher_stamps where area_code = '') as everywhere, c.tile_order, c.hidden
      from (select) as one left join launcher_choices c on c.account_id = ${accountId}::uuid`.execute(db)
    const [row] = rows
    if (!row) throw new Error('one row is always there')
    return row
  },
  /** One round trip for all of it, where the database is asked by `together`. */
  used: async (area: string): Promise<readonly UsedRow[]> => {
    // A level above stands for everybody below it; the community's own word goes before, unless the tool is due from above.
    const { rows } =
      await sql<UsedRow>`select t.id, t.kind, t.name, t.summary, t.icon, t.search, t.url, t.category, t.audience, t.is_down, t.opens,
        u.name as used_name, u.icon as used_icon, u.until_on::text as until_on
      from (select distinct on (tool_id) * from launcher_uses where area_code = any(${around(area)}::text[])
        order by tool_id, (is_on and is_due) desc, area_code desc) u
      join launcher_tools t on t.id = u.tool_id where u.is_on order by u.since_at, u.tool_id limit 1000`.execute(db)
    return rows
  },
  names: async (): Promise<readonly { id: string; name: Words }[]> => {
    const { rows } = await sql<{
      id: string
      name: Words
    }>`select id, name from launcher_tools order by id limit 2000`.execute(db)
    return rows
  },
  isTool: async (id: string): Promise<boolean> => {
    const { rows } = await sql`select 1 from launcher_tools where id = ${id}`.execute(db)
    return rows.length > 0
  },
  setDown: async (toolId: string, isDown: boolean): Promise<void> => {
    await sql`update launcher_tools set is_down = ${isDown} where id = ${toolId}`.execute(db)
    await bump(db, '')
  },
  keepTool: async (tool: ToolRow, at: Date): Promise<void> => {
    await sql`insert into launcher_tools (id, kind, name, summary, icon, search, url, category, opens, audience, changed_at)
      values (${tool.id}, ${tool.kind}, ${json(tool.name)}, ${json(tool.summary)}, ${tool.icon}, ${tool.search}, ${tool.url}, ${tool.category}, ${tool.opens}, ${json(tool.audience)}, ${at})
      on conflict (id) do update set kind = excluded.kind, name = excluded.name, summary = excluded.summary, icon = excluded.icon, search = excluded.search,
        url = excluded.url, category = excluded.category, opens = excluded.opens, audience = excluded.audience, changed_at = excluded.changed_at where launcher_tools.changed_at <= excluded.changed_at`.execute(
      db,
    )
    await bump(db, '')
  },
  keepUse: async (use: {
    area: string
    toolId: string
    isOn: boolean
    name: Words
    icon: string
    untilOn: string | null
    /** Due from above, so that no community below can leave it out. */
    isDue: boolean
    at: Date
  }): Promise<void> => {
    await sql`insert into launcher_uses (area_code, tool_id, is_on, name, icon, until_on, is_due, since_at)
      values (${use.area}, ${use.toolId}, ${use.isOn}, ${json(use.name)}, ${use.icon}, ${use.untilOn}, ${use.isDue}, ${use.at})
      on conflict (area_code, tool_id) do update set is_on = excluded.is_on, name = excluded.name, icon = excluded.icon, until_on = excluded.until_on,
        is_due = excluded.is_due`.execute(db)
    // What changes above a community changes all below it.
    await bump(db, use.area.endsWith('000') ? '' : use.area)
  },
  dropUse: async (toolId: string, area: string): Promise<void> => {
    await sql`delete from launcher_uses where tool_id = ${toolId} and area_code = ${area}`.execute(db)
    await bump(db, area.endsWith('000') ? '' : area)
  },
  current: async (area: string, now: Date): Promise<CompositionRow | null> => {
    const { rows } =
      await sql<CompositionRow>`select ${columns} from launcher_compositions where area_code = ${area} and effective_at <= ${now} and withdrawn_at is null
      order by effective_at desc, version desc limit 1`.execute(db)
    return rows[0] ?? null
  },
  planned: async (area: string, now: Date): Promise<readonly CompositionRow[]> => {
    const { rows } =
      await sql<CompositionRow>`select ${columns} from launcher_compositions where area_code = ${area} and effective_at > ${now} and withdrawn_at is null
      order by effective_at, version limit 20`.execute(db)
    return rows
  },
  history: async (area: string): Promise<readonly CompositionRow[]> => {
    const { rows } =
      await sql<CompositionRow>`select ${columns} from launcher_compositions where area_code = ${area} order by version desc limit 50`.execute(
        db,
      )
    return rows
  },
  version: async (area: string, version: number): Promise<CompositionRow | null> => {
    const { rows } =
      await sql<CompositionRow>`select ${columns} from launcher_compositions where area_code = ${area} and version = ${version}`.execute(
        db,
      )
    return rows[0] ?? null
  },
  /** The version that stood before this one; 0 where there was none. */
  versionBefore: async (area: string, version: number): Promise<number> => {
    const { rows } = await sql<{ version: number }>`select version from launcher_compositions
      where area_code = ${area} and version < ${version} and withdrawn_at is null order by version desc limit 1`.execute(
      db,
    )
    return rows[0]?.version ?? 0
  },
  withdrawPlan: async (area: string, version: number, at: Date): Promise<void> => {
    await sql`update launcher_compositions set withdrawn_at = ${at} where area_code = ${area} and version = ${version}`.execute(
      db,
    )
    await bump(db, area)
  },
  /** Two who compose at once come one behind the other. */
  compose: async (
    row: Omit<CompositionRow, 'version' | 'withdrawnAt'> & { madeBy: string | null },
  ): Promise<CompositionRow> => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`launcher:${row.areaCode}`}, 0))`.execute(db)
    const { rows } =
      await sql<CompositionRow>`insert into launcher_compositions (id, area_code, version, entries, effective_at, made_at, made_by, made_by_name, note, copied_from)
      select ${row.id}, ${row.areaCode}, coalesce(max(version), 0) + 1, ${JSON.stringify(row.entries)}::json, ${row.effectiveAt}, ${row.madeAt}, ${row.madeBy}, ${row.madeByName}, ${row.note}, ${row.copiedFrom}
      from launcher_compositions where area_code = ${row.areaCode} returning ${columns}`.execute(db)
    const [made] = rows
    if (!made) throw new Error('a composition was not kept')
    await bump(db, row.areaCode)
    return made
  },
  /** Demands that reach an area; with `below` also those made inside it. */
  mandates: async (
    area: string,
    today: string,
    isBelow = false,
  ): Promise<readonly (Omit<Mandate, 'since'> & { sinceAt: Date })[]> => {
    const { rows } = await sql<
      Omit<Mandate, 'since'> & { sinceAt: Date }
    >`select id, area_code, tile_id, kind, issuer, reason, since_at, until_on::text as until_on from launcher_mandates
      where (area_code = any(${around(area)}::text[]) or ${isBelow ? sql`area_code like ${`${areaPrefix(area)}%`}` : sql`false`})
        and (until_on is null or until_on >= ${today}::date) order by since_at limit ${isBelow ? 500 : 50}`.execute(db)
    return rows
  },
  keepMandate: async (row: {
    id: string
    areaCode: string
    tileId: string
    kind: string
    issuer: string
    reason: string
    untilOn: string | null
    at: Date
    by: string | null
  }): Promise<void> => {
    await sql`insert into launcher_mandates (id, area_code, tile_id, kind, issuer, reason, since_at, until_on, made_by)
      values (${row.id}, ${row.areaCode}, ${row.tileId}, ${row.kind}, ${row.issuer}, ${row.reason}, ${row.at}, ${row.untilOn}, ${row.by})`.execute(
      db,
    )
    await bump(db, '')
  },
  mandateById: async (id: string): Promise<Pick<Mandate, 'areaCode' | 'tileId' | 'kind'> | null> => {
    const { rows } = await sql<
      Pick<Mandate, 'areaCode' | 'tileId' | 'kind'>
    >`select area_code, tile_id, kind from launcher_mandates where id = ${id}`.execute(db)
    return rows[0] ?? null
  },
  /** Demands of one kind for a tile that stand in exactly this area, the one that ends last first. */
  standing: async (
    tileId: string,
    kind: string,
    area: string,
    today: string,
  ): Promise<readonly Pick<Mandate, 'untilOn' | 'issuer' | 'reason'>[]> => {
    const { rows } = await sql<
      Pick<Mandate, 'untilOn' | 'issuer' | 'reason'>
    >`select until_on::text as until_on, issuer, reason from launcher_mandates
      where area_code = ${area} and tile_id = ${tileId} and kind = ${kind} and (until_on is null or until_on >= ${today}::date)
      order by until_on desc nulls first limit 1`.execute(db)
    return rows
  },
  /** Places where a feature was switched off before a demand switched it on. */
  switchedOn: async (module: string, forArea: string): Promise<readonly string[]> => {
    const { rows } = await sql<{ areaCode: string }>`select area_code from launcher_switched_on
      where module = ${module} and for_area = ${forArea} order by area_code`.execute(db)
    return rows.map(({ areaCode }) => areaCode)
  },
  keepSwitchedOn: async (module: string, areaCode: string, forArea: string): Promise<void> => {
    await sql`insert into launcher_switched_on (module, area_code, for_area) values (${module}, ${areaCode}, ${forArea})
      on conflict (module, area_code) do update set for_area = excluded.for_area`.execute(db)
  },
  dropSwitchedOn: async (module: string, areaCode: string): Promise<void> => {
    await sql`delete from launcher_switched_on where module = ${module} and area_code = ${areaCode}`.execute(db)
  },
  /** Where a tile is due by a demand that stands. */
  areasDemanding: async (tileId: string, today: string): Promise<readonly string[]> => {
    const { rows } = await sql<{ areaCode: string }>`select distinct area_code from launcher_mandates
      where tile_id = ${tileId} and kind = 'mandatory' and (until_on is null or until_on >= ${today}::date) order by area_code`.execute(
      db,
    )
    return rows.map(({ areaCode }) => areaCode)
  },
  /** Deletes the demands whose last day is over, and says which they were. */
  dropOverdue: async (today: string): Promise<readonly Pick<Mandate, 'areaCode' | 'tileId' | 'kind'>[]> => {
    const { rows } = await sql<
      Pick<Mandate, 'areaCode' | 'tileId' | 'kind'>
    >`delete from launcher_mandates where until_on < ${today}::date returning area_code, tile_id, kind`.execute(db)
    if (rows.length > 0) await bump(db, '')
    return rows
  },
  dropMandate: async (id: string): Promise<void> => {
    await sql`delete from launcher_mandates where id = ${id}`.execute(db)
    await bump(db, '')
  },
  choices: async (accountId: string): Promise<Choices | null> => {
    const { rows } = await sql<{
      tileOrder: string[]
      hidden: string[]
    }>`select tile_order, hidden from launcher_choices where account_id = ${accountId}`.execute(db)
    const [row] = rows
    return row ? { order: row.tileOrder, hidden: row.hidden } : null
  },
  choose: async (accountId: string, { order, hidden }: Choices, at: Date): Promise<void> => {
    await sql`insert into launcher_choices (account_id, tile_order, hidden, changed_at) values (${accountId}, ${order}::text[], ${hidden}::text[], ${at})
      on conflict (account_id) do update set tile_order = excluded.tile_order, hidden = excluded.hidden, changed_at = excluded.changed_at`.execute(
      db,
    )
  },
  restore: async (accountId: string): Promise<void> => {
    await sql`delete from launcher_choices where account_id = ${accountId}`.execute(db)
  },
  synonyms: async (): Promise<readonly { word: string; also: readonly string[] }[]> => {
    const { rows } = await sql<{
      word: string
      also: string[]
    }>`select word, also from launcher_synonyms limit 2000`.execute(db)
    return rows
  },
  countUse: async (area: string, tileId: string, day: string): Promise<void> => {
    await sql`with stands as (insert into launcher_standings (tile_id, area_code, used_on) values (${tileId}, ${area}, ${day}::date)
        on conflict (tile_id, area_code) do update set used_on = excluded.used_on
        where launcher_standings.used_on is null or launcher_standings.used_on < excluded.used_on)
      insert into launcher_use_days (area_code, tile_id, on_day, uses) values (${area}, ${tileId}, ${day}::date, 1)
      on conflict (area_code, tile_id, on_day) do update set uses = launcher_use_days.uses + 1`.execute(db)
  },
  /** How often each was used from a day on and before another. */
  useCounts: async (area: string, from: string, before: string): Promise<ReadonlyMap<string, number>> => {
    const { rows } = await sql<{
      tileId: string
      uses: number
    }>`select tile_id, sum(uses)::int as uses from launcher_use_days
      where area_code = ${area} and on_day >= ${from}::date and on_day < ${before}::date group by tile_id limit 2000`.execute(
      db,
    )
    return new Map(rows.map(({ tileId, uses }) => [tileId, uses]))
  },
  /** One door in every community, the most used first; under so few nothing is told. */
  useByArea: async (
    tileId: string,
    from: string,
    before: string,
    atLeast: number,
  ): Promise<readonly { areaCode: string; uses: number }[]> => {
    const { rows } = await sql<{
      areaCode: string
      uses: number
    }>`select area_code, sum(uses)::int as uses from launcher_use_days
      where tile_id = ${tileId} and on_day >= ${from}::date and on_day < ${before}::date
      group by area_code having sum(uses) >= ${atLeast} order by 2 desc, 1 limit 300`.execute(db)
    return rows
  },
  forgetUse: async (before: string): Promise<void> => {
    await sql`delete from launcher_use_days where on_day < ${before}::date`.execute(db)
  },
  /** From now on its use is looked at, where it was not before. */
  noteCounted: async (tileIds: readonly string[], day: string): Promise<void> => {
    await sql`insert into launcher_standings (tile_id, area_code, since_on) select one, '', ${day}::date from unnest(${[...tileIds]}::text[]) one
      on conflict (tile_id, area_code) do nothing`.execute(db)
  },
  /** Switched on again: whatever was not used before says nothing. */
  noteSwitchedOn: async (tileId: string, area: string, day: string): Promise<void> => {
    await sql`insert into launcher_standings (tile_id, area_code, since_on) values (${tileId}, ${area}, ${day}::date)
      on conflict (tile_id, area_code) do update set since_on = excluded.since_on`.execute(db)
  },
  /** Which of these stand in which of these areas long enough, and were not used there since; never used ones first. */
  unusedSince: async (
    tileIds: readonly string[],
    areas: readonly string[],
    day: string,
  ): Promise<readonly { tileId: string; areaCode: string; usedOn: string | null }[]> => {
    const { rows } = await sql<{ tileId: string; areaCode: string; usedOn: string | null }>`
      select d.tile_id, a.area_code, s.used_on::text as used_on
      from launcher_standings d cross join unnest(${[...areas]}::text[]) as a (area_code)
      left join launcher_standings s on s.tile_id = d.tile_id and s.area_code = a.area_code
      where d.area_code = '' and d.tile_id = any(${[...tileIds]}::text[]) and d.since_on < ${day}::date
        and (s.since_on is null or s.since_on < ${day}::date) and (s.used_on is null or s.used_on < ${day}::date)
      order by d.tile_id, s.used_on nulls first, a.area_code`.execute(db)
    return rows
  },
  /** Places that communities left off their own home pages, as these count now. */
  leftOut: async (areas: readonly string[], now: Date): Promise<readonly { areaCode: string; tileId: string }[]> => {
    const { rows } = await sql<{ areaCode: string; tileId: string }>`
      select c.area_code, e->>'id' as tile_id from (select distinct on (area_code) area_code, entries from launcher_compositions
        where area_code = any(${[...areas]}::text[]) and effective_at <= ${now} and withdrawn_at is null
        order by area_code, effective_at desc, version desc) c, json_array_elements(c.entries) e where e->>'isShown' = 'false'`.execute(
      db,
    )
    return rows
  },
  /** Where tiles and categories of tools stand among all services: `native:cases` or `category:health` → group. */
  groups: async (): Promise<ReadonlyMap<string, string>> => {
    const { rows } = await sql<{
      of: string
      place: string
    }>`select "of", place from launcher_groups limit 2000`.execute(db)
    return new Map(rows.map(({ of, place }) => [of, place]))
  },
  needs: async (): Promise<readonly Need[]> =>
    (
      await sql<Need>`select code, level, name, hint, ways, lacking from launcher_needs order by level, place limit 200`.execute(
        db,
      )
    ).rows,
  /** The catalogue whole: what is in it no more is gone. */
  keepNeeds: async (all: readonly Need[]): Promise<void> => {
    await sql`delete from launcher_needs where code <> all(${all.map(({ code }) => code)}::text[])`.execute(db)
    await sql`insert into launcher_needs (code, level, place, name, hint, ways, lacking)
      select n->>'code', (n->>'level')::int, at::int, n->'name', n->'hint', n->'ways', n->'lacking'
      from jsonb_array_elements(${JSON.stringify(all)}::jsonb) with ordinality as given (n, at)
      on conflict (code) do update set level = excluded.level, place = excluded.place, name = excluded.name, hint = excluded.hint,
        ways = excluded.ways, lacking = excluded.lacking`.execute(db)
  },
  keepGroup: async (of: string, place: string): Promise<void> => {
    await sql`insert into launcher_groups ("of", place) values (${of}, ${place}) on conflict ("of") do update set place = excluded.place`.execute(
      db,
    )
    await bump(db, '')
  },
  keepSynonym: async (word: string, also: readonly string[]): Promise<void> => {
    await sql`insert into launcher_synonyms (word, also) values (${word}, ${[...also]}::text[]) on conflict (word) do update set also = excluded.also`.execute(
      db,
    )
  },
})
