/** Queries about publishers and the keys they are known by. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { ToolDocument } from '../document/document.ts'

export type KeyRow = {
  keyId: string
  publisher: string
  trustedAt: Date
  revokedAt: Date | null
  versions: number
}

export const keyStore = (db: Db) => ({
  publishers: async (after: string | null, limit: number) => {
    const { rows } = await sql<{ publisher: string; tools: number; unit: ToolDocument['name'] | null }>`
      select p.publisher, count(t.id)::int as tools, (array_agg(t.head -> 'unit' order by t.id) filter (where t.id is not null))[1] as unit
      from (select publisher from tool_library_tools union select publisher from tool_library_keys) as p
        left join tool_library_tools t on t.publisher = p.publisher
      where ${after}::text is null or p.publisher > ${after}::text
      group by p.publisher order by p.publisher limit ${limit}`.execute(db)
    return rows
  },
  keysOf: async (publishers: readonly string[], keyId: string | null = null): Promise<readonly KeyRow[]> => {
    const { rows } = await sql<KeyRow>`select k.key_id, k.publisher, k.trusted_at, k.revoked_at,
        (select count(*)::int from tool_library_versions v where v.signature ->> 'keyId' = k.key_id and v.signature ->> 'publisher' = k.publisher) as versions
      from tool_library_keys k where k.publisher = any(${publishers}::text[]) and (${keyId}::text is null or k.key_id = ${keyId}::text)
      order by k.publisher, k.trusted_at desc`.execute(db)
    return rows
  },
  trust: async (key: {
    readonly keyId: string
    readonly publisher: string
    readonly publicKey: string
    readonly at: Date
    readonly by: string | null
  }): Promise<boolean> => {
    const { numAffectedRows } =
      await sql`insert into tool_library_keys (key_id, publisher, public_key, trusted_at, trusted_by)
      select ${key.keyId}, ${key.publisher}, ${key.publicKey}, ${key.at}, ${key.by}
      where not exists (select from tool_library_keys where key_id = ${key.keyId} and revoked_at is not null) on conflict do nothing`.execute(
        db,
      )
    return Number(numAffectedRows ?? 0) > 0
  },
  /** Publishers whose published versions are signed with a key, or leave the house under it because nobody signed them. */
  signedFor: async (keyId: string): Promise<readonly string[]> => {
    const { rows } = await sql<{
      publisher: string
    }>`select distinct t.publisher from tool_library_versions v
        join tool_library_tools t on t.id = v.tool_id and t.kind <> 'native'
      where v.state = 'published' and (v.signature is null or v.signature ->> 'keyId' = ${keyId}) order by 1 limit 500`.execute(
      db,
    )
    return rows.map(({ publisher }) => publisher)
  },
  /** Whose it was, be it of several; null where it is not trusted anyway. */
  revoke: async (keyId: string, at: Date): Promise<string | null> => {
    const { rows } = await sql<{ publisher: string }>`update tool_library_keys set revoked_at = ${at}
      where key_id = ${keyId} and revoked_at is null returning publisher`.execute(db)
    return rows[0]?.publisher ?? null
  },
})
