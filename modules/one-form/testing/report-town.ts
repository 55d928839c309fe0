/** A small town whose departments ask for reports: a street, a community of two cells, three residents, a building. */
import catalogue from '@liren/catalogue/server'
import type { Static } from '@liren/contract'
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import matters from '@liren/matters/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import { people as peopleContract } from '@liren/people/contract'
import people from '@liren/people/server'
import territory from '@liren/territory/server'
import { host } from '@liren/testing'
import things from '@liren/things/server'
import { oneForm } from '../contract.ts'
import type { ReportDraft } from '../report.ts'
import module from '../server/module.ts'

export type Draft = Static<typeof ReportDraft>
export const district = '440104000000'
export const community = '440104001001'
export const cell = `${community}001`

export const draft = (more: Partial<Draft> = {}): Draft => ({
  title: '老年人情况月报',
  department: '区民政局',
  level: 'district',
  period: 'monthly',
  per: 'gridCell',
  areaCode: district,
  basis: '穗民〔2026〕1号',
  purpose: '安排居家养老服务',
  columns: ['网格编码', '总人口', '60岁以上老年人', '60岁以上老年人占比', '户数', '楼栋数', '上门探访次数'].map(
    (name) => ({ name, source: null }),
  ),
  untilOn: null,
  ...more,
})

const modules = [territory, organisation, identity, people, files, notices, matters, things, catalogue, module]

export const reportTown = async () => {
  const town = await host(modules, { now: '2026-11-23T10:00:00+08:00', rootArea: district })
  const as = (role: string, area: string, name = role) => town.as({ name, roles: [{ role, area, unitId: null }] })
  const steward = () => as('dataSteward', district, '林泽宇')
  const department = () => as('handler', district, '徐思敏')
  const worker = () => as('communityWorker', community, '谢婉仪')
  const xie = () =>
    town.as({
      id: '0192d3a0-0000-7000-8000-0000000000c1',
      name: '林志远',
      roles: [{ role: 'gridWorker', area: community, unitId: null }],
    })
  const ask = (of: Draft) => department().ask(oneForm, 'ask', { body: of })
  const admit = async (of: Draft) => {
    const report = await ask(of)
    await steward().ask(oneForm, 'decide', { params: { id: report.id }, body: { decision: 'admit', text: '同意准入' } })
    return report.id
  }
  await town.owner.query(`insert into territory_areas (code, name, level, parent_code, valid_from_on) values
    ('${district}', '越秀区', 'district', null, '2020-01-01'), ('440104001000', '洪桥街道', 'subdistrict', '${district}', '2020-01-01'),
    ('${community}', '越秀山社区', 'community', '440104001000', '2020-01-01'),
    ('${cell}', '第1网格', 'gridCell', '${community}', '2020-01-01'), ('${community}002', '第2网格', 'gridCell', '${community}', '2020-01-01')`)
  await town.owner.query(`insert into territory_buildings (id, code, name, address, cell_code, lon, lat, floors, units, dwellings_per_floor, elevators, search_text)
    values ('0192d3a0-0000-7000-8000-00000000000b', '${cell}001', '1栋', '应元路1号', '${cell}', 113.26, 23.13, 2, 1, 1, 2, '1栋')`)
  await town.owner.query(`update territory_revisions set revision = 'test'`)
  for (const [fullName, identityNumber] of [
    ['陈秀英', '440104195503080029'],
    ['王五', '11010519491231002X'],
    ['李明', '440104201306175617'],
  ] as const)
    await worker().ask(peopleContract, 'register', { body: { fullName, identityNumber, areaCode: cell } })
  return { town, as, steward, department, worker, xie, ask, admit }
}
