/** A district is written into one file and comes back the same: every row, every sealed entry, every file. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineContract, Type } from '@liren/contract'
import { host } from '@liren/testing'
import { createDatabase, databaseUrl, dropDatabase } from '@liren/testing/database'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { verifyAudit } from './audit.ts'
import { backup, restore, tableHashes } from './backup.ts'
import { databasePassword } from './keys.ts'
import { appRole, migrate } from './migrate.ts'
import { answer, defineModule } from './module.ts'

const pages = defineContract({
  name: 'pages',
  permissions: { 'page.write': ['writer'] },
  events: { written: Type.Object({ text: Type.String() }) },
  routes: { write: { method: 'POST', path: '/pages', may: 'page.write', body: Type.Object({ text: Type.String() }) } },
})
const words = {
  title: 'Pages',
  permission: { 'page.write': 'write' },
  event: { written: 'written' },
  role: { writer: 'writer' },
}
const module = defineModule({
  contract: pages,
  locales: { 'zh-CN': words, en: words },
  roles: { writer: {} },
  migrations: {
    '0001': `create table pages_books (id int generated always as identity primary key, name text not null, parent_id int references pages_books);
      create table pages_pages (id int generated always as identity primary key, book_id int not null references pages_books, text text not null, scan bytea);
      create index pages_pages_by_book on pages_pages (book_id);`,
  },
  routes: [
    answer(pages, 'write', async (work, { body }) => {
      await sql`with b as (insert into pages_books (name) values ('b') returning id)
        insert into pages_pages (book_id, text, scan) select id, ${body.text}, '\\x00ff0a'::bytea from b`.execute(
        work.db,
      )
      work.emit('written', body)
    }),
  ],
})

const folder = mkdtempSync(join(tmpdir(), 'liren-backup-'))
const schema = 'liren'
const keys = [{ id: 'test', secret: '0123456789abcdef0123456789abcdef' }]
const target = (ownerUrl: string) => ({
  ownerUrl,
  schema,
  role: appRole(schema),
  appPassword: databasePassword(keys, schema),
  modules: [module],
})
const copies: string[] = []
const fresh = async () => {
  const name = `copy_${process.pid}_${copies.length}`
  copies.push(name)
  return createDatabase(name)
}
afterAll(async () => {
  for (const name of copies) await dropDatabase(name)
  rmSync(folder, { recursive: true, force: true })
})

test('what comes back is what was written, and the district goes on from there', async () => {
  const town = await host([module])
  const writer = town.as({ roles: [{ role: 'writer', area: '', unitId: null }] })
  for (const text of ['tab\there', 'line\nbreak', '反斜杠\\N', '']) await writer.ask(pages, 'write', { body: { text } })
  await town.settle()
  await town.host.seal()
  const files = join(folder, 'files')
  mkdirSync(join(files, 'ab'), { recursive: true })
  writeFileSync(join(files, 'ab', 'photo'), Buffer.alloc(300_000, 7))
  const from = databaseUrl((await town.owner.query('select current_database() as name')).rows[0].name)
  const file = join(folder, 'one.backup')
  const written = await backup({ ownerUrl: from, schema, to: file, filesFolder: files, keysFingerprint: 'x' })
  expect(written.tables['district.pages_pages']).toBe(4)
  const origin = await tableHashes(from, schema)
  await town.close()

  const to = await fresh()
  const restored = join(folder, 'restored')
  await restore({
    ownerUrl: to,
    schema,
    from: file,
    filesFolder: restored,
    prepare: async (only) => {
      await migrate({ ...target(to), only })
    },
  })
  expect(await tableHashes(to, schema)).toEqual(origin)
  expect(readFileSync(join(restored, 'ab', 'photo')).equals(readFileSync(join(files, 'ab', 'photo')))).toBe(true)
  const client = new pg.Client({ connectionString: to, options: `-c search_path=${schema}` })
  await client.connect()
  expect(await verifyAudit(client)).toMatchObject({ ok: true })
  const { rows } = await client.query(`insert into pages_books (name) values ('next') returning id`)
  expect(rows[0].id).toBe(5)
  await client.end()
  await expect(
    restore({ ownerUrl: to, schema, from: file, filesFolder: null, prepare: async () => {} }),
  ).rejects.toThrow('not empty')
})

test('a backup cut short restores nothing at all', async () => {
  const town = await host([module])
  await town
    .as({ roles: [{ role: 'writer', area: '', unitId: null }] })
    .ask(pages, 'write', { body: { text: 'x'.repeat(5000) } })
  const from = databaseUrl((await town.owner.query('select current_database() as name')).rows[0].name)
  const file = join(folder, 'cut.backup')
  const { bytes } = await backup({ ownerUrl: from, schema, to: file, filesFolder: null, keysFingerprint: 'x' })
  await town.close()
  truncateSync(file, bytes - 40)
  const to = await fresh()
  await expect(
    restore({
      ownerUrl: to,
      schema,
      from: file,
      filesFolder: null,
      prepare: async (only) => {
        await migrate({ ...target(to), only })
      },
    }),
  ).rejects.toThrow()
  const client = new pg.Client({ connectionString: to })
  await client.connect()
  const { rows } = await client.query(`select count(*)::int as count from ${schema}.kernel_audit`)
  expect(rows[0].count).toBe(0)
  await client.end()
})
