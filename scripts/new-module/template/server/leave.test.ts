/** Neighbours leave notes where they live, and read what is left there. */
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleNotes } from '../contract.ts'
import module from './module.ts'

const here = '440104001001'
const elsewhere = '440104002001'

let town: Town
const neighbour = (area: string) => town.as({ roles: [{ role: 'resident', area, unitId: null }] })

beforeAll(async () => {
  town = await host([module])
})
afterAll(() => town.close())

test('a note is read by the neighbours of its community, and by nobody else', async () => {
  const note = await neighbour(here).ask(sampleNotes, 'leave', { body: { area: here, text: '  楼道灯 坏了 ' } })
  expect(note.text).toBe('楼道灯 坏了')
  expect((await neighbour(here).ask(sampleNotes, 'list', { query: {} })).items).toEqual([note])
  expect((await neighbour(elsewhere).ask(sampleNotes, 'list', { query: {} })).items).toEqual([])
  expect(await town.told('sample-notes/left')).toEqual([{ noteId: note.id, area: here }])
})

test('a long list comes page by page', async () => {
  const lin = neighbour(elsewhere)
  for (const text of ['一月', '二月', '三月']) await lin.ask(sampleNotes, 'leave', { body: { area: elsewhere, text } })
  const first = await lin.ask(sampleNotes, 'list', { query: { limit: 2 } })
  expect(first.items.map(({ text }) => text)).toEqual(['三月', '二月'])
  const second = await lin.ask(sampleNotes, 'list', { query: { limit: 2, after: first.next ?? '' } })
  expect(second.items.map(({ text }) => text)).toEqual(['一月'])
  expect(second.next).toBeNull()
})

test('a note that says nothing is refused, and the field is named', async () => {
  await expect(
    neighbour(here).ask(sampleNotes, 'leave', { body: { area: here, text: '。。。' } }),
  ).rejects.toMatchObject({
    problem: { status: 422, code: 'sample-notes/says-nothing', field: 'text' },
  })
})

test('nobody leaves notes in a community of others, and a guest is asked to sign in', async () => {
  const body = { area: elsewhere, text: '路过' }
  await expect(neighbour(here).ask(sampleNotes, 'leave', { body })).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(town.guest.ask(sampleNotes, 'leave', { body })).rejects.toMatchObject({ problem: { status: 401 } })
})
