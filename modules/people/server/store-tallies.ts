/** Figures for areas, counted in one pass over each ledger: numbers only, nobody is looked at. */
import type { Db } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { PeopleTally } from '../contract.ts'
import { inReach } from './reach.ts'

type Asked = {
  readonly prefix: string
  readonly digits: 9 | 12 | 15
  readonly counts: readonly PeopleTally[]
  readonly today: string
  /** Marks of the birthdays this year has had. */
  readonly passed: readonly string[]
}
type Row = { area: string } & Record<string, string | number>

const all = (conditions: readonly RawBuilder<unknown>[]) =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)

/** Each figure is a column `n0`, `n1`… of one grouped query, so that a ledger is read once however many are asked for. */
const grouped = async (
  db: Db,
  asked: Asked,
  counts: readonly PeopleTally[],
  of: {
    readonly from: RawBuilder<unknown>
    readonly area: string
    readonly when: (one: PeopleTally) => RawBuilder<unknown>
  },
  into: Map<string, Record<string, number>>,
) => {
  if (counts.length === 0) return
  const figures = counts.map((one, at) => sql`count(*) filter (where ${of.when(one)}) as ${sql.ref(`n${at}`)}`)
  const area = sql`left(${sql.ref(of.area)}, ${sql.lit(asked.digits)})`
  const { rows } = await sql<Row>`select ${area} as area, ${sql.join(figures)} from ${of.from}
    where ${inReach([asked.prefix], of.area)} group by 1`.execute(db)
  for (const row of rows) {
    const counted = into.get(row.area) ?? {}
    for (const [at, one] of counts.entries()) counted[one.name] = Number(row[`n${at}`] ?? 0)
    into.set(row.area, counted)
  }
}

export const tallies = async (db: Db, asked: Asked): Promise<ReadonlyMap<string, Readonly<Record<string, number>>>> => {
  const into = new Map<string, Record<string, number>>()
  const year = Number(asked.today.slice(0, 4))
  const isAgeAsked = asked.counts.some(({ where }) => where?.ageFrom !== undefined || where?.ageUntil !== undefined)
  const age = isAgeAsked
    ? sql`${year} - p.birth_year - case when p.birthday_mark is null or p.birthday_mark = any(${[...asked.passed]}::text[]) then 0 else 1 end`
    : sql`null::integer`
  const of = (what: PeopleTally['of']) => asked.counts.filter((one) => one.of === what)
  const tags = [...new Set(asked.counts.flatMap(({ where }) => where?.tag ?? []))]

  await grouped(
    db,
    asked,
    of('persons'),
    {
      // One array of tags for each person, of those asked for only.
      from: sql`(select p.area_code, ${age} as age, p.sex, p.residence, ${
        tags.length === 0 ? sql`'{}'::text[]` : sql`coalesce(g.tags, '{}')`
      } as tags from people_persons p ${
        tags.length === 0
          ? sql``
          : sql`left join (select person_id, array_agg(tag) as tags from people_tags where tag = any(${tags}::text[])
              and (expires_on is null or expires_on >= ${asked.today}::date) group by person_id) g on g.person_id = p.id`
      } where p.state = 'living') x`,
      area: 'x.area_code',
      when: ({ where = {} }) =>
        all([
          ...(where.ageFrom === undefined ? [] : [sql`x.age >= ${where.ageFrom}`]),
          ...(where.ageUntil === undefined ? [] : [sql`x.age <= ${where.ageUntil}`]),
          ...(where.sex === undefined ? [] : [sql`x.sex = ${where.sex}`]),
          ...(where.residence === undefined ? [] : [sql`x.residence = ${where.residence}`]),
          ...(where.tag === undefined ? [] : [sql`${where.tag} = any(x.tags)`]),
        ]),
    },
    into,
  )
  await grouped(
    db,
    asked,
    of('households'),
    {
      from: sql`(select h.area_code, (select count(*) from people_household_members m
        where m.household_id = h.id and m.until_on is null) as size from people_households h) x`,
      area: 'x.area_code',
      when: ({ where = {} }) => (where.sizeFrom === undefined ? sql`x.size > 0` : sql`x.size >= ${where.sizeFrom}`),
    },
    into,
  )
  await grouped(
    db,
    asked,
    of('enterprises'),
    {
      from: sql`people_enterprises x`,
      area: 'x.area_code',
      when: ({ where = {} }) => (where.kind === undefined ? sql`true` : sql`x.kind ilike ${`%${where.kind}%`}`),
    },
    into,
  )
  await grouped(
    db,
    asked,
    of('members'),
    {
      // A membership is of a community; its cell is where the member lives.
      from: sql`(select p.area_code from people_memberships m join people_persons p on p.id = m.person_id
        where m.state <> 'left' and p.state = 'living') x`,
      area: 'x.area_code',
      when: () => sql`true`,
    },
    into,
  )
  return into
}
