/** `liren verify audit`: walks the hash chain from the first entry to the last, and through every anchor kept outside. */
import { existsSync, readFileSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Anchor, sealAudit, verifyAudit } from '@liren/kernel/audit'
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
  if (what !== 'audit') throw new Error(`"${what}" cannot be verified; known is: audit`)
  const config = configuration()
  const database = await openDatabase(config)
  const pool = new pg.Pool({
    connectionString: database.ownerUrl,
    max: 2,
    options: `-c search_path=${config.schema},public`,
  })
  pool.on('error', () => {})
  try {
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
