/** A form comes into force, goes on, and is adapted by a community. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forms } from '../contract.ts'
import type { FormDefinition } from '../definition.ts'
import { elsewhere, here, openStreet } from '../testing/street.ts'

const district = '440104000000'
const meal: FormDefinition = {
  code: 'meal',
  title: { 'zh-CN': '长者饭堂登记', en: 'Canteen' },
  audience: 'person',
  fields: [
    { key: 'name', label: '姓名', from: 'person.name', lock: true, required: true },
    { key: 'avoid', label: '忌口', enum: ['sugar', 'salt'], repeat: { max: 2 } },
  ],
  baseline: { fields: 8, materials: 2 },
}

let street: Awaited<ReturnType<typeof openStreet>>
beforeAll(async () => {
  street = await openStreet()
})
afterAll(() => street.town.close())

const draftOf = (who: ReturnType<typeof street.staff>, definition: unknown, area?: string) =>
  who.ask(forms, 'saveDraft', {
    params: { code: 'meal' },
    body: { definition: definition as FormDefinition, ...(area ? { area } : {}) }, // faulty ones are meant to be tried too
  })
const publish = (who: ReturnType<typeof street.staff>, kept: Record<string, string>, area?: string) =>
  who.ask(forms, 'publish', { params: { code: 'meal' }, body: { note: '', kept, ...(area ? { area } : {}) } })

test('a draft may be faulty and says where; it comes into force only when sound, and when every typed field has its why', async () => {
  const steward = street.staff('dataSteward', district)
  const { faults } = await draftOf(steward, { ...meal, fields: [{ key: 'a', label: 'a', when: 'ghost' }] })
  expect(faults).toMatchObject([{ path: 'a.when', code: 'rule' }])
  await expect(publish(steward, {})).rejects.toMatchObject({ problem: { code: 'forms/faulty-form' } })

  expect((await draftOf(steward, meal)).faults).toEqual([])
  await expect(publish(steward, {})).rejects.toMatchObject({
    problem: { code: 'forms/not-answered-why', field: 'kept.avoid' },
  })
  const one = await publish(steward, { avoid: '厨房要知道' })
  expect(one).toMatchObject({ version: 1, leaves: 2, area: null })
  await expect(publish(steward, { avoid: '厨房要知道' })).rejects.toMatchObject({
    problem: { code: 'forms/nothing-drafted' },
  })
  expect((await street.town.told('forms/published')).at(-1)).toMatchObject({ code: 'meal', version: 1 })
})

test('the list of forms calls each as its reader’s language does', async () => {
  const steward = street.staff('dataSteward', district)
  const titles = async (locale: string) => {
    const reply = await steward.raw('GET', '/api/forms/forms', undefined, { 'accept-language': locale })
    const { items } = (await reply.json()) as { items: { title: string }[] } // the shape of the contract
    return items.map(({ title }) => title)
  }
  expect(await titles('zh-CN')).toContain('长者饭堂登记')
  expect(await titles('en')).toContain('Canteen')
})

test('a form does not ask for itself what everybody shares: bound, or with a reason why it is something else', async () => {
  const steward = street.staff('dataSteward', district)
  const phone = { key: 'phone', label: '联系电话', format: 'phone' } as const
  const own = (more: object) => ({ ...meal, code: 'meal-copy', fields: [...meal.fields, { ...phone, ...more }] })
  const save = (definition: object) =>
    steward.ask(forms, 'saveDraft', {
      params: { code: 'meal-copy' },
      body: { definition: definition as FormDefinition }, // with and without its reason
    })
  const kept = { avoid: '厨房要知道', phone: '送餐前要打电话' }
  expect((await save(own({}))).faults).toMatchObject([{ path: 'phone', code: 'private-copy', what: 'person.phone' }])
  await expect(
    steward.ask(forms, 'publish', { params: { code: 'meal-copy' }, body: { note: '', kept } }),
  ).rejects.toMatchObject({ problem: { code: 'forms/private-copy' } })
  expect((await save(own({ own: '家里座机，只在送餐时打' }))).faults).toEqual([])
  expect((await save(own({ from: 'person.phone' }))).faults).toEqual([])
  // Whoever helps has a telephone of their own.
  const agent = {
    ...meal,
    code: 'meal-copy',
    fields: [...meal.fields, { key: 'agent', label: '代办人', block: 'agent' }],
  }
  expect((await save(agent)).faults).toEqual([])
})

test('who began on an old version ends on it; who begins now gets the new one', async () => {
  const steward = street.staff('dataSteward', district)
  const li = await street.neighbour('李', '440104195503080029', '13800001234')
  const begin = () => li.asks.ask(forms, 'start', { body: { id: randomUUID(), code: 'meal' } })
  const old = await begin()
  await draftOf(steward, { ...meal, title: '长者饭堂就餐登记' })
  expect(await publish(steward, { avoid: '厨房要知道' })).toMatchObject({ version: 2 })
  const body = { answers: old.answers, confirmed: [], reasons: {}, refused: [], materials: {} }
  expect(await li.asks.ask(forms, 'submit', { params: { id: old.id }, body })).toMatchObject({ version: 1 })
  expect((await begin()).version).toBe(2)
  const { items } = await steward.ask(forms, 'listVersions', { params: { code: 'meal' }, query: {} })
  expect(items.map(({ version }) => version)).toEqual([2, 1])
})

test('what is in force cannot be changed, not even by a careless line of code', async () => {
  await expect(street.town.app.query(`update forms_versions set title = 'x'`)).rejects.toThrow(/permission denied/)
})

test('a community adds a field on the spot under its name; others keep the district’s form', async () => {
  const admin = street.staff('communityAdmin', here, { name: '周主任' })
  const added = await admin.ask(forms, 'addField', {
    params: { code: 'meal' },
    body: { area: here, field: { key: 'floor', label: '送餐楼层', type: 'integer' }, why: '没有电梯的楼要安排志愿者' },
  })
  expect(added).toMatchObject({ area: here, version: 1, ownerName: '周主任', isBehind: false })
  const read = (area: string) => street.town.guest.ask(forms, 'readForm', { params: { code: 'meal' }, query: { area } })
  expect((await read(`${here}001`)).definition.fields.at(-1)).toMatchObject({ key: 'floor', addedBy: '周主任' })
  expect((await read(elsewhere)).definition.fields).toHaveLength(2)

  const steward = street.staff('dataSteward', district)
  await draftOf(steward, { ...meal, title: '饭堂' })
  await publish(steward, { avoid: '厨房要知道' })
  expect((await read(here)).isBehind).toBe(true)
})

test('nobody shapes forms beyond their reach', async () => {
  const refused = { problem: { status: 403 } }
  await expect(draftOf(street.staff('communityAdmin'), meal)).rejects.toMatchObject(refused)
  await expect(draftOf(street.staff('communityAdmin', elsewhere), meal, here)).rejects.toMatchObject(refused)
  await expect(draftOf(street.staff('communityWorker'), meal)).rejects.toMatchObject(refused)
  const body = { area: here, field: { key: 'x', label: 'x' }, why: '试试' }
  for (const who of [street.staff('communityAdmin', elsewhere), street.staff('gridWorker')])
    await expect(who.ask(forms, 'addField', { params: { code: 'meal' }, body })).rejects.toMatchObject(refused)
  await expect(
    street
      .staff('communityAdmin')
      .ask(forms, 'addField', { params: { code: 'meal' }, body: { ...body, field: { key: 'a b' } } }),
  ).rejects.toMatchObject({ problem: { code: 'forms/faulty-form' } })
})
