/** All twenty-nine community items, from a phone to the decision: with everything agreed to, and with every optional consent refused. */

import type { Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { services } from '../contract.ts'
import { type Walked, walk } from '../testing/journey.ts'
import { agreeToAll, office, openTown, settle } from '../testing/people-of-town.ts'
import { here } from '../testing/services-town.ts'

let town: Town
let codes: readonly string[]
beforeAll(async () => {
  town = await openTown()
  codes = (await town.guest.ask(services, 'items', { query: { tag: '社区29项', limit: 50 } })).items.map(
    ({ code }) => code,
  )
})
afterAll(() => town.close())

const sum = (all: readonly Walked[], of: (one: Walked) => number) => all.reduce((total, one) => total + of(one), 0)

/** The limits of the tender: at most 15 % of what the paper forms asked to write, at most 20 % of the papers. */
const expectLittle = (walked: readonly Walked[]) => {
  expect(walked.filter(({ outcome }) => outcome !== 'approved').map(({ code }) => code)).toEqual([])
  expect(walked).toHaveLength(29)
  expect(sum(walked, ({ typed }) => typed) / sum(walked, ({ baseFields }) => baseFields)).toBeLessThanOrEqual(0.15)
  expect(
    sum(walked, ({ materials }) => materials) / sum(walked, ({ baseMaterials }) => baseMaterials),
  ).toBeLessThanOrEqual(0.2)
}

test('with everything agreed to, fields typed are at most 15 % of the paper forms and materials at most 20 %', async () => {
  const { who } = await settle(town)
  await agreeToAll(who)
  const walked: Walked[] = []
  for (const code of codes) walked.push(await walk(town, who, office(town), code, here))
  expectLittle(walked)
}, 240_000)

test('who refuses every optional consent finishes every journey all the same, within the same limits', async () => {
  const { who } = await settle(town)
  const walked: Walked[] = []
  for (const code of codes) walked.push(await walk(town, who, office(town), code, here))
  expectLittle(walked)
}, 240_000)
