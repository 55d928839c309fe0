/** Writes many homes and memberships at once, for demonstrations and first loads. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

export type SeedHome = {
  readonly householdId: string
  readonly areaCode: string
  readonly dwellingId: string
  readonly members: readonly { readonly personId: string; readonly relation: string; readonly isHead: boolean }[]
  readonly ties: readonly {
    readonly id: string
    readonly personId: string
    readonly tie: 'owner' | 'tenant' | 'resident'
    readonly shareNumerator: number | null
    readonly shareDenominator: number | null
    readonly sinceOn: string
  }[]
}
export type SeedMembership = {
  readonly id: string
  readonly personId: string
  readonly communityCode: string
  readonly state: 'registered' | 'verified'
  readonly capacities: readonly string[]
  readonly sinceOn: string
}

export const seedStore = (db: Db) => ({
  /** Dwellings somebody lives in already. */
  occupied: async (dwellingIds: readonly string[]): Promise<ReadonlySet<string>> =>
    new Set(
      (
        await sql<{ dwellingId: string }>`select distinct dwelling_id from people_persons
          where dwelling_id = any(${[...dwellingIds]}::uuid[])`.execute(db)
      ).rows.map((row) => row.dwellingId),
    ),
  addHomes: async (homes: readonly SeedHome[], at: Date) => {
    const households = JSON.stringify(
      homes.map(({ householdId, areaCode, dwellingId }) => ({ householdId, areaCode, dwellingId })),
    )
    await sql`insert into people_households (id, area_code, dwelling_id, created_at)
      select "householdId", "areaCode", "dwellingId", ${at} from jsonb_to_recordset(${households}::jsonb)
        as h("householdId" uuid, "areaCode" text, "dwellingId" uuid)`.execute(db)
    const members = JSON.stringify(
      homes.flatMap((home) => home.members.map((one) => ({ ...one, householdId: home.householdId }))),
    )
    await sql`insert into people_household_members (household_id, person_id, relation, is_head, since_on)
      select "householdId", "personId", relation, "isHead", ${at}::date from jsonb_to_recordset(${members}::jsonb)
        as m("householdId" uuid, "personId" uuid, relation text, "isHead" boolean)`.execute(db)
    const ties = JSON.stringify(
      homes.flatMap((home) =>
        home.ties.map((one) => ({ ...one, dwellingId: home.dwellingId, areaCode: home.areaCode })),
      ),
    )
    await sql`insert into people_dwelling_ties (id, dwelling_id, area_code, person_id, tie, share_numerator, share_denominator, since_on)
      select id, "dwellingId", "areaCode", "personId", tie, "shareNumerator", "shareDenominator", "sinceOn"
      from jsonb_to_recordset(${ties}::jsonb) as t(id uuid, "dwellingId" uuid, "areaCode" text, "personId" uuid, tie text,
        "shareNumerator" integer, "shareDenominator" integer, "sinceOn" date)`.execute(db)
  },
  addMemberships: async (all: readonly SeedMembership[]) => {
    await sql`insert into people_memberships (id, person_id, community_code, state, capacities, since_on)
      select id, "personId", "communityCode", state, array(select jsonb_array_elements_text(capacities)), "sinceOn"
      from jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as m(id uuid, "personId" uuid, "communityCode" text, state text,
        capacities jsonb, "sinceOn" date) on conflict do nothing`.execute(db)
  },
  addTags: async (all: readonly { personId: string; tag: string; accessClass: string }[], at: Date) => {
    await sql`insert into people_tags (person_id, tag, access_class, set_at)
      select "personId", tag, "accessClass", ${at} from jsonb_to_recordset(${JSON.stringify(all)}::jsonb)
        as t("personId" uuid, tag text, "accessClass" text) on conflict do nothing`.execute(db)
  },
})
