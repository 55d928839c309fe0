/** Every query of this module. No other module reads these tables. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { ClaimName } from '../claims.ts'

type Words = { readonly 'zh-CN': string; readonly en: string }
export type ClientRecord = {
  toolId: string
  name: Words
  summary: Words
  unit: Words
  icon: string
  url: string
  redirectUrls: string[]
  claims: ClaimName[]
  isThere: boolean
  isOn: boolean
  secretSealed: string | null
  secretAt: Date | null
  lastSignOnAt: Date | null
}
export type ConsentRecord = {
  accountId: string
  toolId: string
  claims: ClaimName[]
  grantDigest: string | null
  grantSealed: string | null
  givenAt: Date
  lastPassedAt: Date | null
}
export type TokenRecord = {
  model: string
  digest: string
  payload: string
  grantDigest: string | null
  uidDigest: string | null
  consumedAt: Date | null
  expiresAt: Date
}
/** Whose session of the house a session of the provider stands on; other models have neither. */
type Standing = { sessionId: string | null; accountId: string | null }
export type KeyRecord = {
  generation: number
  kid: string
  sealed: string
  madeAt: Date
  signsAt: Date
  retiresAt: Date | null
}
const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`
const clientColumns = sql`c.tool_id, c.name, c.summary, c.unit, c.icon, c.url, c.redirect_urls, c.claims, c.is_there, c.is_on,
  c.secret_sealed, c.secret_at, c.last_sign_on_at`
const consentColumns = sql`account_id, tool_id, claims, grant_digest, grant_sealed, given_at, last_passed_at`

export const clientStore = (db: Db) => ({
  keep: async (
    tool: Pick<ClientRecord, 'toolId' | 'name' | 'summary' | 'unit' | 'icon' | 'url' | 'redirectUrls' | 'claims'>,
    at: Date,
  ): Promise<void> => {
    await sql`insert into sign_on_clients (tool_id, name, summary, unit, icon, url, redirect_urls, claims, is_there, changed_at)
      values (${tool.toolId}, ${json(tool.name)}, ${json(tool.summary)}, ${json(tool.unit)}, ${tool.icon}, ${tool.url},
        ${tool.redirectUrls}::text[], ${tool.claims}::text[], true, ${at})
      on conflict (tool_id) do update set name = excluded.name, summary = excluded.summary, unit = excluded.unit, icon = excluded.icon,
        url = excluded.url, redirect_urls = excluded.redirect_urls, claims = excluded.claims, is_there = true, changed_at = excluded.changed_at
      where sign_on_clients.changed_at <= excluded.changed_at`.execute(db)
  },
  takeAway: async (toolId: string, at: Date): Promise<void> => {
    await sql`update sign_on_clients set is_there = false, changed_at = ${at} where tool_id = ${toolId} and changed_at <= ${at}`.execute(
      db,
    )
  },
  one: async (toolId: string): Promise<ClientRecord | null> => {
    const { rows } =
      await sql<ClientRecord>`select ${clientColumns} from sign_on_clients c where tool_id = ${toolId}`.execute(db)
    return rows[0] ?? null
  },
  all: async (): Promise<readonly (ClientRecord & { people: number })[]> => {
    const { rows } = await sql<ClientRecord & { people: number }>`select ${clientColumns},
      (select count(*)::int from sign_on_consents s where s.tool_id = c.tool_id) as people
      from sign_on_clients c order by c.tool_id limit 500`.execute(db)
    return rows
  },
  setSecret: async (toolId: string, sealed: string, at: Date): Promise<void> => {
    await sql`update sign_on_clients set secret_sealed = ${sealed}, secret_at = ${at} where tool_id = ${toolId}`.execute(
      db,
    )
  },
  turn: async (toolId: string, isOn: boolean): Promise<void> => {
    await sql`update sign_on_clients set is_on = ${isOn} where tool_id = ${toolId}`.execute(db)
  },
  signedOn: async (toolId: string, at: Date): Promise<void> => {
    await sql`update sign_on_clients set last_sign_on_at = ${at} where tool_id = ${toolId}`.execute(db)
  },
  keepUse: async (use: { toolId: string; area: string; isOn: boolean; untilOn: string | null }): Promise<void> => {
    await sql`insert into sign_on_uses (tool_id, area_code, is_on, until_on) values (${use.toolId}, ${use.area}, ${use.isOn}, ${use.untilOn})
      on conflict (tool_id, area_code) do update set is_on = excluded.is_on, until_on = excluded.until_on`.execute(db)
  },
  areasOf: async (toolId: string, today: string): Promise<readonly string[]> => {
    const { rows } = await sql<{ areaCode: string }>`select area_code from sign_on_uses
      where tool_id = ${toolId} and is_on and (until_on is null or until_on >= ${today}::date) limit 2000`.execute(db)
    return rows.map(({ areaCode }) => areaCode)
  },
})

export const consentStore = (db: Db) => ({
  of: async (accountId: string): Promise<readonly (ConsentRecord & Pick<ClientRecord, 'name' | 'unit' | 'icon'>)[]> => {
    const { rows } = await sql<ConsentRecord & Pick<ClientRecord, 'name' | 'unit' | 'icon'>>`
      select s.account_id, s.tool_id, s.claims, s.grant_digest, s.grant_sealed, s.given_at, s.last_passed_at, c.name, c.unit, c.icon
      from sign_on_consents s join sign_on_clients c on c.tool_id = s.tool_id where s.account_id = ${accountId} order by s.given_at desc limit 200`.execute(
      db,
    )
    return rows
  },
  one: async (accountId: string, toolId: string): Promise<ConsentRecord | null> => {
    const { rows } = await sql<ConsentRecord>`select ${consentColumns} from sign_on_consents
      where account_id = ${accountId} and tool_id = ${toolId}`.execute(db)
    return rows[0] ?? null
  },
  give: async (row: { accountId: string; toolId: string; claims: readonly string[]; at: Date }): Promise<void> => {
    await sql`insert into sign_on_consents (account_id, tool_id, claims, given_at) values (${row.accountId}, ${row.toolId}, ${[...row.claims]}::text[], ${row.at})
      on conflict (account_id, tool_id) do update set claims = excluded.claims, given_at = excluded.given_at`.execute(
      db,
    )
  },
  setGrant: async (accountId: string, toolId: string, digest: string, sealed: string): Promise<void> => {
    await sql`update sign_on_consents set grant_digest = ${digest}, grant_sealed = ${sealed} where account_id = ${accountId} and tool_id = ${toolId}`.execute(
      db,
    )
  },
  passed: async (accountId: string, toolId: string, at: Date): Promise<void> => {
    await sql`update sign_on_consents set last_passed_at = ${at} where account_id = ${accountId} and tool_id = ${toolId}`.execute(
      db,
    )
  },
  withdraw: async (accountId: string, toolId: string): Promise<boolean> => {
    const { numAffectedRows } =
      await sql`delete from sign_on_consents where account_id = ${accountId} and tool_id = ${toolId}`.execute(db)
    return numAffectedRows === 1n
  },
})

export const tokenStore = (db: Db) => ({
  /** Codes and refresh tokens are used once: whoever reads one to use it holds it until their act is over. */
  find: async (model: string, digest: string): Promise<TokenRecord | null> => {
    const { rows } =
      await sql<TokenRecord>`select model, digest, payload, grant_digest, uid_digest, consumed_at, expires_at from sign_on_tokens
      where model = ${model} and digest = ${digest} ${model === 'AuthorizationCode' || model === 'RefreshToken' ? sql`for update` : sql``}`.execute(
        db,
      )
    return rows[0] ?? null
  },
  findByUid: async (model: string, uidDigest: string): Promise<TokenRecord | null> => {
    const { rows } =
      await sql<TokenRecord>`select model, digest, payload, grant_digest, uid_digest, consumed_at, expires_at from sign_on_tokens
      where model = ${model} and uid_digest = ${uidDigest}`.execute(db)
    return rows[0] ?? null
  },
  keep: async (row: Omit<TokenRecord, 'consumedAt'> & Standing): Promise<void> => {
    await sql`insert into sign_on_tokens (model, digest, payload, grant_digest, uid_digest, session_id, account_id, expires_at)
      values (${row.model}, ${row.digest}, ${row.payload}, ${row.grantDigest}, ${row.uidDigest}, ${row.sessionId}, ${row.accountId}, ${row.expiresAt})
      on conflict (model, digest) do update set payload = excluded.payload, grant_digest = excluded.grant_digest,
        uid_digest = excluded.uid_digest, expires_at = excluded.expires_at, account_id = excluded.account_id,
        session_id = coalesce(excluded.session_id, sign_on_tokens.session_id)`.execute(db)
  },
  /** With its session, whatever was given out under it is worth nothing: tokens are looked at together with their session. */
  endSession: async (sessionId: string): Promise<number> => {
    const { numAffectedRows } = await sql`delete from sign_on_tokens where session_id = ${sessionId}`.execute(db)
    return Number(numAffectedRows ?? 0n)
  },
  endSessionsOf: async (accountId: string): Promise<number> => {
    const { numAffectedRows } = await sql`delete from sign_on_tokens where account_id = ${accountId}`.execute(db)
    return Number(numAffectedRows ?? 0n)
  },
  consume: async (model: string, digest: string, at: Date): Promise<void> => {
    await sql`update sign_on_tokens set consumed_at = ${at} where model = ${model} and digest = ${digest}`.execute(db)
  },
  drop: async (model: string, digest: string): Promise<void> => {
    await sql`delete from sign_on_tokens where model = ${model} and digest = ${digest}`.execute(db)
  },
  dropGrant: async (grantDigest: string, model?: string): Promise<void> => {
    await sql`delete from sign_on_tokens where grant_digest = ${grantDigest} ${model ? sql`and model = ${model}` : sql``}`.execute(
      db,
    )
  },
  sweep: async (now: Date): Promise<number> => {
    const { numAffectedRows } = await sql`delete from sign_on_tokens where expires_at < ${now}`.execute(db)
    return Number(numAffectedRows ?? 0n)
  },
})

export const keyStore = (db: Db) => ({
  living: async (now: Date): Promise<readonly KeyRecord[]> => {
    const { rows } =
      await sql<KeyRecord>`select generation, kid, sealed, made_at, signs_at, retires_at from sign_on_keys
      where retires_at is null or retires_at > ${now} order by generation desc`.execute(db)
    return rows
  },
  /** Two processes that make the next generation at once: one of them wins, both use the winner’s. */
  add: async (key: KeyRecord): Promise<void> => {
    await sql`insert into sign_on_keys (generation, kid, sealed, made_at, signs_at, retires_at)
      values (${key.generation}, ${key.kid}, ${key.sealed}, ${key.madeAt}, ${key.signsAt}, ${key.retiresAt}) on conflict (generation) do nothing`.execute(
      db,
    )
  },
  retire: async (before: number, at: Date): Promise<void> => {
    await sql`update sign_on_keys set retires_at = ${at} where generation < ${before} and retires_at is null`.execute(
      db,
    )
  },
  bury: async (now: Date): Promise<void> => {
    await sql`delete from sign_on_keys where retires_at < ${now}`.execute(db)
  },
})
