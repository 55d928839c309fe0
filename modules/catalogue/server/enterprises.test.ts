/** An enterprise sees what is held of it and who looked, doubts what is wrong, and nobody else's. */

import { randomUUID } from 'node:crypto'
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

test('it asks why it was looked at; whoever looked does not answer, somebody else does within five days', async () => {
  const list = async () => (await owner.ask(catalogue, 'listFirmLooks', { params: { id: firm }, query: {} })).items
  const [look] = await list()
  const params = { id: firm, lookId: look?.id ?? '' }
  const ask = (who: typeof owner) =>
    who.ask(catalogue, 'questionFirmLook', { params, body: { text: '为什么要看我们的人数？' } })
  await expect(ask(stranger)).rejects.toMatchObject({ problem: { code: 'catalogue/not-found', field: 'id' } })
  const { matterId } = await ask(owner)
  await expect(ask(owner)).rejects.toMatchObject({ problem: { code: 'catalogue/already-questioned', field: 'lookId' } })
  const kept = await town.owner.query('select sealed_text from catalogue_enterprise_questions')
  expect(JSON.stringify(kept.rows)).not.toContain('人数')
  const steward = as('dataSteward', district)
  const waiting = async () => (await steward.ask(catalogue, 'listFirmQuestions', { query: { open: true } })).items
  expect(await waiting()).toMatchObject([
    { id: matterId, firmName: '东濠饼家', text: '为什么要看我们的人数？', fields: ['从业人数'], isMine: false },
  ])
  const say = (who: typeof owner) =>
    who.ask(catalogue, 'answerFirmQuestion', { params: { id: matterId }, body: { text: '核对稳岗返还的条件' } })
  await expect(say(owner)).rejects.toMatchObject({ problem: { status: 403 } })
  const id = randomUUID()
  const looker = town.as({ id, roles: [{ role: 'dataSteward', area: district, unitId: null }] })
  await town.owner.query('update catalogue_enterprise_looks set by_id = $1 where id = $2', [id, params.lookId])
  await expect(say(looker)).rejects.toMatchObject({ problem: { code: 'catalogue/own-look' } })
  const elsewhere = as('communityAdmin', '440104003002')
  await expect(say(elsewhere)).rejects.toMatchObject({ problem: { code: 'catalogue/not-found', field: 'id' } })
  await say(steward)
  expect(await waiting()).toEqual([])
  expect((await list())[0]).toMatchObject({ question: { matterId, answer: '核对稳岗返还的条件' } })
  const [matter] = await town.work(matters, async (work) => work.use(mattersContract).rows([matterId]))
  expect(matter).toMatchObject({ process: 'firm-question', state: 'answered' })
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
})

test('in which grid cell it trades is put right by choosing one that is there, and what was told of it moves along', async () => {
  const key = 'enterprise.area'
  const { matterId } = await owner.ask(catalogue, 'challengeFirmValue', {
    params: { id: firm },
    body: { key, text: '我们在隔壁网格' },
  })
  const params = { id: matterId }
  const steward = as('dataSteward', district)
  const { isCorrectable, choices } = await steward.ask(catalogue, 'readChallenge', { params })
  expect(isCorrectable).toBe(true)
  const next = choices.find(({ value }) => value !== cell && value.startsWith(community))
  expect(next?.label).toContain('越秀山社区')
  const correct = (value: string) =>
    steward.ask(catalogue, 'correctChallenge', { params, body: { value, text: '看过门店' } })
  for (const wrong of ['440104999999001', district])
    await expect(correct(wrong)).rejects.toMatchObject({ problem: { code: 'catalogue/value-unfit', field: 'value' } })
  await correct(next?.value ?? '')
  const { rows } = await town.owner.query('select area_code from people_enterprises where id = $1', [firm])
  expect(rows).toEqual([{ area_code: next?.value }])
  const told = await town.owner.query('select distinct area_code from catalogue_values where subject_id = $1', [firm])
  expect(told.rows).toEqual([{ area_code: next?.value }])
})
