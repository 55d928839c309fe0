/** The district keeps its own channels and words: what is unfit stays inside, and who may report can always do so. */
import { randomUUID } from 'node:crypto'
import { secretsOf } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { wechatStub } from '../../notices/testing/wechat-stub.ts'
import { cases } from '../contract.ts'
import { district, here, refusal, spot } from '../testing/small-town.ts'
import { monday, openStreet } from '../testing/street.ts'

const { town, who, on } = await openStreet()
afterAll(() => town.close())
beforeEach(() => town.clock.set(monday))

const steward = town.as({ name: '钱数管', roles: [{ role: 'dataSteward', area: district, unitId: null }] })
const report = async (text: string, more: object = {}) => {
  const id = randomUUID()
  await who.chen.ask(cases, 'report', { body: { id, text, place: spot, isPublic: true, ...more } })
  return id
}
const accept = (id: string, more: object = {}) =>
  who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'E0102', ...more } })
const listed = async (id: string) =>
  (await town.guest.ask(matters, 'publicList', { query: { area: here } })).items.find((one) => one.id === id)?.title
const source = {
  letter: 'Y',
  name: '社区来信',
  nameEn: 'Letters',
  start: 'intake' as const,
  roles: ['communityWorker' as const],
}
const safety = {
  words: ['马蜂窝'],
  unless: [],
  advise: ['119'],
  adviceZh: '请远离。',
  adviceEn: 'Keep away.',
  call: ['gridWorker' as const],
  isRestricted: false,
  categoryCode: null,
}

test('a report that insults somebody is accepted, and its words stay inside until somebody says them differently', async () => {
  const rude = await report('楼上那个狗 东西乱扔垃圾')
  await accept(rude)
  expect(await listed(rude)).toBeNull()
  expect((await who.wen.ask(cases, 'read', on(rude))).titleBecause).toContain('辱骂')
  const reword = (publicTitle: string) =>
    who.yu.ask(cases, 'showTitle', { ...on(rude), body: { publicTitle, because: '改写后公开' } })
  expect(await refusal(reword('狗东西乱扔'))).toMatchObject({ code: 'cases/words-unfit', field: 'publicTitle' })
  await reword('楼上乱扔垃圾')
  expect(await listed(rude)).toBe('楼上乱扔垃圾')
})

test('a word the district adds holds from the next report on, and one it takes away no more', async () => {
  const words = async (items: { word: string; kind: 'abuse' | 'advert' }[]) =>
    steward.ask(cases, 'putModeration', { body: { items } })
  await words([{ word: '疏通管道找', kind: 'advert' }])
  const hidden = await report('疏通管道找老李')
  await accept(hidden)
  expect(await listed(hidden)).toBeNull()
  await words([])
  const shown = await report('疏通管道找老李')
  await accept(shown)
  expect(await listed(shown)).toContain('老李')
})

test('where the mini program’s reader is switched on, words it objects to stay inside, and its silence keeps nothing back', async () => {
  const wechat = await wechatStub({ appId: 'mini', secret: 'ms', templates: {}, followers: [] })
  const sealed = await town.work('notices', async (work) =>
    secretsOf(work).seal('ms', 'setting:notices:miniProgramSecret'),
  )
  const set = async (values: Record<string, string>) => {
    for (const [key, value] of Object.entries(values))
      await town.owner.query(
        `insert into kernel_settings (module, area_code, key, value, changed_at) values ('notices', '', $1, $2::jsonb, now())
         on conflict (module, area_code, key) do update set value = excluded.value`,
        [key, JSON.stringify(value)],
      )
    town.host.core.settings.forget()
  }
  const account = { wechatBase: wechat.base, miniProgramAppId: 'mini', miniProgramSecret: sealed }
  const shown = async (text: string) => {
    const id = await report(text)
    await accept(id)
    return { id, title: await listed(id) }
  }
  await set(account)
  expect((await shown('楼下有人聚赌')).title).toContain('聚赌')
  expect(wechat.read).toEqual([])

  await set({ miniProgramWords: 'on' })
  const { id, title } = await shown('楼上有人聚赌')
  expect(title).toBeNull()
  expect((await who.yu.ask(cases, 'read', on(id))).titleBecause).toContain('内容违规')
  const reword = (publicTitle: string) =>
    who.yu.ask(cases, 'showTitle', { ...on(id), body: { publicTitle, because: '改写后公开' } })
  expect(await refusal(reword('有人赌博'))).toMatchObject({ code: 'cases/words-unfit', field: 'publicTitle' })
  await reword('楼上有人聚众')
  expect(await listed(id)).toBe('楼上有人聚众')
  expect(wechat.read).toHaveLength(3)
  // What is held back here anyway does not leave the house.
  await steward.ask(cases, 'putModeration', { body: { items: [{ word: '狗东西', kind: 'abuse' }] } })
  expect((await shown('那个狗东西又来了')).title).toBeNull()
  expect(wechat.read).toHaveLength(3)

  await wechat.close()
  expect((await shown('巷口有人聚赌')).title).toContain('聚赌')
  await set({ miniProgramWords: 'off' })
})

test('a safety word the district adds makes the next report grave, and tells whom to ring', async () => {
  const params = { code: 'wasps' }
  await steward.ask(cases, 'putSafety', { params, body: safety })
  const id = randomUUID()
  const sent = await who.chen.ask(cases, 'report', { body: { id, text: '树上有马蜂窝', place: spot } })
  expect(sent).toMatchObject({ grade: 4, advice: [{ word: '马蜂窝', numbers: ['119'] }] })
  const after = await steward.ask(cases, 'dropSafety', { params })
  expect(after.safety.some(({ code }) => code === 'wasps')).toBe(false)
  expect(after.changes[0]).toMatchObject({ part: 'safety', code: 'wasps', byName: '钱数管' })
  const calm = await who.chen.ask(cases, 'report', { body: { id: randomUUID(), text: '树上有马蜂窝', place: spot } })
  expect(calm.grade).toBeLessThan(4)
})

test('what would break reporting is refused at its field', async () => {
  const put = (code: string, body: typeof source | object) =>
    refusal(steward.ask(cases, 'putSource', { params: { code }, body: { ...source, ...body } }))
  expect(await put('snap', { letter: 'S', roles: ['communityWorker'] })).toMatchObject({
    code: 'cases/nobody-left',
    field: 'roles',
  })
  expect(await put('snap', { roles: ['guest', 'resident'] })).toMatchObject({
    code: 'cases/letter-stays',
    field: 'letter',
  })
  expect(await put('post', { letter: 'S' })).toMatchObject({ code: 'cases/letter-taken', field: 'letter' })
  expect(
    await refusal(steward.ask(cases, 'putSafety', { params: { code: 'fire2' }, body: { ...safety, words: ['火'] } })),
  ).toMatchObject({ status: 422, field: 'words.0' })
  expect(
    await refusal(
      steward.ask(cases, 'putSafety', { params: { code: 'fire2' }, body: { ...safety, categoryCode: 'nothing' } }),
    ),
  ).toMatchObject({ code: 'cases/no-such-category', field: 'categoryCode' })
  expect((await refusal(who.yu.ask(cases, 'wording', {}))).status).toBe(403)
})

test('a channel the district adds is one its people may write down by', async () => {
  await steward.ask(cases, 'putSource', { params: { code: 'letters' }, body: source })
  const { items } = await who.yu.ask(cases, 'sources', {})
  expect(items.find(({ code }) => code === 'letters')).toMatchObject({ name: '社区来信', letter: 'Y' })
})

test('what a reporter was told before they sent stands with the report, for them and for those who work on it', async () => {
  const id = await report('路灯不亮', { privacyVersion: 1 })
  for (const person of [who.chen, who.yu]) expect((await person.ask(cases, 'read', on(id))).privacyVersion).toBe(1)
  const made = who.chen.ask(cases, 'report', {
    body: { id: randomUUID(), text: '路灯不亮', place: spot, privacyVersion: 9 },
  })
  expect(await refusal(made)).toMatchObject({ code: 'cases/no-such-notice', field: 'privacyVersion' })
})
