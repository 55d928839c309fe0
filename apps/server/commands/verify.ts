/** `liren verify audit|points`: walks the audit's hash chain with every anchor kept outside, or the ledger of points day by day. */
import { existsSync, readFileSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Anchor, sealAudit, verifyAudit } from '@liren/kernel/audit'
import { kyselyOn } from '@liren/kernel/database'
import { verifyPoints } from '@liren/points/verify'
import pg from 'pg'
import { configuration, openDatabase } from '../district.ts'
import { print } from '../output.ts'

const readAnchors = (file: string): Anchor[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Anchor)
    : []

export const verify = async (
  what: string,
  options: { readonly json?: boolean; readonly anchors?: string },
): Promise<void> => {
  if (what !== 'audit' && what !== 'points') throw new Error(`"${what}" cannot be verified; known are: audit, points`)
  const config = configuration()
  const database = await openDatabase(config)
  const pool = new pg.Pool({
    connectionString: database.ownerUrl,
    max: 2,
    options: `-c search_path=${config.schema},public`,
  })
  pool.on('error', () => {})
  try {
    if (what === 'points') {
      const verdict = await verifyPoints(kyselyOn(pool))
      print(
        options.json ?? false,
        verdict,
        verdict.ok
          ? `The ledger of points is whole: ${verdict.days} days, its sum is ${verdict.sum}.`
          : `The ledger of points is BROKEN: ${verdict.firstBroken ? `on ${verdict.firstBroken.day} ${verdict.firstBroken.why}` : `${verdict.wrongBalances} balances do not fit, ${verdict.orphans} accounts are missing, the sum is ${verdict.sum}`}.`,
      )
      if (!verdict.ok) process.exitCode = 1
      return
    }
    // Entries committed just before a crash have no seal yet; they are sealed now, in the order they were written.
    while ((await sealAudit(pool, config.schema)) > 0);
    const file = options.anchors ?? join(config.dataFolder, 'audit-anchors.jsonl')
    const verdict = await verifyAudit(pool, readAnchors(file))
    if (verdict.ok && verdict.head)
      await appendFile(file, `${JSON.stringify({ ...verdict.head, at: new Date().toISOString() })}\n`)
    print(
      options.json ?? false,
      verdict,
      verdict.ok
        ? `The audit chain is whole: ${verdict.sealed} entries. Its head is now anchored in ${file}.`
        : `The audit chain is BROKEN at seal ${verdict.firstBroken?.serial} (entry ${verdict.firstBroken?.auditId}): ${verdict.firstBroken?.why}.`,
    )
    if (!verdict.ok) process.exitCode = 1
  } finally {
    await pool.end()
    await database.close()
  }
}
