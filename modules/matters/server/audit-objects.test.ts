/** Whoever audits knows a matter by its number, as everybody does. */
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import { kernel } from '@liren/kernel/kernel-contract'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import { afterAll, expect, test } from 'vitest'
import { elsewhere, openLampTown, power } from '../testing/lamp-town.ts'

const { town, dispatcher, report, move } = await openLampTown([territory, organisation, identity, files, notices])
afterAll(() => town.close())

const auditor = (area: string) => town.as({ roles: [{ role: 'auditAdmin', area, unitId: null }] })
const acts = async (who: ReturnType<typeof auditor>, object: string) =>
  (await who.ask(kernel, 'audit', { query: { object } })).items.map(({ action }) => action)

test('by its number every act upon a matter is found, and none upon another', async () => {
  const [one, other] = [await report('东门路灯不亮'), await report('西门路灯不亮')]
  await move(dispatcher, one.id, 'dispatch', { unitId: power })
  const found = await acts(auditor('440104000000'), ` ${one.number.toLowerCase()} `)
  expect(found).toContain('matters.move')
  expect(found).toContain('lamps.report')
  expect(await acts(auditor('440104000000'), other.number)).not.toContain('matters.move')
  expect(await acts(auditor('440104000000'), '2025999999R00001')).toEqual([])
})

test('a number opens no act to who audits another street', async () => {
  const { number } = await report('南门路灯不亮')
  expect(await acts(auditor(elsewhere), number)).toEqual([])
})
