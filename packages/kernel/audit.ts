/** The audit's hash chain: entries are sealed in batches after commit, verified by anyone, anchored outside the database. */
import { createHash } from 'node:crypto'
import type pg from 'pg'
// Sets how numbers come back: serials and counts are numbers here.
import { ask } from './database.ts'

type Row = {
  id: number
  at: Date
  actor_id: string | null
  actor_kind: string
  for_person_id: string | null
  action: string
  object: string | null
  area_code: string | null
  result: string
  facts: string
  request_id: string
  origin: string | null
}

const columns = `a.id, a.at, a.actor_id, a.actor_kind, a.for_person_id, a.action, a.object, a.area_code, a.result,
  a.facts::text as facts, a.request_id, a.origin`

/** The hash of nothing, before the first entry. */
export const genesis: Buffer = createHash('sha256').update('liren audit').digest()

/** SHA-256 over the hash before and the entry's fields, each with its length in front. */
export const sealOf = (before: Buffer, row: Row): Buffer => {
  const hash = createHash('sha256').update(before)
  const fields = [
    row.id,
    row.at.toISOString(),
    row.actor_id,
    row.actor_kind,
    row.for_person_id,
    row.action,
    row.object,
    row.area_code,
    row.result,
    row.facts,
    row.request_id,
    row.origin,
  ]
  for (const field of fields) {
    const text = field === null ? '' : String(field)
    hash.update(`${field === null ? '-' : Buffer.byteLength(text)}:`).update(text)
  }
  return hash.digest()
}

/**
 * Seals committed entries that have no seal yet. One process at a time, by an advisory lock.
 * @returns how many were sealed.
 */
export const sealAudit = async (pool: pg.Pool, schema: string, batch = 2000): Promise<number> => {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rows: lock } = await client.query<{ ok: boolean }>(
      `select pg_try_advisory_xact_lock(hashtext('liren-seal'), hashtext($1)) as ok`,
      [schema],
    )
    if (!lock[0]?.ok) {
      await client.query('rollback')
      return 0
    }
    const { rows: heads } = await client.query<{ serial: number; hash: Buffer }>(
      'select serial, hash from kernel_audit_seals order by serial desc limit 1',
    )
    // Transactions commit out of order: look back far enough that none is passed over for good.
    const { rows } = await client.query<Row>({
      name: 'audit-unsealed',
      text: `select ${columns} from kernel_audit a
        where a.id > (select coalesce(max(audit_id), 0) - 20000 from kernel_audit_seals)
          and not exists (select from kernel_audit_seals s where s.audit_id = a.id)
        order by a.id limit $1`,
      values: [batch],
    })
    let serial = heads[0]?.serial ?? 0
    let hash = heads[0]?.hash ?? genesis
    const seals = rows.map((row) => {
      serial += 1
      hash = sealOf(hash, row)
      return { serial, audit_id: row.id, hash: hash.toString('hex') }
    })
    if (seals.length > 0)
      await client.query({
        name: 'audit-seal',
        text: `insert into kernel_audit_seals (serial, audit_id, hash)
          select serial, audit_id, decode(hash, 'hex') from jsonb_to_recordset($1::jsonb) as s(serial bigint, audit_id bigint, hash text)`,
        values: [JSON.stringify(seals)],
      })
    await client.query('commit')
    return seals.length
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/** What verifying found. `firstBroken` names the entry where chain and content part. */
export type Verdict = {
  readonly ok: boolean
  readonly sealed: number
  readonly unsealed: number
  readonly firstBroken: { readonly serial: number; readonly auditId: number; readonly why: string } | null
  readonly head: { readonly serial: number; readonly hash: string } | null
}

/** An anchor kept outside the database: the chain must still pass through it. */
export type Anchor = { readonly serial: number; readonly hash: string }

/** Walks the whole chain in pages. */
export const verifyAudit = async (
  client: Pick<pg.ClientBase | pg.Pool, 'query'>,
  anchors: readonly Anchor[] = [],
): Promise<Verdict> => {
  const anchored = new Map(anchors.map((anchor) => [anchor.serial, anchor.hash]))
  const query = client.query.bind(client) as pg.Pool['query']
  let hash = genesis
  let serial = 0
  let firstBroken: Verdict['firstBroken'] = null
  for (;;) {
    const { rows } = await query<Row & { serial: number; hash: Buffer; audit_id: number; found: number | null }>(
      `select s.serial, s.hash, s.audit_id, a.id as found, ${columns} from kernel_audit_seals s
       left join kernel_audit a on a.id = s.audit_id where s.serial > $1 order by s.serial limit 5000`,
      [serial],
    )
    if (rows.length === 0) break
    for (const row of rows) {
      const broken = (why: string) => ({ serial: row.serial, auditId: row.audit_id, why })
      if (row.serial !== serial + 1) firstBroken = broken('a seal is missing before this one')
      else if (row.found === null) firstBroken = broken('the entry is gone')
      else {
        hash = sealOf(hash, row)
        if (!hash.equals(row.hash)) firstBroken = broken('the entry or its seal was changed')
        else if (anchored.has(row.serial) && anchored.get(row.serial) !== hash.toString('hex'))
          firstBroken = broken('the chain does not pass through its anchor')
      }
      if (firstBroken) break
      serial = row.serial
    }
    if (firstBroken) break
  }
  for (const anchor of anchors)
    if (!firstBroken && anchor.serial > serial)
      firstBroken = { serial: anchor.serial, auditId: 0, why: 'the chain ends before its anchor' }
  const { rows: open } = await ask<{ count: number }>(
    client,
    'select count(*) as count from kernel_audit a where not exists (select from kernel_audit_seals s where s.audit_id = a.id)',
  )
  return {
    ok: firstBroken === null,
    sealed: serial,
    unsealed: open[0]?.count ?? 0,
    firstBroken,
    head: serial === 0 ? null : { serial, hash: hash.toString('hex') },
  }
}
