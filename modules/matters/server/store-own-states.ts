/** Queries on the states communities added. */
import { areaPrefix, type Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { Phase } from '../process.ts'
import type { BothWords } from '../views.ts'
import { inside } from './lists.ts'

export type OwnState = {
  /** `''`: added for the whole platform. */
  readonly areaCode: string
  readonly process: string
  readonly state: string
  readonly word: BothWords
  readonly phase: Phase
}

type Given = Omit<OwnState, 'areaCode' | 'word'> & { readonly word: string; readonly wordEn: string | null }

export const ownStateStore = (db: Db) => ({
  all: async (): Promise<readonly OwnState[]> =>
    (
      await sql<OwnState>`select area_code, process, state, phase,
        json_build_object('zh-CN', word, 'en', coalesce(word_en, word)) as word from matters_own_states
        order by process, state, area_code limit 500`.execute(db)
    ).rows,

  /** All of one area anew. */
  replace: async (areaCode: string, states: readonly Given[]) => {
    await sql`delete from matters_own_states where area_code = ${areaCode}`.execute(db)
    await sql`insert into matters_own_states (area_code, prefix, process, state, word, word_en, phase)
      select ${areaCode}, ${areaPrefix(areaCode)}, process, state, word, "wordEn", phase
      from jsonb_to_recordset(${JSON.stringify(states)}::jsonb) as r(process text, state text, word text, "wordEn" text, phase text)`.execute(
      db,
    )
  },

  /** How many open matters of the area stand in a state. */
  standing: async (areaCode: string, process: string, state: string): Promise<number> => {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from (
      select 1 from matters_matters m where m.process = ${process} and m.state = ${state} and m.closed_at is null
        and ${areaCode === '' ? sql`true` : inside('m.area_code', areaPrefix(areaCode))} limit 1000) few`.execute(db)
    return rows[0]?.count ?? 0
  },
})
