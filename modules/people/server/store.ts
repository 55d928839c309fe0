/** Every query about persons themselves: the open register, the sealed columns, tags and the read door. */
import type { Db } from '@liren/kernel'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Person, PrivateField } from '../contract.ts'
import { inReach } from './reach.ts'

type PersonRow = Omit<Person, 'lastVerifiedAt' | 'registeredAt' | 'age'> & {
  lastVerifiedAt: Date | null
  registeredAt: Date
  birthdayMark: string | null
}

/** Columns that may be written in the open. Fingerprints are keyed hashes: they find, they do not tell. */
export type OpenColumns = Partial<{
  displayName: string
  sex: string
  birthYear: number
  /** A keyed hash of month and day of birth. */
  birthdayMark: string | null
  /** Empty where somebody has not settled anywhere. */
  areaCode: string
  dwellingId: string | null
  residence: string
  state: string
  documentKind: string
  maskedIdentityNumber: string
  maskedPhone: string | null
  identityFingerprint: string
  /** Of a number somebody gave of themself and nobody has checked: nobody is found by it, and nothing is written to it. */
  declaredFingerprint: string | null
  phoneFingerprint: string | null
  nameFingerprint: string
  rowFingerprint: string | null
  lastVerifiedAt: Date | null
  notFoundAt: Date | null
}>
export type SealedColumns = Partial<Record<PrivateField, string | null>>

type Tables = {
  peoplePersons: OpenColumns & { id: string; registeredAt: Date; updatedAt: Date; lastUsedAt: Date | null }
  peoplePrivate: SealedColumns & { personId: string }
  peopleTags: {
    personId: string
    tag: string
    accessClass: string
    expiresOn: string | null
    setBy: string | null
    setAt: Date
  }
}

export type Reader = {
  readonly today: string
  readonly seesSensitive: readonly string[]
  /** Marks of the birthdays this year has had; without them an age goes by the year of birth. */
  readonly passed?: ReadonlySet<string>
}

/** Completed years; where no birthday is known, as if it had been already. */
const ageOf = ({ birthYear, birthdayMark }: PersonRow, { today, passed }: Reader) =>
  birthYear === null
    ? null
    : Number(today.slice(0, 4)) - birthYear - (birthdayMark === null || !passed || passed.has(birthdayMark) ? 0 : 1)

const toPerson = ({ birthdayMark, ...row }: PersonRow, reader: Reader): Person => ({
  ...row,
  age: ageOf({ ...row, birthdayMark }, reader),
  lastVerifiedAt: row.lastVerifiedAt?.toISOString() ?? null,
  registeredAt: row.registeredAt.toISOString(),
})

/** A sensitive tag is shown where the reader's right to sensitive tags reaches the person. */
const columns = ({
  today,
  seesSensitive,
}: Reader) => sql`p.id, p.display_name, p.sex, p.birth_year, p.birthday_mark, nullif(p.area_code, '') as area_code, p.dwelling_id,
  p.residence, p.state, p.document_kind, p.masked_identity_number, p.masked_phone, p.last_verified_at, p.registered_at,
  coalesce((select json_agg(json_build_object('tag', t.tag, 'accessClass', t.access_class, 'expiresOn', t.expires_on) order by t.tag)
    from people_tags t where t.person_id = p.id and (t.expires_on is null or t.expires_on >= ${today}::date)
      and (t.access_class = 'ordinary' or ${inReach(seesSensitive, 'p.area_code')})), '[]'::json) as tags`

export type ListAsked = {
  readonly prefixes: readonly string[]
  readonly after: readonly [string, string] | null
  readonly limit: number
  readonly tag?: string | undefined
  readonly residence?: string | undefined
  readonly state?: string | undefined
  readonly dwellingId?: string | undefined
  readonly bornFrom?: number | undefined
  readonly bornUntil?: number | undefined
  readonly condition?: RawBuilder<SqlBool>
}

export const store = (db: Db, reader: Reader) => {
  const tables = db.withTables<Tables>()
  const select = async (rest: RawBuilder<unknown>) =>
    (await sql<PersonRow>`select ${columns(reader)} from people_persons p ${rest}`.execute(db)).rows.map((row) =>
      toPerson(row, reader),
    )

  return {
    person: async (id: string): Promise<Person | undefined> => (await select(sql`where p.id = ${id}`))[0],
    persons: (ids: readonly string[]) =>
      ids.length === 0 ? Promise.resolve([]) : select(sql`where p.id = any(${[...ids]}::uuid[])`),
    personForUpdate: async (id: string): Promise<Person | undefined> =>
      (await select(sql`where p.id = ${id} for update of p`))[0],
    byIdentity: async (fingerprint: string): Promise<Person | undefined> =>
      (await select(sql`where p.identity_fingerprint = ${fingerprint}`))[0],
    byPhone: (fingerprint: string) => select(sql`where p.phone_fingerprint = ${fingerprint} order by p.id limit 20`),
    byName: (fingerprint: string, prefixes: readonly string[]) =>
      select(
        sql`where p.name_fingerprint = ${fingerprint} and ${inReach(prefixes, 'p.area_code')} order by p.id limit 50`,
      ),
    byNameAndPhone: (name: string, phone: string) =>
      select(
        sql`where p.phone_fingerprint = ${phone} and p.name_fingerprint = ${name} and p.state = 'living' order by p.id limit 2`,
      ),
    inDwelling: (dwellingId: string) =>
      select(sql`where p.dwelling_id = ${dwellingId} and p.state = 'living' order by p.id limit 200`),

    list: async (asked: ListAsked) => {
      const { prefixes, after, limit } = asked
      const [area, id] = after ?? [null, null]
      const conditions = [
        inReach(prefixes, 'p.area_code'),
        ...(after ? [sql`(p.area_code, p.id) > (${area}, ${id}::uuid)`] : []),
        ...(asked.residence ? [sql`p.residence = ${asked.residence}`] : []),
        sql`p.state = ${asked.state ?? 'living'}`,
        ...(asked.dwellingId ? [sql`p.dwelling_id = ${asked.dwellingId}`] : []),
        ...(asked.bornFrom ? [sql`p.birth_year >= ${asked.bornFrom}`] : []),
        ...(asked.bornUntil ? [sql`p.birth_year <= ${asked.bornUntil}`] : []),
        ...(asked.tag
          ? [
              sql`exists (select 1 from people_tags t where t.person_id = p.id and t.tag = ${asked.tag}
                and (t.expires_on is null or t.expires_on >= ${reader.today}::date)
                and (t.access_class = 'ordinary' or ${inReach(reader.seesSensitive, 'p.area_code')}))`,
            ]
          : []),
        ...(asked.condition ? [asked.condition] : []),
      ]
      return select(sql`where ${sql.join(conditions, sql` and `)} order by p.area_code, p.id limit ${limit}`)
    },

    /** Without number or home, not met at the door, improbably old, or not verified for long. */
    isException: (staleBefore: Date, oldestBirthYear: number) =>
      sql<SqlBool>`(p.identity_fingerprint is null or p.dwelling_id is null or p.not_found_at is not null
        or p.birth_year < ${oldestBirthYear} or greatest(p.last_verified_at, p.last_used_at, p.registered_at) < ${staleBefore})`,
    /** Living persons who need a second look, and why: every reason is a condition here. */
    exceptionReasons: async (ids: readonly string[], staleBefore: Date, oldestBirthYear: number) => {
      const { rows } = await sql<{ id: string; why: string[] }>`select p.id, array_remove(array[
          case when p.identity_fingerprint is null and p.declared_fingerprint is null then 'noIdentityNumber' end,
          case when p.identity_fingerprint is null and p.declared_fingerprint is not null then 'numberUnverified' end,
          case when p.dwelling_id is null then 'noDwelling' end,
          case when p.not_found_at is not null then 'notFound' end,
          case when p.birth_year < ${oldestBirthYear} then 'improbableAge' end,
          case when greatest(p.last_verified_at, p.last_used_at, p.registered_at) < ${staleBefore} then 'notVerified' end], null) as why
        from people_persons p where p.id = any(${[...ids]}::uuid[])`.execute(db)
      return new Map(rows.map((row) => [row.id, row.why]))
    },

    /** Nobody else may hold that number: of two at the same moment one gets in. */
    insert: async (id: string, open: OpenColumns, now: Date): Promise<boolean> => {
      const { numInsertedOrUpdatedRows } = await tables
        .insertInto('peoplePersons')
        .values({ id, ...open, registeredAt: now, updatedAt: now, lastUsedAt: null })
        .onConflict((conflict) => conflict.column('identityFingerprint').doNothing())
        .executeTakeFirstOrThrow()
      return numInsertedOrUpdatedRows === 1n
    },
    insertSealed: (personId: string, sealed: SealedColumns) =>
      tables
        .insertInto('peoplePrivate')
        .values({ personId, ...sealed })
        .execute(),
    update: async (id: string, open: OpenColumns, now: Date) => {
      await tables
        .updateTable('peoplePersons')
        .set({ ...open, updatedAt: now })
        .where('id', '=', id)
        .execute()
    },
    updateSealed: async (personId: string, sealed: SealedColumns) => {
      if (Object.keys(sealed).length === 0) return
      await tables.updateTable('peoplePrivate').set(sealed).where('personId', '=', personId).execute()
    },
    touch: async (id: string, now: Date) => {
      await tables.updateTable('peoplePersons').set({ lastUsedAt: now }).where('id', '=', id).execute()
    },
    /** Who holds this number, and whether name and phone agree: then it is the same person. Without a phone on both sides we do not know. */
    claim: async (identity: string, name: string, phone: string | null) =>
      (
        await sql<{ id: string; isSame: boolean }>`select id,
            coalesce(name_fingerprint = ${name} and phone_fingerprint = ${phone}, false) as is_same
          from people_persons where identity_fingerprint = ${identity}`.execute(db)
      ).rows[0],
    identityHolder: async (fingerprint: string): Promise<string | undefined> =>
      (
        await tables
          .selectFrom('peoplePersons')
          .select('id')
          .where('identityFingerprint', '=', fingerprint)
          .executeTakeFirst()
      )?.id,

    /** Entries that somebody made of themself with one of these numbers. */
    declared: async (fingerprints: readonly string[]) =>
      fingerprints.length === 0
        ? []
        : (
            await sql<{
              id: string
              declaredFingerprint: string
              nameFingerprint: string | null
              phoneFingerprint: string | null
              areaCode: string
            }>`select id, declared_fingerprint, name_fingerprint, phone_fingerprint, area_code from people_persons
              where declared_fingerprint = any(${[...fingerprints]}::text[]) order by id`.execute(db)
          ).rows,
    /** Somebody of the office looked at the document: the number counts from now on, unless it is another's. */
    confirmDeclared: async (id: string, now: Date) => {
      await sql`update people_persons p set identity_fingerprint = p.declared_fingerprint, declared_fingerprint = null, updated_at = ${now}
        where p.id = ${id} and p.declared_fingerprint is not null and p.identity_fingerprint is null
          and not exists (select 1 from people_persons o where o.identity_fingerprint = p.declared_fingerprint)`.execute(
        db,
      )
    },
    declaredOf: async (id: string): Promise<string | null> =>
      (
        await sql<{
          declared: string | null
        }>`select declared_fingerprint as declared from people_persons where id = ${id}`.execute(db)
      ).rows[0]?.declared ?? null,

    setTag: async (
      personId: string,
      tag: string,
      accessClass: string,
      expiresOn: string | null,
      by: string | null,
      at: Date,
    ) => {
      const set = { accessClass, expiresOn, setBy: by, setAt: at }
      await tables
        .insertInto('peopleTags')
        .values({ personId, tag, ...set })
        .onConflict((conflict) => conflict.columns(['personId', 'tag']).doUpdateSet(set))
        .execute()
    },
    removeTag: async (personId: string, tag: string) => {
      await tables.deleteFrom('peopleTags').where('personId', '=', personId).where('tag', '=', tag).execute()
    },

    personIdsIn: async (prefix: string, after: string | null, limit: number): Promise<readonly string[]> =>
      (
        await sql<{
          id: string
        }>`select p.id from people_persons p where ${inReach([prefix], 'p.area_code')} and p.state = 'living'
          and p.id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000') order by p.id limit ${limit}`.execute(
          db,
        )
      ).rows.map((row) => row.id),

    /** What the law lets go: sealed values, tags and names; the empty entry stays so that other records keep their sense. */
    forget: async (id: string, now: Date) => {
      await sql`delete from people_private where person_id = ${id}`.execute(db)
      await sql`delete from people_tags where person_id = ${id}`.execute(db)
      await sql`delete from people_household_members where person_id = ${id}`.execute(db)
      await sql`update people_persons set display_name = '—', sex = null, birth_year = null, birthday_mark = null, dwelling_id = null, document_kind = null,
        masked_identity_number = null, masked_phone = null, identity_fingerprint = null, declared_fingerprint = null, phone_fingerprint = null,
        name_fingerprint = null, row_fingerprint = null, updated_at = ${now} where id = ${id}`.execute(db)
    },
  }
}

/** One look through the read door. */
export type Look = {
  readonly personIds: readonly string[]
  readonly fields: readonly string[]
  readonly lookerId: string | null
  readonly lookerKind: string
  readonly lookerName: string
  readonly purpose: string
  readonly reason: string
  readonly requestId: string
  readonly at: Date
}
export type SealedValue = { personId: string; field: PrivateField; sealed: string | null; footprintId: string }

/** `tail` (with audit and events) makes it one statement of its own; without, whoever runs it sees to the commit. */
export const readSealed = async (db: Db, look: Look, tail?: RawBuilder<unknown>): Promise<readonly SealedValue[]> => {
  const behind = tail ? sql`with ${tail} ` : sql``
  const { rows } =
    await sql<SealedValue>`${behind}select person_id, field, sealed, footprint_id from people_read_private(
    ${[...look.personIds]}::uuid[], ${[...look.fields]}::text[], ${look.lookerId}::uuid, ${look.lookerKind}, ${look.lookerName},
    ${look.purpose}, ${look.reason}, ${look.requestId}, ${look.at}::timestamptz)`.execute(db)
  return rows
}

/** The footprint alone, for a look at what another module keeps. */
export const leaveFootprint = async (db: Db, look: Look): Promise<number> => {
  const { rows } = await sql<{ noted: string | number }>`select people_note_look(
    ${[...look.personIds]}::uuid[], ${[...look.fields]}::text[], ${look.lookerId}::uuid, ${look.lookerKind}, ${look.lookerName},
    ${look.purpose}, ${look.reason}, ${look.requestId}, ${look.at}::timestamptz) as noted`.execute(db)
  return Number(rows[0]?.noted ?? 0)
}
