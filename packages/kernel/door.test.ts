/** The door: who gets through, what is left behind, and what happens when things go wrong on the way. */
import { defineContract, Refused, Type } from '@liren/contract'
import { host, type Town } from '@liren/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAudit } from './audit.ts'
import { answer, answerOnce, defineModule, job, listen } from './module.ts'

const notes = defineContract({
  name: 'notes',
  permissions: { 'note.write': ['writer'], 'note.read': ['writer', 'guest'] },
  refusals: { 'too-sad': 409 },
  events: { written: Type.Object({ text: Type.String() }) },
  routes: {
    write: {
      method: 'POST',
      path: '/notes',
      may: 'note.write',
      body: Type.Object(
        { text: Type.String({ minLength: 2 }), pages: Type.Optional(Type.Integer()) },
        { additionalProperties: false },
      ),
      reply: Type.Object({ id: Type.Integer(), text: Type.String() }),
    },
    jot: {
      method: 'POST',
      path: '/jottings',
      may: 'note.write',
      body: Type.Object({ text: Type.String() }, { additionalProperties: false }),
      reply: Type.Object({ id: Type.Integer() }),
    },
    list: {
      method: 'GET',
      path: '/notes',
      may: 'note.read',
      reply: Type.Object({ items: Type.Array(Type.Object({ text: Type.String() })) }),
    },
  },
})
type Note = { id: number; text: string }

const words = {
  title: 'Notes',
  refusal: { 'too-sad': 'Too sad: {why}' },
  permission: { 'note.write': 'write', 'note.read': 'read' },
  event: { written: 'written' },
  role: { writer: 'writer' },
  job: { copy: 'copy' },
}

const module = defineModule({
  contract: notes,
  locales: { 'zh-CN': words, en: words },
  roles: { writer: { may: ['settings.read'] } },
  migrations: {
    '0001':
      'create table notes_notes (id int generated always as identity primary key, text text not null, copied boolean)',
  },
  routes: [
    answer(notes, 'write', async (work, { body }) => {
      const { rows } = await sql<Note>`insert into notes_notes (text) values (${body.text}) returning id, text`.execute(
        work.db,
      )
      if (body.text.includes('grief')) throw work.refuse('too-sad', { why: 'grief' }, 'text')
      if (body.text === 'bug') throw new Error('secret inside')
      work.emit('written', { text: body.text }, ['area:440104000000'])
      work.enqueue('copy', { text: body.text })
      return rows[0] as Note
    }),
    answerOnce(notes, 'jot', async (work, { body }) => {
      work.emit('written', { text: body.text })
      const { rows } = await sql<{
        id: number
      }>`with ${work.tail()} insert into notes_notes (text) values (${body.text}) returning id`.execute(work.db)
      return rows[0] as Note
    }),
    answer(notes, 'list', async (work) => {
      const { rows } = await sql<Note>`select id, text from notes_notes order by id`.execute(work.db)
      return { items: rows }
    }),
  ],
  jobs: [
    job(notes, 'copy', {}, async (work, { text }: { text: string }) => {
      await sql`update notes_notes set copied = true where text = ${text}`.execute(work.db)
    }),
  ],
  listeners: [
    listen(notes, notes, 'written', 'echo', async (work, fact) => {
      if (!fact.text.startsWith('echo'))
        await sql`insert into notes_notes (text) values (${`echo ${fact.text}`})`.execute(work.db)
    }),
  ],
})

let town: Town
const writer = () => town.as({ roles: [{ role: 'writer', area: '440104000000', unitId: null }] })
beforeAll(async () => {
  town = await host([module])
})
afterAll(() => town.close())

test('a guest may read but is asked to sign in before writing', async () => {
  expect((await town.guest.ask(notes, 'list')).items).toEqual([])
  const refusal = await town.guest.ask(notes, 'write', { body: { text: 'hello' } }).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(Refused)
  expect((refusal as Refused).problem).toMatchObject({ status: 401, code: 'kernel/not-signed-in', title: '请先登录' })
})

test('somebody with another role is told no', async () => {
  const reader = town.as({ roles: [{ role: 'reader', area: '', unitId: null }] })
  await expect(reader.ask(notes, 'write', { body: { text: 'hello' } })).rejects.toMatchObject({
    problem: { status: 403, code: 'kernel/forbidden' },
  })
})

test('a written note is told to listeners and copied by its job, each once', async () => {
  const written = await writer().ask(notes, 'write', { body: { text: 'spring' } })
  expect(written.text).toBe('spring')
  await town.settle()
  await town.settle()
  const { items } = await town.guest.ask(notes, 'list')
  expect(items.filter((item) => item.text === 'echo spring')).toHaveLength(1)
  const { rows } = await town.owner.query(`select copied from notes_notes where text = 'spring'`)
  expect(rows[0].copied).toBe(true)
})

test('a refusal names the field, speaks the reader’s language and leaves nothing half-written', async () => {
  const before = (await town.guest.ask(notes, 'list')).items.length
  await expect(writer().ask(notes, 'write', { body: { text: 'grief' } })).rejects.toMatchObject({
    problem: { status: 409, code: 'notes/too-sad', field: 'text', title: 'Too sad: grief' },
  })
  expect((await town.guest.ask(notes, 'list')).items).toHaveLength(before)
})

test('bad input is refused field by field, and unknown fields are not swallowed', async () => {
  const someone = writer()
  await expect(someone.ask(notes, 'write', { body: { text: 'x' } })).rejects.toMatchObject({
    problem: { status: 422, field: 'text' },
  })
  const extra = await someone.raw('POST', '/api/notes/notes', { text: 'fine', colour: 'red' })
  expect(await extra.json()).toMatchObject({ code: 'kernel/invalid-input', field: 'colour' })
  const asText = await someone.raw('POST', '/api/notes/notes', { text: 'fine', pages: '3' })
  expect(await asText.json()).toMatchObject({ field: 'pages' })
  const broken = await someone.raw('POST', '/api/notes/notes', '{"text":', { 'content-type': 'application/json' })
  expect(broken.status).toBe(400)
  const nul = await someone.raw('POST', '/api/notes/notes', '{"text":"a\\u0000b"}', {
    'content-type': 'application/json',
  })
  expect(nul.status).toBe(400)
})

test('a bug is a 500 that tells the public nothing', async () => {
  const response = await writer().raw('POST', '/api/notes/notes', { text: 'bug' })
  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain('secret inside')
})

test('a page of another site cannot write in a signed-in person’s name', async () => {
  const response = await writer().raw('POST', '/api/notes/notes', { text: 'hello' }, { 'sec-fetch-site': 'cross-site' })
  expect(response.status).toBe(403)
})

test('a write in one statement leaves the same trace', async () => {
  const someone = writer()
  const { id } = await someone.ask(notes, 'jot', { body: { text: 'echo quick' } })
  expect(id).toBeGreaterThan(0)
  const { rows } = await town.owner.query('select action from kernel_audit where actor_id = $1', [someone.actor.id])
  expect(rows).toEqual([{ action: 'notes.jot' }])
})

test('every act is in the audit, the chain verifies, and a changed entry is found', async () => {
  await town.host.seal()
  const fine = await verifyAudit(town.owner)
  expect(fine).toMatchObject({ ok: true, unsealed: 0 })
  expect(fine.sealed).toBeGreaterThan(5)
  await town.owner.query(
    `update kernel_audit set action = 'notes.nothing' where id = (select audit_id from kernel_audit_seals where serial = 3)`,
  )
  expect(await verifyAudit(town.owner)).toMatchObject({ ok: false, firstBroken: { serial: 3 } })
})

test('the application itself can neither change nor remove what the audit holds', async () => {
  await expect(town.app.query(`update kernel_audit set action = 'x'`)).rejects.toThrow('permission denied')
  await expect(town.app.query('delete from kernel_audit_seals')).rejects.toThrow('permission denied')
})
