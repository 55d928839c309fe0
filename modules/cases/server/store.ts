/** Every query of this module. No other module reads these tables. */
import type { Db } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Category, GradeNumber } from '../category.ts'
import type { SafetyRule } from '../safety.ts'
import type { Source } from '../source.ts'

export type CaseRow = {
  id: string
  categoryCode: string | null
  ownership: string | null
  text: string
  source: string
  isAnonymous: boolean
  isPublic: boolean
  isRestricted: boolean
  safetyWords: string[]
  seenAt: Date | null
  outcome: string | null
  handlingUnitId: string | null
  handlingUnitName: string | null
  handlerAccountId: string | null
  createdAt: Date
  sentBy: string | null
  forwardedAt: Date | null
  undoUntil: Date | null
  /** When somebody of the office first looked at it. */
  lookedAt: Date | null
  /** Why somebody changed or kept back its public title; what they decided stands. */
  titleBecause: string | null
  /** The version of the privacy notice that stood beside the report. */
  privacyVersion: number | null
}
type CategoryRow = {
  code: string
  name: string
  nameEn: string
  path: string[]
  pathEn: string[] | null
  filingStandard: string
  closingStandard: string
  grade: number
  limits: unknown
  keywords: string[]
  points: number
  isManualOnly: boolean
  isRestricted: boolean
  callFirst: boolean
  isMapped: boolean
  version: string
}
export type CategoryChangeRow = {
  readonly id: string
  readonly code: string
  readonly at: Date
  readonly byId: string | null
  readonly byName: string
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
  readonly undoes: string | null
}
type SourceRow = {
  code: string
  letter: string
  name: string
  nameEn: string
  start: Source['start']
  roles: string[]
  rank: number
}
type EvidenceRow = {
  caseId: string
  fileId: string
  part: string
  at: Date
  accountId: string | null
  hiddenAt: Date | null
  hiddenBy: string | null
  hiddenBecause: string | null
  doubts: string[]
  metresOff: number | null
}
export type ContactRow = {
  caseId: string
  nameSealed: string | null
  nameMasked: string | null
  phoneSealed: string
  phoneMasked: string
  phoneFingerprint: string
  /** Sealed before seals were bound to their row. */
  isLoose: boolean | null
}
type LookRow = {
  id: string
  caseId: string
  at: Date
  lookerId: string | null
  lookerName: string
  unitName: string | null
  purpose: string
}
type Tables = {
  casesCases: CaseRow & { externalRef: string | null; needsKind: boolean | null }
  casesCategories: CategoryRow
  casesSources: SourceRow
  casesSafetyRules: { code: string; rule: unknown }
  casesSpoken: { letters: string; spoken: unknown }
  casesEvidence: EvidenceRow
  casesContacts: ContactRow
  casesContactLooks: LookRow
}

export type NewContact = Omit<ContactRow, 'caseId' | 'isLoose'>
export type NewCase = {
  readonly id: string
  readonly categoryCode: string | null
  readonly ownership: string | null
  readonly text: string
  readonly source: string
  readonly isAnonymous: boolean
  readonly isPublic: boolean
  readonly isRestricted: boolean
  readonly lookedAt: Date | null
  readonly safetyWords: readonly string[]
  readonly seenAt: Date | null
  readonly externalRef: string | null
  readonly createdAt: Date
  readonly photos: readonly string[]
  readonly accountId: string | null
  readonly contact: NewContact | null
  /** A keyed mark of whoever sent it, to know them again when they send it twice. */
  readonly sentBy: string
  readonly privacyVersion?: number | null
}

/** `letters` are pairs of a traditional and a simplified letter; `spoken` is what people say → the plain word. */
export type Spoken = { readonly letters: string; readonly spoken: Readonly<Record<string, string>> }

const columns = [
  'id',
  'categoryCode',
  'ownership',
  'text',
  'source',
  'isAnonymous',
  'isPublic',
  'isRestricted',
  'safetyWords',
  'seenAt',
  'outcome',
  'handlingUnitId',
  'handlingUnitName',
  'handlerAccountId',
  'createdAt',
  'sentBy',
  'forwardedAt',
  'undoUntil',
  'lookedAt',
  'titleBecause',
  'privacyVersion',
] as const

// The limits' shape was checked when the category was written.
const asCategory = ({ version: _, ...row }: CategoryRow): Category => ({
  ...row,
  grade: row.grade as GradeNumber,
  limits: row.limits as Category['limits'],
})

/** The case's own rows as CTEs of one statement; evidence and contact travel as JSON, so that the text never changes. */
export const insertCase = (fresh: NewCase): RawBuilder<unknown> => sql`
  new_case as (
    insert into cases_cases (id, category_code, ownership, text, source, is_anonymous, is_public, is_restricted, safety_words, seen_at, external_ref, created_at, sent_by, looked_at,
      privacy_version)
    values (${fresh.id}, ${fresh.categoryCode}, ${fresh.ownership}, ${fresh.text}, ${fresh.source}, ${fresh.isAnonymous}, ${fresh.isPublic}, ${fresh.isRestricted},
      ${[...fresh.safetyWords]}::text[], ${fresh.seenAt}, ${fresh.externalRef}, ${fresh.createdAt}, ${fresh.sentBy}, ${fresh.lookedAt}, ${fresh.privacyVersion ?? null})
    returning id),
  new_evidence as (
    insert into cases_evidence (case_id, file_id, part, at, account_id)
    select new_case.id, file_id, 'report', ${fresh.createdAt}::timestamptz, ${fresh.accountId}::uuid
    from new_case, unnest(${[...fresh.photos]}::uuid[]) as file_id),
  new_contact as (
    insert into cases_contacts (case_id, name_sealed, name_masked, phone_sealed, phone_masked, phone_fingerprint)
    select new_case.id, c.name_sealed, c.name_masked, c.phone_sealed, c.phone_masked, c.phone_fingerprint
    from new_case, jsonb_to_recordset(${JSON.stringify(fresh.contact ? [snake(fresh.contact)] : [])}::jsonb)
      as c(name_sealed text, name_masked text, phone_sealed text, phone_masked text, phone_fingerprint text))`

const snake = (contact: NewContact) => ({
  name_sealed: contact.nameSealed,
  name_masked: contact.nameMasked,
  phone_sealed: contact.phoneSealed,
  phone_masked: contact.phoneMasked,
  phone_fingerprint: contact.phoneFingerprint,
})

export const store = (db: Db) => {
  const tables = db.withTables<Tables>()
  return {
    categories: async (): Promise<{ version: string; items: Category[] }> => {
      const rows = await tables.selectFrom('casesCategories').selectAll().orderBy('code').execute()
      return { version: rows[0]?.version ?? '0', items: rows.map(asCategory) }
    },
    lockCategory: async (code: string): Promise<Category | null> => {
      const row = await tables
        .selectFrom('casesCategories')
        .selectAll()
        .where('code', '=', code)
        .forUpdate()
        .executeTakeFirst()
      return row ? asCategory(row) : null
    },
    keepChange: (change: Omit<CategoryChangeRow, 'id'>) =>
      sql`insert into cases_category_changes (code, at, by_id, by_name, before, after, undoes)
          values (${change.code}, ${change.at}, ${change.byId}::uuid, ${change.byName}, ${JSON.stringify(change.before)}::jsonb,
            ${JSON.stringify(change.after)}::jsonb, ${change.undoes}::bigint)`.execute(db),
    /** The newest first. */
    changesOf: async (code: string): Promise<readonly CategoryChangeRow[]> =>
      (
        await sql<CategoryChangeRow>`select id::text as id, code, at, by_id, by_name, before, after, undoes::text as undoes
          from cases_category_changes where code = ${code} order by id desc limit 50`.execute(db)
      ).rows,
    change: async (id: string): Promise<CategoryChangeRow | undefined> =>
      (
        await sql<CategoryChangeRow>`select id::text as id, code, at, by_id, by_name, before, after, undoes::text as undoes
          from cases_category_changes where id = ${id}::bigint`.execute(db)
      ).rows[0],
    changeCategory: async (code: string, change: Partial<Omit<CategoryRow, 'code' | 'version'>>) => {
      const { limits, ...rest } = change
      const row = await tables
        .updateTable('casesCategories')
        .set({ ...rest, ...(limits === undefined ? {} : { limits: sql`limits || ${JSON.stringify(limits)}::jsonb` }) })
        .where('code', '=', code)
        .returningAll()
        .executeTakeFirst()
      return row ? asCategory(row) : null
    },
    sources: async (): Promise<Source[]> =>
      (await tables.selectFrom('casesSources').selectAll().orderBy('rank').execute()).map(({ rank: _, ...row }) => row),
    safetyRules: async (): Promise<SafetyRule[]> =>
      (await tables.selectFrom('casesSafetyRules').selectAll().orderBy('code').execute()).map(
        (row) => row.rule as SafetyRule,
      ),
    /** How people say and write things here; nothing where the preset does not tell. */
    spoken: async (): Promise<Spoken> => {
      const row = await tables.selectFrom('casesSpoken').select(['letters', 'spoken']).executeTakeFirst()
      return { letters: row?.letters ?? '', spoken: (row?.spoken ?? {}) as Spoken['spoken'] }
    },
    find: (id: string) => tables.selectFrom('casesCases').select(columns).where('id', '=', id).executeTakeFirst(),
    findMany: (ids: readonly string[]) =>
      tables
        .selectFrom('casesCases')
        .select(['id', 'categoryCode', 'source', 'isPublic', 'isRestricted', 'sentBy'])
        .where('id', 'in', ids)
        .execute(),
    byExternalRef: (refs: readonly string[]) =>
      tables.selectFrom('casesCases').select(['id', 'externalRef']).where('externalRef', 'in', refs).execute(),
    evidence: (ids: readonly string[]) =>
      ids.length === 0
        ? Promise.resolve([])
        : tables
            .selectFrom('casesEvidence')
            .select(['caseId', 'fileId', 'part', 'at', 'hiddenAt', 'hiddenBecause', 'doubts', 'metresOff'])
            .where('caseId', 'in', ids)
            .orderBy('at')
            .execute(),
    addEvidence: (
      caseId: string,
      files: readonly { readonly id: string; readonly doubts: readonly string[]; readonly metresOff: number | null }[],
      part: string,
      at: Date,
      accountId: string | null,
    ) =>
      files.length === 0
        ? Promise.resolve()
        : tables
            .insertInto('casesEvidence')
            .values(
              files.map(({ id, doubts, metresOff }) => ({
                caseId,
                fileId: id,
                doubts: [...doubts],
                metresOff,
                part,
                at,
                accountId,
                hiddenAt: null,
                hiddenBy: null,
                hiddenBecause: null,
              })),
            )
            .onConflict((on) => on.columns(['caseId', 'fileId']).doNothing())
            .execute()
            .then(() => undefined),
    contact: (caseId: string) =>
      tables.selectFrom('casesContacts').selectAll().where('caseId', '=', caseId).executeTakeFirst(),
    /** Contacts left with this telephone, as far as they may be told: which case, and the number's ends. */
    contactsBy: (phoneFingerprint: string) =>
      tables
        .selectFrom('casesContacts')
        .select(['caseId', 'nameMasked', 'phoneMasked'])
        .where('phoneFingerprint', '=', phoneFingerprint)
        .limit(1000)
        .execute(),
    forgetContacts: async (phoneFingerprint: string) =>
      Number(
        (await tables.deleteFrom('casesContacts').where('phoneFingerprint', '=', phoneFingerprint).executeTakeFirst())
          .numDeletedRows,
      ),
    /** Hides a photo from the public, or shows it again. */
    hidePhoto: async (
      caseId: string,
      fileId: string,
      hidden: { readonly at: Date; readonly by: string; readonly because: string } | null,
    ) => {
      await tables
        .updateTable('casesEvidence')
        .set({
          hiddenAt: hidden?.at ?? null,
          hiddenBy: hidden?.by ?? null,
          hiddenBecause: hidden?.because ?? null,
        })
        .where('caseId', '=', caseId)
        .where('fileId', '=', fileId)
        .execute()
    },
    /** Prints of the telephones left with these cases; whoever wished not to be named is not told apart by it either. */
    phonePrints: async (caseIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
      const rows = await tables
        .selectFrom('casesContacts')
        .innerJoin('casesCases', 'casesCases.id', 'casesContacts.caseId')
        .select(['casesContacts.caseId', 'casesContacts.phoneFingerprint'])
        .where('casesContacts.caseId', 'in', [...caseIds])
        .where('casesCases.isAnonymous', '=', false)
        .execute()
      return new Map(rows.map((row) => [row.caseId, row.phoneFingerprint]))
    },
    /** Cases since then whose contact is the same telephone, newest first. */
    byPhoneOf: async (caseId: string, since: Date, limit: number) => {
      const rows = await tables
        .selectFrom('casesContacts as mine')
        .innerJoin('casesContacts as theirs', 'theirs.phoneFingerprint', 'mine.phoneFingerprint')
        .innerJoin('casesCases as found', 'found.id', 'theirs.caseId')
        .select('found.id')
        .where('mine.caseId', '=', caseId)
        .where('found.createdAt', '>=', since)
        .where('found.isAnonymous', '=', false)
        .orderBy('found.createdAt', 'desc')
        .limit(limit)
        .execute()
      return rows.map((row) => row.id)
    },
    noteLook: async (look: LookRow) => {
      await tables.insertInto('casesContactLooks').values(look).execute()
    },
    looks: (caseId: string) =>
      tables
        .selectFrom('casesContactLooks')
        .selectAll()
        .where('caseId', '=', caseId)
        .orderBy('at')
        .orderBy('id')
        .limit(200)
        .execute(),
    looseContacts: (limit: number) =>
      tables
        .selectFrom('casesContacts')
        .selectAll()
        .where('isLoose', '=', true)
        .limit(limit)
        .forUpdate()
        .skipLocked()
        .execute(),
    bindContact: async (caseId: string, bound: NewContact) => {
      await tables
        .updateTable('casesContacts')
        .set({ ...bound, isLoose: null })
        .where('caseId', '=', caseId)
        .execute()
    },
    withoutKind: async (limit: number) => {
      const rows = await tables
        .selectFrom('casesCases')
        .select(['id', 'categoryCode'])
        .where('needsKind', '=', true)
        .limit(limit)
        .forUpdate()
        .skipLocked()
        .execute()
      return rows.map(({ id, categoryCode }) => ({ id, kindCode: categoryCode ?? '' }))
    },
    hasKind: async (ids: readonly string[]) => {
      await tables.updateTable('casesCases').set({ needsKind: null }).where('id', 'in', ids).execute()
    },
    set: (
      id: string,
      change: Partial<
        Pick<
          CaseRow,
          | 'categoryCode'
          | 'ownership'
          | 'outcome'
          | 'handlingUnitId'
          | 'handlingUnitName'
          | 'handlerAccountId'
          | 'isPublic'
          | 'isRestricted'
          | 'forwardedAt'
          | 'undoUntil'
          | 'lookedAt'
          | 'titleBecause'
        >
      >,
    ) =>
      tables
        .updateTable('casesCases')
        .set(change)
        .where('id', '=', id)
        .execute()
        .then(() => undefined),
    putCategories: (rows: readonly Readonly<Record<string, unknown>>[]) =>
      sql`insert into cases_categories (code, name, name_en, path, path_en, filing_standard, closing_standard, grade, limits, keywords, points,
            is_manual_only, is_restricted, call_first, is_mapped, version)
          select code, name, name_en, path, path_en, filing_standard, closing_standard, grade, limits, keywords, points, is_manual_only, is_restricted,
            call_first, is_mapped, version
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(code text, name text, name_en text, path text[], path_en text[], filing_standard text,
            closing_standard text, grade smallint, limits jsonb, keywords text[], points int, is_manual_only boolean, is_restricted boolean,
            call_first boolean, is_mapped boolean, version text)
          on conflict (code) do update set path_en = excluded.path_en where cases_categories.path_en is null`.execute(
        db,
      ),
    putSources: (rows: readonly Source[]) =>
      sql`insert into cases_sources (code, letter, name, name_en, start, roles, rank)
          select code, letter, name, "nameEn", start, roles, rank
          from jsonb_to_recordset(${JSON.stringify(rows.map((row, rank) => ({ ...row, rank })))}::jsonb)
            as r(code text, letter text, name text, "nameEn" text, start text, roles text[], rank int)
          on conflict (code) do nothing`.execute(db),
    putSafetyRules: (rules: readonly SafetyRule[]) =>
      sql`insert into cases_safety_rules (code, rule)
          select r->>'code', r from jsonb_array_elements(${JSON.stringify(rules)}::jsonb) as r on conflict (code) do nothing`.execute(
        db,
      ),
    putSpoken: ({ letters, spoken }: Spoken) =>
      sql`insert into cases_spoken (letters, spoken) values (${letters}, ${JSON.stringify(spoken)}::jsonb)
          on conflict (is_only) do nothing`.execute(db),
  }
}
