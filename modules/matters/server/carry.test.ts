/** What somebody reported before they had an entry of the register is that entry's once they have one. */
import { randomUUID } from 'node:crypto'
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import { afterAll, expect, test } from 'vitest'
import { area, lamps, openLampTown } from '../testing/lamp-town.ts'
import { carry } from './carry.ts'
import plug from './module.ts'

const { town } = await openLampTown([territory, organisation, identity, files, notices])
afterAll(() => town.close())

const roles = [{ role: 'resident', area, unitId: null }]
const report = async (who: ReturnType<typeof town.as>) =>
  (await who.ask(lamps, 'report', { body: { title: '路灯不亮', areaCode: area } })).id
const personOf = async (id: string) =>
  (await town.owner.query('select person_id from matters_parties where matter_id = $1', [id])).rows[0].person_id

test('their own reports go along; what they sent in for their mother stays hers', async () => {
  const [accountId, mother, to] = [randomUUID(), randomUUID(), randomUUID()]
  const own = await report(town.as({ id: accountId, roles }))
  const hers = await report(
    town.as({ id: accountId, roles, onBehalfOf: { personId: mother, authorityId: randomUUID() } }),
  )
  expect(await personOf(hers)).toBe(mother)
  const stranger = await report(town.as({ roles }))
  await town.work(plug, (work) => carry(work, { accountId, from: null, to }))
  expect(await personOf(own)).toBe(to)
  expect(await personOf(hers)).toBe(mother)
  expect(await personOf(stranger)).toBeNull()
})
