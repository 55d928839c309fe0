/** A street for the ledger's tests: two communities, a few kinds, and a trial module whose matters can be about a thing. */
import { AreaCode, defineContract, Type } from '@liren/contract'
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import { answer, defineModule } from '@liren/kernel'
import { defineProcess, matters } from '@liren/matters/contract'
import spine from '@liren/matters/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import people from '@liren/people/server'
import territory from '@liren/territory/server'
import { host } from '@liren/testing'
import module from '../server/module.ts'

export const district = '440104000000'
export const [here, nextDoor] = ['440104001001', '440104001002'] as const
export const cell = `${here}001`

const repair = defineProcess({
  name: 'repair',
  states: { open: { phase: 'intake' }, closed: { phase: 'done' } },
  clocks: { handle: { limit: { amount: 2, unit: 'workDays' } } },
  start: { states: ['open'], clocks: ['handle'] },
  moves: { close: { from: ['open'], to: 'closed', may: ['repair.close'], clock: { stop: ['handle'] } } },
})
export const repairs = defineContract({
  name: 'repairs',
  permissions: { 'repair.close': ['gridWorker'] },
  routes: {
    report: {
      method: 'POST',
      path: '/reports',
      may: 'anyone',
      body: Type.Object({ title: Type.String(), areaCode: AreaCode }, { additionalProperties: false }),
      reply: Type.Object({ id: Type.String() }),
      status: 201,
    },
  },
})
const words = {
  title: '报修',
  permission: { 'repair.close': '办结' },
  process: { repair: { state: { open: '待办', closed: '办结' }, move: { close: '办结' } } },
}
const repairModule = defineModule({
  contract: repairs,
  needs: [matters],
  locales: { 'zh-CN': words, en: words } as never, // words enough for a trial
  gives: { matters: { processes: [repair] } },
  routes: [
    answer(repairs, 'report', async (work, { body }) => {
      const { id } = await work.use(matters).open({ process: 'repair', source: 'resident', letter: 'R', ...body })
      return { id }
    }),
  ],
})

export const openStreet = async () => {
  const town = await host([territory, organisation, identity, people, files, notices, spine, module, repairModule], {
    now: '2026-05-04T09:00:00+08:00',
    rootArea: district,
  })
  await town.owner.query(`insert into territory_areas (code, name, level, parent_code, valid_from_on) values
    ('${district}', '越秀区', 'district', null, '2020-01-01'), ('440104001000', '洪桥街道', 'subdistrict', '${district}', '2020-01-01'),
    ('${here}', '越秀山社区', 'community', '440104001000', '2020-01-01'), ('${nextDoor}', '应元社区', 'community', '440104001000', '2020-01-01'),
    ('${cell}', '第1网格', 'gridCell', '${here}', '2020-01-01'), ('${nextDoor}001', '第1网格', 'gridCell', '${nextDoor}', '2020-01-01')`)
  await town.owner.query(`update territory_revisions set revision = 'test'`)
  await town.owner.query(`insert into things_kinds (code, name, name_en) values
    ('0112', '路灯', 'Street lamp'), ('0102', '污水井盖', 'Sewer cover'), ('0110', '消火栓', 'Fire hydrant')`)
  return town
}
