/** Queries about memberships of communities, and how many of those who live there have joined. */
import type { Db } from '@liren/kernel'
import { type SqlBool, sql } from 'kysely'
import type { Capacity, Membership } from '../contract.ts'
import { inReach } from './reach.ts'

const columns = sql`m.id, m.person_id, m.community_code, m.state, m.capacities, m.since_on, m.until_on, m.moved_to`

export const memberships = (db: Db) => {
  const select = async (rest: ReturnType<typeof sql>) =>
    (await sql<Membership>`select ${columns} from people_memberships m ${rest}`.execute(db)).rows
  return {
    of: (personId: string) =>
      select(sql`where m.person_id = ${personId} order by m.state = 'left', m.since_on desc, m.id desc`),
    /** Verified capacities of many, by person. */
    capacitiesAmong: async (personIds: readonly string[]): Promise<ReadonlyMap<string, readonly Capacity[]>> => {
      const { rows } = await sql<{ personId: string; capacities: Capacity[] }>`
        select m.person_id, array_agg(distinct one) as capacities from people_memberships m, unnest(m.capacities) as one
        where m.person_id = any(${[...personIds]}::uuid[]) and m.state = 'verified' group by m.person_id`.execute(db)
      return new Map(rows.map(({ personId, capacities }) => [personId, capacities]))
    },
    current: async (personId: string, communityCode: string): Promise<Membership | undefined> =>
      (
        await select(sql`where m.person_id = ${personId} and m.community_code = ${communityCode} and m.state <> 'left'`)
      )[0],
    lock: async (id: string): Promise<Membership | undefined> => (await select(sql`where m.id = ${id} for update`))[0],

    /** Undefined when there is a current one already. */
    join: async (
      id: string,
      personId: string,
      communityCode: string,
      sinceOn: string,
    ): Promise<Membership | undefined> =>
      (
        await sql<Membership>`insert into people_memberships as m (id, person_id, community_code, state, since_on)
          values (${id}, ${personId}, ${communityCode}, 'registered', ${sinceOn})
          on conflict (person_id, community_code) where state <> 'left' do nothing returning ${columns}`.execute(db)
      ).rows[0],
    verify: async (id: string, capacities: readonly Capacity[], by: string | null, at: Date): Promise<Membership> => {
      const { rows } =
        await sql<Membership>`update people_memberships as m set state = 'verified', verified_at = ${at}, verified_by = ${by},
        capacities = (select array_agg(distinct one) from unnest(m.capacities || ${[...capacities]}::text[]) as one)
        where m.id = ${id} returning ${columns}`.execute(db)
      const [row] = rows
      if (!row) throw new Error('the membership was locked and is gone')
      return row
    },
    end: async (id: string, untilOn: string, movedTo: string | null): Promise<Membership> => {
      const { rows } =
        await sql<Membership>`update people_memberships as m set state = 'left', until_on = ${untilOn}, moved_to = ${movedTo}
        where m.id = ${id} returning ${columns}`.execute(db)
      const [row] = rows
      if (!row) throw new Error('the membership was locked and is gone')
      return row
    },
    /** Every current one but the one of the community kept; answers which communities were left. */
    endAll: async (personId: string, untilOn: string, kept: string | null = null): Promise<readonly string[]> =>
      (
        await sql<{ communityCode: string }>`update people_memberships set state = 'left', until_on = ${untilOn},
            moved_to = ${kept}
          where person_id = ${personId} and state <> 'left' and community_code is distinct from ${kept}
          returning community_code`.execute(db)
      ).rows.map(({ communityCode }) => communityCode),

    list: async (prefixes: readonly string[], state: string | undefined, after: string | null, limit: number) => {
      const { rows } = await sql<Membership & { displayName: string }>`select ${columns}, p.display_name
        from people_memberships m join people_persons p on p.id = m.person_id
        where ${inReach(prefixes, 'm.community_code')} and ${state ? sql`m.state = ${state}` : sql`m.state <> 'left'`}
          and ${after ? sql`m.id > ${after}::uuid` : sql`true`} order by m.id limit ${limit}`.execute(db)
      return rows.map(({ displayName, ...membership }) => ({ membership, displayName }))
    },

    /** Condition on a person `p`: lives in a community without being its member. */
    isNoMember: sql<SqlBool>`not exists (select 1 from people_memberships m
      where m.person_id = p.id and m.state <> 'left' and m.community_code = left(p.area_code, 12))`,

    /** Members and permanent residents by area code of 12 or 15 digits. */
    coverage: async (prefix: string, digits: 12 | 15) =>
      (
        await sql<{
          areaCode: string
          registered: number
          permanent: number
          counted: number | null
          countedOn: string | null
        }>`
        with counted as (
          select left(p.area_code, ${sql.lit(digits)}) as area_code, count(*) as permanent,
            count(*) filter (where exists (select 1 from people_memberships m
              where m.person_id = p.id and m.state <> 'left' and m.community_code = left(p.area_code, 12))) as registered
          from people_persons p
          where ${inReach([prefix], 'p.area_code')} and p.residence = 'permanent' and p.state = 'living' group by 1
        )
        select coalesce(c.area_code, k.area_code) as area_code, coalesce(c.registered, 0)::int as registered,
          coalesce(c.permanent, 0)::int as permanent, k.persons as counted, k.counted_on::text as counted_on
        from counted c full join (select area_code, persons, counted_on from people_permanent_counts k
          where ${inReach([prefix], 'k.area_code')} and length(k.area_code) = ${sql.lit(digits)}) k on k.area_code = c.area_code
        order by 1`.execute(db)
      ).rows,
    setPermanentCount: async (areaCode: string, persons: number, countedOn: string) => {
      await sql`insert into people_permanent_counts (area_code, persons, counted_on) values (${areaCode}, ${persons}, ${countedOn})
        on conflict (area_code) do update set persons = excluded.persons, counted_on = excluded.counted_on`.execute(db)
    },
  }
}
