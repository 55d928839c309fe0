/** An enterprise sees what is held of it and who looked, doubts what is wrong, and nobody else's. */

import { matters as mattersContract } from '@liren/matters/contract'
import matters from '@liren/matters/server'
import { people } from '@liren/people/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CataloguePort, catalogue } from '../contract.ts'
import { cell, chenNumber, community, district, smallDistrict } from '../testing/small-district.ts'
import module from './module.ts'

const { town, as, register } = await smallDistrict()
afterAll(() => town.close())
const asOther = <T>(effect: (port: CataloguePort) => Promise<T>) =>
  // The plug types ports loosely; this is the one of the catalogue.
  town.work(module, (work) => effect(module.port?.(work) as CataloguePort))
let firm: string
let owner: ReturnType<typeof town.as>
let stranger: ReturnType<typeof town.as>
const merchant = (personId: string) =>
  town.as({ personId, roles: [{ role: 'merchant', area: community, unitId: null }] })

beforeAll(async () => {
  const chen = await register('陈秀英', chenNumber, '13800001234')
  owner = merchant(chen)
  stranger = merchant(await register('李明', '440104201306175617', '13800001235'))
  const made = await as('communityWorker', community).ask(people, 'registerEnterprise', {
    body: {
      ...{ name: '东濠饼家', creditCode: '91440104MA59A1B285', address: '东濠涌1号' },
      ...{ areaCode: cell, legalPersonId: chen },
    },
  })
  firm = made.id
  await asOther((port) =>
    port.record({ kind: 'enterprise', id: firm }, [
      { key: 'enterprise.staff', value: 12, source: '社保参保库', on: '2026-10-31' },
    ]),
  )
})

test('whoever acts for it sees what departments told of it; a stranger sees no such enterprise', async () => {
  expect((await owner.ask(catalogue, 'listMyFirms')).items).toMatchObject([{ id: firm, name: '东濠饼家' }])
  const { items } = await owner.ask(catalogue, 'listFirmValues', { params: { id: firm } })
  expect(items).toContainEqual(expect.objectContaining({ key: 'enterprise.staff', text: '12', source: '社保参保库' }))
  const said = new Map(items.map(({ key, text }) => [key, text]))
  expect(said.get('enterprise.kind')).toBe('企业')
  expect(said.get('enterprise.area')).toBe('洪桥街道 越秀山社区 第1网格')
  expect((await stranger.ask(catalogue, 'listMyFirms')).items).toEqual([])
  for (const route of ['listFirmValues', 'listFirmLooks'] as const)
    await expect(stranger.ask(catalogue, route, { params: { id: firm }, query: {} } as never)).rejects.toMatchObject({
      problem: { code: 'catalogue/not-found', field: 'id' },
    })
})

test('a look at what is not public is seen by it; its own looks and public names leave none', async () => {
  const looks = async () => (await owner.ask(catalogue, 'listFirmLooks', { params: { id: firm }, query: {} })).items
  expect(await looks()).toEqual([])
  const ask = (keys: string[]) =>
    asOther((port) =>
      port.values({ kind: 'enterprise', id: firm }, keys, {
        ...{ purpose: 'service', reason: '核对稳岗返还', basis: 'statutoryDuty' },
      }),
    )
  await ask(['enterprise.name'])
  const before = (await looks()).length
  const [staff] = await ask(['enterprise.staff'])
  expect(staff?.value).toBe(12)
  const after = await looks()
  expect(after.length).toBe(before + 1)
  expect(after[0]).toMatchObject({ fields: ['从业人数'], purpose: '上门服务', reason: '核对稳岗返还' })
  await owner.ask(catalogue, 'listFirmValues', { params: { id: firm } })
  expect((await looks()).length).toBe(before + 1)
})

test('what is wrong becomes the task of its owner', async () => {
  const doubt = (who: typeof owner, key: string) =>
    who.ask(catalogue, 'challengeFirmValue', { params: { id: firm }, body: { key, text: '我们只有八个人' } })
  await expect(doubt(owner, 'share.marriage.state')).rejects.toMatchObject({
    problem: { code: 'catalogue/unknown-key', field: 'key' },
  })
  await expect(doubt(stranger, 'enterprise.staff')).rejects.toMatchObject({ problem: { code: 'catalogue/not-found' } })
  const { matterId } = await doubt(owner, 'enterprise.staff')
  const [matter] = await town.work(matters, async (work) => work.use(mattersContract).rows([matterId]))
  expect(matter).toMatchObject({ process: 'data-challenge', state: 'raised' })
})

test('where it really trades is put right in the register itself by whoever answers for the field', async () => {
  const key = 'enterprise.address'
  const { matterId } = await owner.ask(catalogue, 'challengeFirmValue', {
    params: { id: firm },
    body: { key, text: '我们搬到东濠涌3号了' },
  })
  const params = { id: matterId }
  const steward = as('dataSteward', district)
  expect(await steward.ask(catalogue, 'readChallenge', { params })).toMatchObject({ key, isCorrectable: true })
  await steward.ask(catalogue, 'correctChallenge', { params, body: { value: '东濠涌3号', text: '看过新门店' } })
  const { items } = await owner.ask(catalogue, 'listFirmValues', { params: { id: firm } })
  expect(items.find((one) => one.key === key)?.text).toBe('东濠涌3号')
  // Its area follows from the map, and is doubted all the same.
  await owner.ask(catalogue, 'challengeFirmValue', {
    params: { id: firm },
    body: { key: 'enterprise.area', text: '我们在隔壁网格' },
  })
})
