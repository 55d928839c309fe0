/** Queries on sources, safety words and words that are not shown to everybody, as the district changes them. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { ModerationWord } from '../moderation.ts'
import type { SafetyRule } from '../safety.ts'
import type { Source } from '../source.ts'

export type WordingPart = 'source' | 'safety' | 'moderation'
export type WordingChange = {
  readonly id: string
  readonly part: WordingPart
  readonly code: string
  readonly at: Date
  readonly byId: string | null
  readonly byName: string
  readonly before: unknown
  readonly after: unknown
}

export const wordingStore = (db: Db) => ({
  moderationWords: async (): Promise<readonly ModerationWord[]> =>
    (await sql<ModerationWord>`select word, kind from cases_moderation_words order by kind, word`.execute(db)).rows,

  /** The whole list anew. */
  setModerationWords: async (words: readonly ModerationWord[]) => {
    await sql`delete from cases_moderation_words`.execute(db)
    await sql`insert into cases_moderation_words (word, kind)
      select word, kind from jsonb_to_recordset(${JSON.stringify(words)}::jsonb) as r(word text, kind text)`.execute(db)
  },
  putModerationWords: (words: readonly ModerationWord[]) =>
    sql`insert into cases_moderation_words (word, kind)
      select word, kind from jsonb_to_recordset(${JSON.stringify(words)}::jsonb) as r(word text, kind text)
      on conflict (word) do nothing`.execute(db),

  /** One change at a time: what was read stands until it is written. */
  lock: () => sql`select pg_advisory_xact_lock(hashtext('cases:wording'))`.execute(db),

  putSource: ({ code, letter, name, nameEn, start, roles }: Source) =>
    sql`insert into cases_sources (code, letter, name, name_en, start, roles, rank)
      values (${code}, ${letter}, ${name}, ${nameEn}, ${start}, ${[...roles]}::text[],
        (select coalesce(max(rank), 0) + 1 from cases_sources))
      on conflict (code) do update set name = excluded.name, name_en = excluded.name_en, start = excluded.start, roles = excluded.roles`.execute(
      db,
    ),

  putSafetyRule: (rule: SafetyRule) =>
    sql`insert into cases_safety_rules (code, rule) values (${rule.code}, ${JSON.stringify(rule)}::jsonb)
      on conflict (code) do update set rule = excluded.rule`.execute(db),

  dropSafetyRule: (code: string) => sql`delete from cases_safety_rules where code = ${code}`.execute(db),

  keepChange: (change: Omit<WordingChange, 'id'>) =>
    sql`insert into cases_wording_changes (part, code, at, by_id, by_name, before, after)
      values (${change.part}, ${change.code}, ${change.at}, ${change.byId}::uuid, ${change.byName},
        ${change.before === null ? null : JSON.stringify(change.before)}::jsonb,
        ${change.after === null ? null : JSON.stringify(change.after)}::jsonb)`.execute(db),

  changes: async (): Promise<readonly WordingChange[]> =>
    (
      await sql<WordingChange>`select id::text as id, part, code, at, by_id, by_name, before, after
        from cases_wording_changes order by cases_wording_changes.id desc limit 50`.execute(db)
    ).rows,
})
