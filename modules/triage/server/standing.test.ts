/** A fresh district is told that nothing has been learned yet. */
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { triage } from '../contract.ts'
import module from './module.ts'

let town: Town
beforeAll(async () => {
  town = await host([module])
})
afterAll(() => town.close())

test('a dispatcher of a fresh district reads that no model has been trained', async () => {
  const dispatcher = town.as({ roles: [{ role: 'dispatcher', area: '440104000000', unitId: null }] })
  expect(await dispatcher.ask(triage, 'standing')).toEqual({ isTrained: false, version: null, examples: 0 })
})

test('a guest is asked to sign in', async () => {
  await expect(town.guest.ask(triage, 'standing')).rejects.toMatchObject({ problem: { status: 401 } })
})
