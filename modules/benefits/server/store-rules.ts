/** Queries about rules, the vocabulary of facts, and doubts about rules. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { Doubt } from '../shapes.ts'

export type RuleRecord = {
  readonly id: string
  readonly version: number
  readonly definition: unknown
  readonly title: string
  readonly state: 'draft' | 'active' | 'retired'
  readonly writtenBy: string | null
  readonly activatedAt: Date | null
}
type DoubtRow = Omit<Doubt, 'saidAt' | 'answeredAt'> & { readonly saidAt: Date; readonly answeredAt: Date | null }

const columns = sql`id, version, definition, title, state, written_by, activated_at`
const doubtColumns = sql`d.id, d.rule_id, coalesce((select r.title from benefits_rules r where r.id = d.rule_id order by r.version desc limit 1),
  d.rule_id) as title, d.kind, d.text, d.area_code, d.said_at, d.answer, d.answered_at`
const toDoubt = (row: DoubtRow): Doubt => ({
  ...row,
  saidAt: row.saidAt.toISOString(),
  answeredAt: row.answeredAt?.toISOString() ?? null,
})

export const ruleStore = (db: Db) => ({
  facts: async (): Promise<Readonly<Record<string, unknown>>> =>
    Object.fromEntries(
      (
        await sql<{ name: string; definition: unknown }>`select name, definition from benefits_facts`.execute(db)
      ).rows.map(({ name, definition }) => [name, definition]),
    ),
  keepFacts: async (facts: Readonly<Record<string, unknown>>) => {
    for (const [name, definition] of Object.entries(facts))
      await sql`insert into benefits_facts (name, definition) values (${name}, ${JSON.stringify(definition)}::jsonb)
        on conflict (name) do update set definition = excluded.definition`.execute(db)
  },
  active: async (ids?: readonly string[]): Promise<readonly RuleRecord[]> =>
    (
      await sql<RuleRecord>`select ${columns} from benefits_rules
        where state = 'active' and ${ids ? sql`id = any(${[...ids]}::text[])` : sql`true`} order by id`.execute(db)
    ).rows,
  these: async (rules: readonly { readonly id: string; readonly version: number }[]): Promise<readonly RuleRecord[]> =>
    (
      await sql<RuleRecord>`select ${columns} from benefits_rules
        where (id, version) in (select * from unnest(${rules.map(({ id }) => id)}::text[], ${rules.map(({ version }) => version)}::int[]))
        order by id, version`.execute(db)
    ).rows,
  list: async (asked: {
    readonly state: string | undefined
    readonly q: string | undefined
    readonly after: readonly string[]
    readonly limit: number
  }): Promise<readonly RuleRecord[]> => {
    const [id, version] = asked.after
    return (
      await sql<RuleRecord>`select ${columns} from benefits_rules
        where ${asked.state ? sql`state = ${asked.state}` : sql`true`}
          and ${asked.q ? sql`(title ilike ${`%${asked.q.replace(/[%_\\]/g, '\\$&')}%`} or id = ${asked.q})` : sql`true`}
          and ${id === undefined ? sql`true` : sql`(id, version) > (${id}, ${Number(version ?? 0)})`}
        order by id, version limit ${asked.limit}`.execute(db)
    ).rows
  },
  find: async (id: string, version: number, isLocked = false): Promise<RuleRecord | undefined> =>
    (
      await sql<RuleRecord>`select ${columns} from benefits_rules where id = ${id} and version = ${version}
        ${isLocked ? sql`for update` : sql``}`.execute(db)
    ).rows[0],
  isKnown: async (id: string): Promise<boolean> =>
    (await sql`select 1 from benefits_rules where id = ${id} limit 1`.execute(db)).rows.length > 0,
  /** False when that version is there already. */
  insert: async (rule: RuleRecord, at: Date): Promise<boolean> =>
    (
      await sql`insert into benefits_rules (id, version, definition, title, state, written_by, written_at, activated_at)
        values (${rule.id}, ${rule.version}, ${JSON.stringify(rule.definition)}::jsonb, ${rule.title}, ${rule.state}, ${rule.writtenBy}, ${at},
          ${rule.activatedAt}) on conflict do nothing`.execute(db)
    ).numAffectedRows === 1n,
  retireActive: async (id: string, at: Date) => {
    await sql`update benefits_rules set state = 'retired', retired_at = ${at} where id = ${id} and state = 'active'`.execute(
      db,
    )
  },
  activate: async (id: string, version: number, by: string | null, at: Date) => {
    await sql`update benefits_rules set state = 'active', activated_by = ${by}, activated_at = ${at}
      where id = ${id} and version = ${version}`.execute(db)
  },

  addDoubt: async (
    row: {
      readonly id: string
      readonly ruleId: string
      readonly kind: string
      readonly text: string
      readonly area: string
    },
    by: string | null,
    at: Date,
  ) => {
    await sql`insert into benefits_doubts (id, rule_id, kind, text, area_code, said_by, said_at)
      values (${row.id}, ${row.ruleId}, ${row.kind}, ${row.text}, ${row.area}, ${by}, ${at})`.execute(db)
  },
  doubt: async (id: string): Promise<Doubt | undefined> =>
    (await sql<DoubtRow>`select ${doubtColumns} from benefits_doubts d where d.id = ${id}`.execute(db)).rows.map(
      toDoubt,
    )[0],
  doubts: async (isOpen: boolean | undefined, after: string | undefined, limit: number): Promise<readonly Doubt[]> =>
    (
      await sql<DoubtRow>`select ${doubtColumns} from benefits_doubts d
        where ${isOpen === undefined ? sql`true` : isOpen ? sql`d.answered_at is null` : sql`d.answered_at is not null`}
          and ${after === undefined ? sql`true` : sql`d.id < ${after}::uuid`}
        order by d.id desc limit ${limit}`.execute(db)
    ).rows.map(toDoubt),
  answerDoubt: async (id: string, answer: string, by: string | null, at: Date): Promise<boolean> =>
    (
      await sql`update benefits_doubts set answer = ${answer}, answered_by = ${by}, answered_at = ${at}
        where id = ${id} and answered_at is null`.execute(db)
    ).numAffectedRows === 1n,
})
