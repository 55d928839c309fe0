/** A unit with work in hand is not dissolved: somebody else has it first. */
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import notices from '@liren/notices/server'
import { organisation as units } from '@liren/organisation/contract'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import { afterAll, expect, test } from 'vitest'
import { openLampTown, power, refusal } from '../testing/lamp-town.ts'

const { town, grid, electrician, dispatched, fix, move } = await openLampTown([
  territory,
  organisation,
  identity,
  files,
  notices,
])
afterAll(() => town.close())

test('a unit that holds a matter is dissolved only after the matter has left it', async () => {
  const steward = town.as({ roles: [{ role: 'systemAdmin', area: '440104000000', unitId: null }] })
  const dissolve = () => steward.ask(units, 'closeUnit', { params: { id: power }, body: { reason: '机构改革' } })
  const id = await dispatched()
  expect(await refusal(dissolve())).toBe('organisation/still-in-hand')
  await fix(electrician, id)
  await move(grid, id, 'pass')
  expect((await dissolve()).closedAt).not.toBeNull()
})
