/** Backup and restore without outside tools: one consistent snapshot over COPY, one file, checked table by table. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { Readable, Transform, type Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

const format = 'liren-backup-1'

/** First frame of the file. `migrations` says how far the schema was; restoring goes exactly that far before loading. */
export type BackupHead = {
  readonly format: typeof format
  readonly at: string
  readonly schema: string
  readonly migrations: readonly { readonly module: string; readonly name: string }[]
  /** Tells whether the keys at hand can open what is sealed inside, without saying anything about them. */
  readonly keysFingerprint: string
  /** How many tables follow; backups from before it was counted do not say. */
  readonly tables?: number
}
type Section =
  | {
      readonly kind: 'table'
      readonly schema: 'district' | 'jobs'
      readonly table: string
      readonly columns: readonly string[]
    }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'end'; readonly tables: Readonly<Record<string, number>>; readonly files: number }

export type BackupCounts = {
  readonly tables: Readonly<Record<string, number>>
  readonly files: number
  readonly bytes: number
}
type Progress = (what: string, done: number, total: number) => void

const frame = (bytes: Uint8Array) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}
const json = (value: unknown) => Buffer.from(JSON.stringify(value))
const put = async (out: Writable, bytes: Buffer) => {
  if (!out.write(bytes)) await new Promise((resume) => out.once('drain', resume))
}

/** Wraps each chunk of a source into a frame. */
const framing = () =>
  new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, chunk.length === 0 ? undefined : frame(chunk)),
  })

/** Pours a source into the backup as frames, then the empty frame that ends a section. */
const pour = async (source: Readable, out: Writable) => {
  for await (const chunk of source.pipe(framing())) await put(out, chunk as Buffer)
  await put(out, frame(Buffer.alloc(0)))
}

const tablesOf = async (client: pg.ClientBase, schema: string): Promise<{ table: string; columns: string[] }[]> => {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select c.relname as "table", array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = to_regnamespace($1) and c.relkind in ('r', 'p') and not c.relispartition
     group by c.oid, c.relname order by c.relname`,
    [schema],
  )
  return rows
}

/** Tables so ordered that each comes after those its foreign keys point at. */
const inOrderOfKeys = async (client: pg.ClientBase, schema: string) => {
  const tables = await tablesOf(client, schema)
  const { rows } = await client.query<{ child: string; parent: string }>(
    `select c.relname as child, p.relname as parent from pg_constraint k
     join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
     where k.contype = 'f' and c.relnamespace = to_regnamespace($1) and c.oid <> p.oid`,
    [schema],
  )
  const ordered: typeof tables = []
  const visiting = new Set<string>()
  const visit = (one: (typeof tables)[number]) => {
    if (ordered.includes(one) || visiting.has(one.table)) return
    visiting.add(one.table)
    for (const { child, parent } of rows)
      if (child === one.table) {
        const found = tables.find((table) => table.table === parent)
        if (found) visit(found)
      }
    ordered.push(one)
  }
  for (const table of tables) visit(table)
  return ordered
}

const quoted = (schema: string, table: string) => `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`
// Written by the machinery of the running instance; a restored district starts its own.
const skipped = new Set(['kernel_migrations', 'version', 'instance', 'bam', 'warning', 'queue_stats'])

async function* filesBelow(folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else if (entry.isFile() && !entry.name.endsWith('.part')) yield path
  }
}

export type BackupOptions = {
  readonly ownerUrl: string
  readonly schema: string
  readonly to: string
  /** Uploaded files on local disk, if that is where they are kept. */
  readonly filesFolder: string | null
  readonly keysFingerprint: string
  readonly progress?: Progress
}

/** Writes one file holding the district as it was at one instant. Written beside and renamed: never half a backup. */
export const backup = async (options: BackupOptions): Promise<BackupCounts> => {
  const { schema, progress = () => {} } = options
  const client = new pg.Client({ connectionString: options.ownerUrl })
  client.on('error', () => {})
  await client.connect()
  await mkdir(dirname(options.to), { recursive: true })
  const part = `${options.to}.part`
  const out = createGzip({ level: 6 })
  const written = pipeline(out, createWriteStream(part, { mode: 0o600 }))
  const counts: Record<string, number> = {}
  let files = 0
  try {
    await client.query('begin isolation level repeatable read read only')
    const { rows: migrations } = await client.query<{ module: string; name: string }>(
      `select module, name from ${quoted(schema, 'kernel_migrations')} order by at, module, name`,
    )
    const sections = [
      ...(await inOrderOfKeys(client, schema)).map((one) => ({ ...one, schema: 'district' as const, name: schema })),
      ...(await inOrderOfKeys(client, `${schema}_jobs`)).map((one) => ({
        ...one,
        schema: 'jobs' as const,
        name: `${schema}_jobs`,
      })),
    ].filter((one) => !skipped.has(one.table))
    const head: BackupHead = {
      format,
      at: new Date().toISOString(),
      schema,
      migrations,
      keysFingerprint: options.keysFingerprint,
      tables: sections.length,
    }
    await put(out, frame(json(head)))
    for (const [index, one] of sections.entries()) {
      progress('tables', index, sections.length)
      const section: Section = { kind: 'table', schema: one.schema, table: one.table, columns: one.columns }
      await put(out, frame(json(section)))
      const list = one.columns.map((column) => pg.escapeIdentifier(column)).join(', ')
      const stream = client.query(copyTo(`copy (select ${list} from ${quoted(one.name, one.table)}) to stdout`))
      await pour(stream, out)
      counts[`${one.schema}.${one.table}`] = stream.rowCount
    }
    progress('tables', sections.length, sections.length)
    if (options.filesFolder)
      for await (const path of filesBelow(options.filesFolder)) {
        const section: Section = { kind: 'file', path: relative(options.filesFolder, path).split(sep).join('/') }
        await put(out, frame(json(section)))
        await pour(createReadStream(path), out)
        files += 1
      }
    const end: Section = { kind: 'end', tables: counts, files }
    await put(out, frame(json(end)))
    await client.query('commit')
    out.end()
    await written
    await rename(part, options.to)
  } finally {
    out.destroy()
    await client.end()
  }
  return { tables: counts, files, bytes: (await stat(options.to)).size }
}

/** Reads frames back from the compressed stream, one at a time. */
const reader = (path: string) => {
  const source = createReadStream(path).pipe(createGunzip())
  // Whoever reads on meets the error in the loop below; whoever has stopped reading need not hear of it.
  source.on('error', () => {})
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let held: Buffer = Buffer.alloc(0)
  const need = async (count: number) => {
    const pieces = [held]
    let have = held.length
    while (have < count) {
      const next = await chunks.next()
      if (next.done) throw new Error('the backup ends too early: it is damaged or incomplete')
      pieces.push(next.value)
      have += next.value.length
    }
    held = pieces.length === 1 ? held : Buffer.concat(pieces)
    const taken = held.subarray(0, count)
    held = held.subarray(count)
    return taken
  }
  const next = async (): Promise<Buffer> => {
    const length = (await need(4)).readUInt32BE()
    return length === 0 ? Buffer.alloc(0) : need(length)
  }
  return {
    next,
    parsed: async <T>() => JSON.parse((await next()).toString()) as T,
    /** The frames up to the end of a section. */
    section: async function* () {
      for (let bytes = await next(); bytes.length > 0; bytes = await next()) yield Buffer.from(bytes)
    },
    close: () => source.destroy(),
  }
}

/** Reads only what the backup says of itself. */
export const readHead = async (path: string): Promise<BackupHead> => {
  const frames = reader(path)
  try {
    const head = await frames.parsed<BackupHead>()
    if (head.format !== format) throw new Error(`"${path}" is not a backup this version can read`)
    return head
  } finally {
    frames.close()
  }
}

export type RestoreOptions = {
  readonly ownerUrl: string
  readonly schema: string
  readonly from: string
  readonly filesFolder: string | null
  /** Brings the empty schema exactly as far as the backup's own. */
  readonly prepare: (migrations: BackupHead['migrations']) => Promise<void>
  readonly progress?: Progress
}

/**
 * Loads a backup into an empty schema, in one transaction: all of it or nothing.
 * @throws Error when the schema already holds rows, or counts do not add up.
 */
export const restore = async (options: RestoreOptions): Promise<BackupCounts> => {
  const { schema, progress = () => {} } = options
  const head = await readHead(options.from)
  await options.prepare(head.migrations)
  const client = new pg.Client({ connectionString: options.ownerUrl })
  client.on('error', () => {})
  await client.connect()
  const frames = reader(options.from)
  const counts: Record<string, number> = {}
  let files = 0
  try {
    await client.query('begin')
    // A district that was ever at work has an audit; what else is there was laid down by migrations and is replaced.
    const { rowCount } = await client.query(`select from ${quoted(schema, 'kernel_audit')} limit 1`)
    if (rowCount) throw new Error(`the schema "${schema}" is not empty: restore into a fresh one`)
    for (const name of [schema, `${schema}_jobs`])
      for (const { table } of (await inOrderOfKeys(client, name)).reverse())
        if (!skipped.has(table)) await client.query(`delete from ${quoted(name, table)}`)
    await frames.next()
    for (;;) {
      const section = await frames.parsed<Section>()
      if (section.kind === 'end') {
        for (const [table, count] of Object.entries(section.tables))
          if (counts[table] !== count)
            throw new Error(`table ${table}: ${counts[table] ?? 0} rows restored, ${count} in the backup`)
        if (files !== section.files) throw new Error(`${files} files restored, ${section.files} in the backup`)
        break
      }
      if (section.kind === 'file') {
        await restoreFile(options.filesFolder, section.path, frames.section())
        files += 1
        continue
      }
      const name = section.schema === 'district' ? schema : `${schema}_jobs`
      const target = quoted(name, section.table)
      const list = section.columns.map((column) => pg.escapeIdentifier(column)).join(', ')
      const into = client.query(copyFrom(`copy ${target} (${list}) from stdin`))
      await pipeline(Readable.from(frames.section(), { objectMode: false }), into)
      await finished(into).catch(() => {})
      counts[`${section.schema}.${section.table}`] = into.rowCount
      if (head.tables) progress('tables', Object.keys(counts).length, head.tables)
    }
    for (const name of [schema, `${schema}_jobs`]) await catchUpSequences(client, name)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    frames.close()
    await client.end()
  }
  return { tables: counts, files, bytes: (await stat(options.from)).size }
}

const restoreFile = async (folder: string | null, path: string, frames: AsyncIterable<Buffer>) => {
  const target = folder ? join(folder, path) : null
  if (!target || !folder || relative(folder, target).startsWith('..')) {
    for await (const _ of frames);
    return
  }
  await mkdir(dirname(target), { recursive: true })
  await pipeline(Readable.from(frames, { objectMode: false }), createWriteStream(target, { mode: 0o600 }))
}

/** Identity columns and serials go on after the highest value loaded. */
const catchUpSequences = async (client: pg.ClientBase, schema: string) => {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `select c.relname as "table", a.attname as "column", pg_get_serial_sequence(format('%I.%I', $1::text, c.relname), a.attname) as sequence
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = to_regnamespace($1) and c.relkind = 'r'
       and pg_get_serial_sequence(format('%I.%I', $1::text, c.relname), a.attname) is not null`,
    [schema],
  )
  for (const { table, column, sequence } of rows)
    await client.query(
      `select setval($1, coalesce((select max(${pg.escapeIdentifier(column)}) from ${quoted(schema, table)}), 0) + 1, false)`,
      [sequence],
    )
}

/** Content of every table as one hash each, whatever the order of rows: for comparing a restored district with its origin. */
export const tableHashes = async (ownerUrl: string, schema: string): Promise<Readonly<Record<string, string>>> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    const out: Record<string, string> = {}
    for (const { table } of await tablesOf(client, schema)) {
      if (skipped.has(table)) continue
      const { rows } = await client.query<{ line: string }>(
        `select t::text as line from ${quoted(schema, table)} t order by 1`,
      )
      const hash = createHash('sha256')
      for (const { line } of rows) hash.update(line).update('\n')
      out[table] = `${rows.length}:${hash.digest('hex')}`
    }
    return out
  } finally {
    await client.end()
  }
}
