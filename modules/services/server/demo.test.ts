/** The demonstration as it is seeded: applications in every state, each as if it had been handled here. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import catalogueModule from '@liren/catalogue/server'
import files from '@liren/files/server'
import forms from '@liren/forms/server'
import identity from '@liren/identity/server'
import { matters as mattersContract } from '@liren/matters/contract'
import matters from '@liren/matters/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import peopleModule from '@liren/people/server'
import territory from '@liren/territory/server'
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { services } from '../contract.ts'
import { office } from '../testing/people-of-town.ts'
import servicesModule from './module.ts'

const folder = resolve(import.meta.dirname, '../../../presets/yuexiu')
let town: Town
beforeAll(async () => {
  town = await host(
    [territory, organisation, identity, peopleModule, files, notices, matters, catalogueModule, forms, servicesModule],
    {
      now: '2026-11-24T10:30:00+08:00',
      preset: {
        name: 'yuexiu',
        modules: [],
        scale: 'demo',
        has: (path) => !path.startsWith('forms/demo') && existsSync(resolve(folder, path)),
        // Tests know what they ask for.
        read: async <T>(path: string) => JSON.parse(await readFile(resolve(folder, path), 'utf8')) as T,
        progress: () => {},
      },
    },
  )
}, 240_000)
afterAll(() => town.close())

test('every state has somebody in it, and every matter stands where its application stands', async () => {
  const { rows } = await town.owner.query<{ id: string; state: string }>('select id, state from services_applications')
  expect(rows.length).toBeGreaterThanOrEqual(36)
  for (const state of [
    ...['draft', 'submitted', 'correcting', 'reviewing', 'waiting', 'noticing', 'issuing', 'closed'],
    ...['declined', 'refused', 'withdrawn'],
  ])
    expect(
      rows.filter((row) => row.state === state),
      state,
    ).not.toEqual([])
  const handed = rows.filter(({ state }) => state !== 'draft')
  const standing = await town.work(matters, (work) => work.use(mattersContract).rows(handed.map(({ id }) => id)))
  expect(new Map(standing.map(({ id, state }) => [id, state]))).toEqual(
    new Map(handed.map(({ id, state }) => [id, state])),
  )
})

test('others hear of them as of any application, so that nobody is told of a policy they have applied for', async () => {
  const { rows } = await town.owner.query<{ id: string; outcome: string | null }>(
    "select id, outcome from services_applications where state <> 'draft' order by id",
  )
  const heard = async (name: string) =>
    (await town.told(`services/${name}`)).map((fact) => (fact as { applicationId: string }).applicationId).sort()
  const ids = (is: (outcome: string | null) => boolean) => rows.filter((row) => is(row.outcome)).map(({ id }) => id)
  expect(await heard('submitted')).toEqual(ids(() => true))
  expect(await heard('withdrawn')).toEqual(ids((outcome) => outcome === 'withdrawn'))
  expect(await heard('decided')).toEqual(ids((outcome) => outcome !== null && outcome !== 'withdrawn'))
})

test('desks have something to do: late papers, promises to check and broken ones, objections, answers to read', async () => {
  const { first, second } = office(town)
  const late = await first.ask(services, 'lateMaterials', { query: {} })
  expect(late.items.some(({ isOverdue }) => isOverdue)).toBe(true)
  expect((await first.ask(services, 'promises', { query: {} })).items.length).toBeGreaterThan(3)
  expect((await first.ask(services, 'promises', { query: { isBroken: true } })).items.length).toBe(1)
  const { items } = await first.ask(services, 'board', { query: { state: 'noticing' } })
  const objections = await Promise.all(
    items.map(async ({ id }) => (await second.ask(services, 'read', { params: { id } })).notices),
  )
  expect(objections.flat().flatMap((notice) => notice.objections)).not.toEqual([])
  const { form } = await first.ask(services, 'revealAnswers', {
    params: { id: items[0]?.id ?? '' },
    body: { reason: '看示范' },
  })
  expect(form?.state).toBe('submitted')
})

test('what was saved can be seen, and decisions of the demonstration can be verified', async () => {
  const { total } = await town.guest.ask(services, 'publicSavings')
  expect(total.applications).toBeGreaterThan(8)
  const { rows } = await town.owner.query<{ number: string; code: string }>(
    "select number, code from services_decisions where outcome = 'approved' limit 1",
  )
  expect(await town.guest.ask(services, 'verify', { body: rows[0] ?? { number: '', code: '' } })).toMatchObject({
    outcome: 'approved',
  })
})
