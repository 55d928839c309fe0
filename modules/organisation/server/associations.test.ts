/** The register of social organisations: what they do, whom to ask, what they need, and who may write that down. */
import territory from '@liren/territory/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { organisation } from '../contract.ts'
import { community, type Demo, demoDistrict, district, street } from '../testing/demo-district.ts'

let demo: Demo
beforeAll(async () => {
  demo = await demoDistrict(territory)
})
afterAll(() => demo?.town.close())

const refused = (code: string, field?: string) => ({
  problem: expect.objectContaining({ code, ...(field ? { field } : {}) }),
})
const found = async (
  code: string,
  name = '友邻社',
  kind: 'socialOrganisation' | 'propertyFirm' = 'socialOrganisation',
) =>
  demo
    .as('communityAdmin', street)
    .ask(organisation, 'createUnit', { body: { code, kind, name, areaCode: community, phone: '020-00001234' } })

test('an organisation stands in the register as soon as it is set up, and is found by its field once told', async () => {
  const admin = demo.as('communityAdmin', street)
  const unit = await found('ASSOC-1')
  const list = (query: object) => admin.ask(organisation, 'associations', { query })
  expect((await list({ area: community })).items).toMatchObject([
    { unit: { id: unit.id }, sort: null, fields: [], needs: [], mayChange: true },
  ])
  expect((await list({ area: community, field: '养老助老' })).items).toEqual([])
  const told = await admin.ask(organisation, 'describeAssociation', {
    params: { id: unit.id },
    body: { sort: 'civil', fields: ['养老助老', '文化'], contactName: '何社工' },
  })
  expect(told).toMatchObject({ sort: 'civil', fields: ['养老助老', '文化'], contactName: '何社工' })
  expect((await list({ area: community, field: '养老助老' })).items).toHaveLength(1)
  expect((await list({ area: community, sort: 'newEconomy' })).items).toEqual([])
})

test('a need is noted, found by its kind, answered once, and then no longer open', async () => {
  const admin = demo.as('communityAdmin', street)
  const { id } = await found('ASSOC-2', '棋社')
  const need = await admin.ask(organisation, 'noteNeed', {
    params: { id },
    body: { kind: 'venue', text: '周末要一间房' },
  })
  const open = async () =>
    (await admin.ask(organisation, 'associations', { query: { area: community, need: 'venue' } })).items
  expect(await open()).toMatchObject([{ unit: { id }, needs: [{ text: '周末要一间房', metAt: null }] }])
  const meet = { params: { id: need.id }, body: { note: '党群服务中心二楼' } }
  expect(await admin.ask(organisation, 'meetNeed', meet)).toMatchObject({ metNote: '党群服务中心二楼' })
  await expect(admin.ask(organisation, 'meetNeed', meet)).rejects.toMatchObject(refused('organisation/need-met'))
  expect(await open()).toEqual([])
})

test('only who answers for the place writes; only social organisations have an entry; others may read', async () => {
  const firm = await found('FIRM-9', '物业九', 'propertyFirm')
  const { id } = await found('ASSOC-3', '书社')
  const body = { sort: 'social' as const, fields: [] }
  await expect(
    demo.as('communityAdmin', street).ask(organisation, 'describeAssociation', { params: { id: firm.id }, body }),
  ).rejects.toMatchObject(refused('organisation/not-an-association', 'id'))
  const elsewhere = demo.as('communityAdmin', '440104003000')
  await expect(elsewhere.ask(organisation, 'describeAssociation', { params: { id }, body })).rejects.toMatchObject(
    refused('kernel/forbidden'),
  )
  const read = await elsewhere.ask(organisation, 'associations', { query: { area: community } })
  expect(read.items.every((one) => !one.mayChange)).toBe(true)
  await expect(
    demo
      .as('systemAdmin', district)
      .ask(organisation, 'noteNeed', { params: { id }, body: { kind: 'dance' as never, text: '跳舞' } }),
  ).rejects.toMatchObject({ problem: expect.objectContaining({ field: 'kind' }) })
})
