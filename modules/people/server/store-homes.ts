/** Queries about households, and about who owns or lives in which dwelling. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { DwellingTie, Household, OpenFacts } from '../contract.ts'

const tieColumns = sql`t.id, t.dwelling_id, t.person_id, t.enterprise_id, coalesce(p.display_name, e.name, '—') as display_name, t.tie,
  t.share_numerator, t.share_denominator, t.since_on, t.until_on`
const tieTables = sql`people_dwelling_ties t left join people_persons p on p.id = t.person_id left join people_enterprises e on e.id = t.enterprise_id`
const householdColumns = sql`h.id, h.area_code, h.dwelling_id, coalesce((select json_agg(json_build_object('personId', m.person_id,
    'displayName', p.display_name, 'relation', m.relation, 'isHead', m.is_head) order by m.is_head desc, m.since_on, m.person_id)
  from people_household_members m join people_persons p on p.id = m.person_id
  where m.household_id = h.id and m.until_on is null), '[]'::json) as members`

export type NewTie = {
  readonly id: string
  readonly dwellingId: string
  readonly areaCode: string
  readonly personId: string | null
  readonly enterpriseId: string | null
  readonly tie: DwellingTie['tie']
  readonly shareNumerator: number | null
  readonly shareDenominator: number | null
  readonly sinceOn: string
}

export const homes = (db: Db) => {
  const ties = async (rest: ReturnType<typeof sql>) =>
    (
      await sql<
        DwellingTie & { areaCode: string | null }
      >`select ${tieColumns}, t.area_code from ${tieTables} ${rest}`.execute(db)
    ).rows
  const households = async (rest: ReturnType<typeof sql>) =>
    (await sql<Household>`select ${householdColumns} from people_households h ${rest}`.execute(db)).rows
  return {
    tie: async (id: string) => (await ties(sql`where t.id = ${id}`))[0],
    tiesOfPerson: (personId: string) => ties(sql`where t.person_id = ${personId} and t.until_on is null order by t.id`),
    tiesOf: (dwellingIds: readonly string[]) =>
      dwellingIds.length === 0
        ? Promise.resolve([])
        : ties(
            sql`where t.dwelling_id = any(${[...dwellingIds]}::uuid[]) and t.until_on is null order by t.dwelling_id, t.tie, t.id`,
          ),
    /** Two owners entered at the same moment must not together own more than the whole. */
    lockDwelling: async (dwellingId: string) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`people-dwelling ${dwellingId}`}, 0))`.execute(db)
    },
    addTie: async (tie: NewTie) => {
      await sql`insert into people_dwelling_ties (id, dwelling_id, area_code, person_id, enterprise_id, tie, share_numerator,
          share_denominator, since_on)
        values (${tie.id}, ${tie.dwellingId}, ${tie.areaCode}, ${tie.personId}, ${tie.enterpriseId}, ${tie.tie}, ${tie.shareNumerator},
          ${tie.shareDenominator}, ${tie.sinceOn})`.execute(db)
    },
    endTie: async (id: string, untilOn: string) => {
      await sql`update people_dwelling_ties set until_on = ${untilOn} where id = ${id} and until_on is null`.execute(db)
    },

    household: async (id: string) => (await households(sql`where h.id = ${id}`))[0],
    householdsOf: (personId: string) =>
      households(sql`where exists (select 1 from people_household_members m
        where m.household_id = h.id and m.person_id = ${personId} and m.until_on is null) order by h.id`),
    /** A range rather than LIKE: it uses the index whatever the parameters. */
    householdsIn: (prefix: string, after: string | null, limit: number) =>
      households(sql`where h.area_code >= ${prefix} and h.area_code < ${`${prefix}:`}
        and ${after ? sql`h.id > ${after}::uuid` : sql`true`}
        and exists (select 1 from people_household_members m where m.household_id = h.id and m.until_on is null)
        order by h.id limit ${limit}`),
    addHousehold: async (id: string, areaCode: string, dwellingId: string | null, at: Date) => {
      await sql`insert into people_households (id, area_code, dwelling_id, created_at) values (${id}, ${areaCode}, ${dwellingId}, ${at})`.execute(
        db,
      )
    },
    addMember: async (householdId: string, personId: string, relation: string, isHead: boolean, sinceOn: string) => {
      if (isHead)
        await sql`update people_household_members set is_head = false where household_id = ${householdId}`.execute(db)
      await sql`insert into people_household_members (household_id, person_id, relation, is_head, since_on)
        values (${householdId}, ${personId}, ${relation}, ${isHead}, ${sinceOn})
        on conflict (household_id, person_id) do update set relation = excluded.relation, is_head = excluded.is_head, until_on = null`.execute(
        db,
      )
    },
    endMember: async (householdId: string, personId: string, untilOn: string) => {
      await sql`update people_household_members set until_on = ${untilOn}, is_head = false
        where household_id = ${householdId} and person_id = ${personId}`.execute(db)
    },
    /** Whoever left their home lives in no household and no dwelling there any more; what they own stays theirs, but for the dead. */
    endHomes: async (personId: string, untilOn: string, isDead: boolean) => {
      await sql`update people_household_members set until_on = ${untilOn}, is_head = false
        where person_id = ${personId} and until_on is null`.execute(db)
      await sql`update people_dwelling_ties set until_on = ${untilOn}
        where person_id = ${personId} and until_on is null and ${isDead ? sql`true` : sql`tie <> 'owner'`}`.execute(db)
    },
    factsAmong: async (personIds: readonly string[], today: string): Promise<ReadonlyMap<string, OpenFacts>> => {
      const { rows } = await sql<
        OpenFacts & { readonly id: string }
      >`select p.id, case p.sex when 'female' then 'F' when 'male' then 'M' end as sex,
          nullif(p.area_code, '') as area_code, p.residence, p.state = 'living' as is_living,
          (p.last_verified_at at time zone 'Asia/Shanghai')::date::text as last_verified_on,
          (p.registered_at at time zone 'Asia/Shanghai')::date::text as registered_on,
          array(select t.tag from people_tags t where t.person_id = p.id and (t.expires_on is null or t.expires_on >= ${today}::date)) as tags,
          (select bool_and(not exists (select 1 from people_household_members o
              where o.household_id = m.household_id and o.person_id <> m.person_id and o.until_on is null))
            from people_household_members m where m.person_id = p.id and m.until_on is null) as lives_alone
        from people_persons p where p.id = any(${[...personIds]}::uuid[])`.execute(db)
      return new Map(rows.map(({ id, ...facts }) => [id, facts]))
    },
    livesAlone: async (personId: string): Promise<boolean | null> =>
      (
        await sql<{ alone: boolean | null }>`select bool_and(not exists (select 1 from people_household_members o
            where o.household_id = m.household_id and o.person_id <> m.person_id and o.until_on is null)) as alone
          from people_household_members m where m.person_id = ${personId} and m.until_on is null`.execute(db)
      ).rows[0]?.alone ?? null,
  }
}
