/** A fresh district is told that nothing has been learned yet, and nothing goes by itself. */

import files from '@liren/files/server'
import identity from '@liren/identity/server'
import matters from '@liren/matters/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { triage } from '../contract.ts'
import module from './module.ts'

let town: Town
beforeAll(async () => {
  town = await host([territory, organisation, identity, files, notices, matters, module])
})
afterAll(() => town.close())
const one = (role: string) => town.as({ roles: [{ role, area: '440104000000', unitId: null }] })

test('triage starts without cases; a dispatcher reads that no model has been trained', async () => {
  expect(await one('dispatcher').ask(triage, 'standing')).toEqual({
    isTrained: false,
    version: null,
    trainedAt: null,
    staleSince: null,
    examples: 0,
    installedFrom: null,
    forwarding: 'suggest',
    alarm: null,
  })
})

test('a guest is asked to sign in, but reads how often cases came back', async () => {
  await expect(town.guest.ask(triage, 'standing')).rejects.toMatchObject({ problem: { status: 401 } })
  expect(await town.guest.ask(triage, 'bounces', {})).toEqual({ items: [] })
})

test('nobody trains on too little', async () => {
  await expect(one('dataSteward').ask(triage, 'train', {})).rejects.toMatchObject({
    problem: { code: 'triage/too-few-examples', status: 409 },
  })
})

test('an empty district has empty pages, not broken ones', async () => {
  const steward = one('dataSteward')
  expect((await steward.ask(triage, 'quality', { query: {} })).whole.sorted).toBe(0)
  expect((await steward.ask(triage, 'examples', { query: {} })).items).toEqual([])
  expect((await steward.ask(triage, 'hotspots', { query: {} })).items).toEqual([])
  expect((await steward.ask(triage, 'wrongOnes', { query: {} })).items).toEqual([])
  expect(await steward.ask(triage, 'curve', { query: {} })).toMatchObject({ outcomes: 0, cheapest: null })
})
