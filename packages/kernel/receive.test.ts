/** Slow senders: whoever dribbles a file in holds nobody up, and nobody holds more than a few uploads open. */
import { readdir } from 'node:fs/promises'
import { type ClientRequest, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { defineContract, Type } from '@liren/contract'
import { host, type Person, type Town } from '@liren/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer, defineModule } from './module.ts'

const lists = defineContract({
  name: 'lists',
  permissions: { 'list.keep': ['neighbour'] },
  refusals: { 'file-missing': 422 },
  events: {},
  routes: {
    take: {
      method: 'POST',
      path: '/taken',
      may: 'list.keep',
      kind: 'upload',
      mostBytes: 1000,
      reply: Type.Object({ name: Type.String(), text: Type.String(), title: Type.String() }),
    },
    note: { method: 'POST', path: '/notes', may: 'list.keep' },
  },
})
const words = {
  title: 'Lists',
  permission: { 'list.keep': 'keep lists' },
  role: { neighbour: 'neighbour' },
  refusal: { 'file-missing': 'no file' },
}
const module = defineModule({
  contract: lists,
  locales: { 'zh-CN': words, en: words },
  roles: { neighbour: {} },
  migrations: { '0001': 'create table lists_notes (text text not null)' },
  routes: [
    answer(lists, 'take', async (work) => {
      const file = work.http?.upload?.file
      if (!file) throw work.refuse('file-missing', {}, 'file')
      const text = (await file.bytes()).toString('utf8')
      await sql`insert into lists_notes values (${text})`.execute(work.db)
      return { name: file.name, text, title: work.http?.upload?.fields.get('title') ?? '' }
    }),
    answer(lists, 'note', async (work) => {
      await sql`insert into lists_notes values ('a note')`.execute(work.db)
    }),
  ],
})

let town: Town
let port: number
beforeAll(async () => {
  // Two fewer transactions at once than connections: two.
  town = await host([module], { env: { LIREN_POOL: '4' } })
  await town.host.app.listen({ port: 0, host: '127.0.0.1' })
  port = (town.host.app.server.address() as AddressInfo).port
})
afterAll(() => town.close())

const neighbour = () => town.as({ roles: [{ role: 'neighbour', area: '440104000000', unitId: null }] })
const waiting = async () => (await readdir(join(town.host.core.config.dataFolder, 'incoming')).catch(() => [])).length

/** Begins an upload and never ends it. */
const dribble = (who: Person): ClientRequest & { answered: Promise<number> } => {
  const sent = request({
    port,
    method: 'POST',
    path: '/api/lists/taken',
    headers: {
      'content-type': 'multipart/form-data; boundary=b',
      'x-test-actor': Buffer.from(JSON.stringify(who.actor)).toString('base64url'),
    },
  })
  const answered = new Promise<number>((resolve) => {
    sent.on('response', (response) => resolve(response.statusCode ?? 0)).on('error', () => resolve(0))
  })
  sent.write('--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\na')
  return Object.assign(sent, { answered })
}

const form = (text: string) => {
  const body = new FormData()
  body.append('title', '名单')
  body.append('file', new Blob([text]), 'list.csv')
  return body
}

test('files that dribble in, more of them than transactions fit, keep no neighbour from writing', async () => {
  const slow = Array.from({ length: 6 }, () => dribble(neighbour()))
  while ((await waiting()) < 6) await wait(10)
  const other = neighbour()
  expect((await other.raw('POST', '/api/lists/notes')).status).toBe(204)
  const taken = await other.raw('POST', '/api/lists/taken', form('wang'))
  expect(await taken.json()).toEqual({ name: 'list.csv', text: 'wang', title: '名单' })
  for (const one of slow) one.destroy()
  while ((await waiting()) > 0) await wait(10)
})

test('one person cannot hold uploads open without end, and may send again when some have ended', async () => {
  const who = neighbour()
  const slow = Array.from({ length: 9 }, () => dribble(who))
  while ((await waiting()) < 9) await wait(10)
  expect((await who.raw('POST', '/api/lists/taken', form('li'))).status).toBe(429)
  expect((await neighbour().raw('POST', '/api/lists/taken', form('li'))).status).toBe(200)
  for (const one of slow) one.destroy()
  while ((await waiting()) > 0) await wait(10)
  expect((await who.raw('POST', '/api/lists/taken', form('li'))).status).toBe(200)
})

test('a file larger than the route takes is refused, an empty one is none, and neither stays behind', async () => {
  expect((await neighbour().raw('POST', '/api/lists/taken', form('x'.repeat(1001)))).status).toBe(413)
  expect((await neighbour().raw('POST', '/api/lists/taken', form(''))).status).toBe(422)
  expect(await waiting()).toBe(0)
})

test('a socket that sends a request for longer than ten minutes is closed', () => {
  expect(town.host.app.server.requestTimeout).toBe(600_000)
})
