/** A small district for tests of the catalogue: one street of two communities, two departments, a registered resident. */
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import matters from '@liren/matters/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import { people as peopleContract } from '@liren/people/contract'
import people from '@liren/people/server'
import territory from '@liren/territory/server'
import { host, type Town, type TownOptions } from '@liren/testing'
import type { DatasetDraft } from '../contract.ts'
import module from '../server/module.ts'

export const district = '440104000000'
export const community = '440104001001'
export const neighbouring = '440104001002'
export const cell = `${community}001`
export const civilAffairs = '0192d3a0-0000-7000-8000-0000000000a1'
export const dataBureau = '0192d3a0-0000-7000-8000-0000000000a2'
export const chenNumber = '440104195503080029'

export const needed = [territory, organisation, identity, people, files, notices, matters, module]

const settle = async ({ owner }: Town) => {
  await owner.query(`insert into territory_areas (code, name, level, parent_code, valid_from_on) values
    ('${district}', '越秀区', 'district', null, '2020-01-01'), ('440104001000', '洪桥街道', 'subdistrict', '${district}', '2020-01-01'),
    ('${community}', '越秀山社区', 'community', '440104001000', '2020-01-01'), ('${neighbouring}', '应元社区', 'community', '440104001000', '2020-01-01'),
    ('${cell}', '第1网格', 'gridCell', '${community}', '2020-01-01'), ('${community}002', '第2网格', 'gridCell', '${community}', '2020-01-01'),
    ('${neighbouring}001', '第1网格', 'gridCell', '${neighbouring}', '2020-01-01')`)
  await owner.query(`insert into territory_buildings (id, code, name, address, cell_code, lon, lat, floors, units, dwellings_per_floor, elevators, search_text)
    values ('0192d3a0-0000-7000-8000-00000000000b', '${cell}001', '1栋', '应元路1号', '${cell}', 113.26, 23.13, 2, 1, 1, 0, '1栋')`)
  await owner.query(`insert into territory_dwellings (id, code, building_id, unit, floor, room) values
    ('0192d3a0-0000-7000-8000-000000000d01', '${cell}0010101', '0192d3a0-0000-7000-8000-00000000000b', '1', 1, '101')`)
  await owner.query(`update territory_revisions set revision = 'test'`)
  await owner.query(`insert into organisation_units (id, code, kind, name, short_name, area_code, created_at) values
    ('${civilAffairs}', 'D-MZ', 'department', '区民政局', '民政局', '${district}', now()),
    ('${dataBureau}', 'D-ZW', 'department', '区政数局', '政数局', '${district}', now())`)
}

/** `more` are modules on top of what the catalogue needs. */
export const smallDistrict = async (more: Parameters<typeof host>[0] = [], options: TownOptions = {}) => {
  const town = await host([...needed, ...more], { now: '2026-11-23T10:00:00+08:00', rootArea: district, ...options })
  await settle(town)
  const as = (role: string, area: string, extra: Partial<Parameters<Town['as']>[0]> & { unitId?: string } = {}) =>
    town.as({ ...extra, roles: [{ role, area, unitId: extra.unitId ?? null }] })
  const register = async (fullName: string, identityNumber: string, phone: string, areaCode = cell) =>
    (
      await as('communityWorker', areaCode.slice(0, 12)).ask(peopleContract, 'register', {
        body: { fullName, identityNumber, phone, areaCode },
      })
    ).id
  return { town, as, register }
}

/** A dataset in order, as the steward registers it. */
export const canteens = (more: Partial<DatasetDraft> = {}): DatasetDraft => ({
  code: 'elder-canteens',
  title: '长者饭堂',
  titleEn: 'Canteens for elders',
  summary: '全区长者饭堂的名称、社区、餐位',
  areaCode: district,
  providerUnit: 'D-MZ',
  stewardName: '徐思敏',
  columns: [
    { name: '名称', type: 'text', isRequired: true },
    { name: '社区', type: 'text', isRequired: true },
    { name: '餐位', type: 'integer', min: 0, max: 1000 },
  ],
  keyColumns: ['名称'],
  format: 'table',
  sharing: 'unconditional',
  sharingTerms: null,
  updateStandard: '新增、停业当日登记，月底核对',
  refresh: 'monthly',
  securityLevel: 1,
  legalBasis: '《政府信息公开条例》',
  rights: {
    owner: '越秀区人民政府',
    holder: '区民政局',
    permittedUses: ['公共服务'],
    circulation: '注明来源，可以转载',
    retention: '停用后删除',
  },
  opening: { as: 'rows', by: [], licence: 'CC BY 4.0', scenario: '养老服务' },
  ...more,
})
