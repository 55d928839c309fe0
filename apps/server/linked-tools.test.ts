/** A linked tool from its document to its last token: made, published, taken up, composed, opened, known, and forgotten again. */
import { randomUUID } from 'node:crypto'
import { identity } from '@liren/identity/contract'
import type { Module } from '@liren/kernel'
import { launcher } from '@liren/launcher/contract'
import { people } from '@liren/people/contract'
import { signOn } from '@liren/sign-on/contract'
import { follow, relyingParty } from '@liren/sign-on/testing/relying-party'
import { host, type Person, type Town } from '@liren/testing'
import { toolLibrary } from '@liren/tool-library/contract'
import { linkedTool } from '@liren/tool-library/testing/outside'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadModules, readPreset } from './preset.ts'

const origin = 'https://liren.yuexiu.cn'
const district = '440104000000'
const [here, there] = ['440104001001', '440104001002']
const toolId = 'elder-rides'
let town: Town
let admin: Person
let resident: Person
/** Modules of this town with a door on the home page of residents. */
const withDoor = ['native:tool-library', 'native:organisation', 'native:matters', 'native:catalogue']
const as = (role: string, area: string) => town.as({ roles: [{ role, area, unitId: null }] })

/** What these modules stand on, and nothing else of the preset. */
const wanted = async (): Promise<Module[]> => {
  const all = await loadModules(readPreset('yuexiu'))
  const withNeeds = (name: string): Module[] => {
    const found = all.find(({ contract }) => contract.name === name)
    return found ? [...(found.needs ?? []).flatMap((need) => withNeeds(need.name)), found] : []
  }
  return [...new Set(['tool-library', 'launcher', 'sign-on'].flatMap(withNeeds))]
}

beforeAll(async () => {
  town = await host(await wanted(), { env: { LIREN_ORIGIN: origin } })
  await town.owner.query(
    `insert into territory_areas (code, name, level, parent_code, valid_from_on) values ($1,'越秀区','district',null,'2020-01-01'),
     ('440104001000','洪桥街道','subdistrict',$1,'2020-01-01'), ($2,'越秀山社区','community','440104001000','2020-01-01'), ($3,'应元社区','community','440104001000','2020-01-01')`,
    [district, here, there],
  )
  admin = as('communityAdmin', here)
  const { id, personId } = await town.work('launcher', async (work) => {
    const registration = { fullName: '陈秀英', areaCode: here, residence: 'permanent', birthOn: '1954-03-02' } as const
    const { personId: person } = await work.use(people).register(registration)
    const account = {
      loginName: 'chen',
      displayName: '陈秀英',
      kind: 'person',
      areaCode: here,
      personId: person,
    } as const
    return { id: await work.use(identity).createAccount(account), personId: person }
  })
  resident = town.as({ id, personId, roles: [{ role: 'resident', area: here, unitId: null }] })
})
afterAll(() => town.close())

const doors = async () => (await resident.ask(launcher, 'home', { query: { area: here } })).tiles.map(({ id }) => id)

test('a department makes it and the keeper publishes it; only then can people be signed on, and only with a secret', async () => {
  const maker = as('communityAdmin', there)
  const document = linkedTool()
  const own = { ...document, provider: { ...document.provider, publisher: `a${there}` } }
  const draftId = randomUUID()
  await maker.ask(toolLibrary, 'keepDraft', { params: { id: draftId }, body: { area: there, document: own } })
  const need = await maker.ask(toolLibrary, 'askNeed', {
    body: { area: there, title: '老人出门叫不到车', evidence: '上月三位老人求助', serves: 'resident' },
  })
  await maker.ask(toolLibrary, 'submit', {
    params: { id: draftId },
    body: { trialUntil: '2030-01-01', exitCriteria: '一个月内十位老人用过', needId: need.id },
  })
  await town.settle()
  const keeper = as('dataSteward', district)
  // On trial its addresses have not been looked at yet.
  expect((await keeper.ask(signOn, 'clients', {})).items).toEqual([])
  await maker.ask(toolLibrary, 'noteTogether', {
    params: { id: toolId },
    body: {
      id: randomUUID(),
      area: there,
      kind: 'trialGroup',
      heldOn: town.clock.now().toISOString().slice(0, 10),
      people: 6,
      who: '六位邻居',
      what: '一起试了一遍',
    },
  })
  await keeper.ask(toolLibrary, 'decide', {
    params: { id: toolId, version: '1.0.0' },
    body: { isPublished: true, reason: '可用' },
  })
  await town.settle()
  expect((await keeper.ask(signOn, 'clients', {})).items).toMatchObject([
    { toolId, claims: ['community'], hasSecret: false, redirectUrls: ['https://rides.yuexiu-gov.cn/back'] },
  ])
})

test('the administrator looks through the eyes of somebody of seventy-two, hides a door, takes the tool up; the resident sees it at once', async () => {
  await admin.ask(toolLibrary, 'use', { params: { id: toolId }, body: { area: here, mode: 'cite' } })
  await town.settle()
  const preview = (entries?: readonly { id: string; isShown: boolean }[]) =>
    admin.ask(launcher, 'preview', {
      params: { area: here },
      body: { persona: { age: 72 }, ...(entries ? { entries: [...entries] } : {}) },
    })
  const ids = (await preview()).tiles.map(({ id }) => id)
  expect(ids).toContain(toolId)
  expect(ids).toContain('native:tool-library')
  const { tools } = await admin.ask(launcher, 'composition', { params: { area: here } })
  // What has a door on a resident's home page, and nothing else, is put in order here.
  const natives = tools.map(({ id }) => id).filter((id) => id !== toolId)
  expect(natives.toSorted()).toEqual(withDoor.toSorted())
  const entries = [{ id: toolId, isShown: true }, ...natives.map((id) => ({ id, isShown: false }))]
  expect((await preview(entries)).tiles.map(({ id }) => id)).toEqual([toolId])
  expect(await doors()).toContain('native:tool-library')
  await admin.ask(launcher, 'compose', { params: { area: here }, body: { entries } })
  expect(await doors()).toEqual([toolId])
})

test('what everything stands on has doors too: put in order and left out by the community, hidden by oneself', async () => {
  const seen = async () => {
    const { tiles, without } = await resident.ask(launcher, 'home', { query: { area: here } })
    return { ids: tiles.map(({ id }) => id), tiles, without }
  }
  const compose = (...entries: readonly { id: string; isShown: boolean; group?: 'government' }[]) =>
    admin.ask(launcher, 'compose', { params: { area: here }, body: { entries: [...entries] } })
  await compose()
  // Behind what the community took up, until it says otherwise.
  const { ids } = await seen()
  expect(ids.slice(0, 2)).toEqual([toolId, 'native:tool-library'])
  expect(ids.toSorted()).toEqual([toolId, ...withDoor].toSorted())
  await compose({ id: 'native:organisation', isShown: true, group: 'government' }, { id: toolId, isShown: true })
  expect((await seen()).ids.slice(0, 2)).toEqual(['native:organisation', toolId])
  await resident.ask(launcher, 'choose', { body: { order: [], hidden: ['native:organisation'] } })
  expect((await seen()).tiles[0]).toMatchObject({ id: 'native:organisation', isHidden: true, group: 'government' })
  await resident.ask(launcher, 'restore', {})
  await compose({ id: 'native:organisation', isShown: false }, { id: toolId, isShown: true })
  expect((await seen()).ids).not.toContain('native:organisation')
  expect((await seen()).without).toEqual(['organisation'])
  const why = await resident.ask(launcher, 'why', { query: { area: here, id: 'native:organisation' } })
  expect(why).toMatchObject({ isSeen: false, reasons: [{ kind: 'community', verdict: 'no' }] })
})

test('the resident opens it by the door, agrees, is known there, and takes that back', async () => {
  const tile = (await resident.ask(launcher, 'home', { query: { area: here } })).tiles.find(({ id }) => id === toolId)
  const led = await resident.raw('GET', tile?.url ?? '')
  expect([led.status, led.headers.get('location')]).toEqual([303, 'https://rides.yuexiu-gov.cn/'])
  await town.settle()
  // That it was opened counts for the community; by whom does not.
  const { rows } = await town.owner.query('select area_code, uses from launcher_use_days where tile_id = $1', [toolId])
  expect(rows).toEqual([{ area_code: here, uses: 1 }])
  const keeper = as('dataSteward', district)
  const { clientSecret } = await keeper.ask(signOn, 'makeSecret', { params: { id: toolId } })
  const tool = await relyingParty({
    raw: town.guest.raw,
    origin,
    clientId: toolId,
    clientSecret,
    redirectUri: 'https://rides.yuexiu-gov.cn/back',
    scope: 'openid community',
  })
  const visit = await tool.begin()
  const uid = (await follow(resident.raw, origin, visit.url.href)).url.pathname.replace('/sign-on/ask/', '')
  const { to } = await resident.ask(signOn, 'consent', { params: { uid }, body: { claims: ['community'] } })
  const tokens = await tool.finish((await follow(resident.raw, origin, to)).url, visit)
  const subject = tokens.claims()?.sub ?? ''
  expect(await tool.userinfo(tokens.access_token, subject)).toMatchObject({ community_name: '越秀山社区' })
  await resident.ask(signOn, 'withdraw', { params: { id: toolId } })
  await expect(tool.userinfo(tokens.access_token, subject)).rejects.toThrow()
})

test('a link that fell silent is said to be out of reach on the home page, and no longer when it answers', async () => {
  const isDown = async () =>
    (await resident.ask(launcher, 'home', { query: { area: here } })).tiles.find(({ id }) => id === toolId)?.isDown
  // No name of the open Internet leads there: three silences, an hour apart.
  for (let turn = 0; turn < 3; turn += 1) {
    await town.run('tool-library', 'check-reach')
    await town.settle()
    town.clock.advance(3_600_000)
  }
  expect(await isDown()).toBe(true)
})

test('withdrawn, nobody is signed on any more', async () => {
  const keeper = as('dataSteward', district)
  await keeper.ask(toolLibrary, 'withdraw', {
    params: { id: toolId, version: '1.0.0' },
    body: { because: '另有更好的' },
  })
  await town.settle()
  expect((await keeper.ask(signOn, 'clients', {})).items).toMatchObject([{ isOn: false }])
})
