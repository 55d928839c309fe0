/** Two features that do not know each other: one tells, the other hears what it expects, and nothing else. */
import { defineContract, Type } from '@liren/contract'
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer, defineModule, hear, hearAny } from './module.ts'

const bell = defineContract({
  name: 'bell',
  permissions: { 'bell.ring': ['guest'] },
  events: { rung: Type.Object({ times: Type.Integer() }) },
  routes: {
    ring: {
      method: 'POST',
      path: '/rings',
      may: 'bell.ring',
      body: Type.Object({ times: Type.Integer() }, { additionalProperties: false }),
    },
  },
})
const listener = defineContract({ name: 'listener' })
const words = { title: 'x', permission: { 'bell.ring': 'ring' }, event: { rung: 'rung' } }
const heard: number[] = []

const bells = defineModule({
  contract: bell,
  locales: { 'zh-CN': words, en: words },
  routes: [
    answer(bell, 'ring', async (work, { body }) => {
      work.emit('rung', body)
      return undefined
    }),
  ],
})
const listeners = defineModule({
  contract: listener,
  locales: { 'zh-CN': { title: 'x' }, en: { title: 'x' } },
  listeners: [
    hear(listener, 'bell/rung', Type.Object({ times: Type.Integer({ maximum: 12 }) }), 'count', async (_work, fact) => {
      heard.push(fact.times)
    }),
  ],
})

const anything = defineContract({ name: 'anything' })
const wanted = new Set<string>()
const gathered: [string, unknown][] = []
const gatherers = defineModule({
  contract: anything,
  locales: { 'zh-CN': { title: 'x' }, en: { title: 'x' } },
  listeners: [
    hearAny(
      anything,
      'gather',
      async () => wanted,
      async (_work, fact, { name }) => {
        gathered.push([name, fact.times])
      },
    ),
  ],
})

let town: Town
beforeAll(async () => {
  town = await host([bells, listeners, gatherers])
})
afterAll(() => town.close())

test('whoever listens hears what is told, as far as it is what they expect', async () => {
  await town.guest.ask(bell, 'ring', { body: { times: 3 } })
  await town.guest.ask(bell, 'ring', { body: { times: 99 } })
  await town.settle()
  expect(heard).toEqual([3])
})

test('where nobody tells, whoever listens starts all the same', async () => {
  const alone = await host([listeners])
  await alone.close()
})

test('whoever hears anything hears what they want at that moment, once, and nothing else', async () => {
  await town.guest.ask(bell, 'ring', { body: { times: 1 } })
  await town.settle()
  wanted.add('bell/rung')
  await town.guest.ask(bell, 'ring', { body: { times: 2 } })
  await town.settle()
  await town.settle()
  expect(gathered).toEqual([['bell/rung', 2]])
})
