/** Whatever ends at our own door ends what linked tools hold; tools that were there before become clients. */
import { randomUUID } from 'node:crypto'
import { identity } from '@liren/identity/contract'
import { people } from '@liren/people/contract'
import { afterAll, expect, test } from 'vitest'
import { signOn } from '../contract.ts'
import { failure, here, openSignOnTown } from '../testing/sign-on-town.ts'
import { catchUp } from './catch-up.ts'
import module from './module.ts'
import type { SignOnWork } from './sign-on-work.ts'
import { clientStore } from './store.ts'

const { town, words, keeper, signedOn } = await openSignOnTown()
afterAll(() => town.close())

const password = 'Mutual-help-2026'
/** Somebody with a password, at a browser that keeps its cookies. */
const signedIn = async (name: string, role: 'resident' | 'communityWorker' = 'resident') => {
  const account = await town.work(module, async (work) => {
    const { personId } = await work
      .use(people)
      .register({ fullName: name, areaCode: here, residence: 'permanent', birthOn: '1954-03-02' })
    const loginName = `p${randomUUID().slice(0, 8)}`
    const roles = [{ role, area: here } as const]
    const kind = role === 'resident' ? ('person' as const) : ('staff' as const)
    const about = { loginName, displayName: name, kind, areaCode: here, personId, password, roles }
    return { id: await work.use(identity).createAccount(about), loginName }
  })
  const open = async () => {
    const browser = town.browser()
    await browser.ask(identity, 'logIn', { body: { loginName: account.loginName, password } })
    return browser
  }
  return { ...account, open }
}
const isAlive = async ({ tool, tokens, subject }: Awaited<ReturnType<typeof signedOn>>) =>
  (await failure(tool.userinfo(tokens.access_token, subject))) === null

test('who signs out here is signed out of the tool as well, and only by the browser they signed out of', async () => {
  const mo = await signedIn('莫伯')
  const [home, library] = [await mo.open(), await mo.open()]
  const [atHome, atLibrary] = [await signedOn(home), await signedOn(library)]
  await library.ask(identity, 'logOut', { body: { isEverywhere: false } })
  await town.settle()
  expect(await failure(atLibrary.tool.refresh(atLibrary.tokens.refresh_token ?? ''))).toBe('invalid_grant')
  expect(await isAlive(atLibrary)).toBe(false)
  expect(await isAlive(atHome)).toBe(true)
  await home.ask(identity, 'logOut', { body: { isEverywhere: true } })
  await town.settle()
  expect(await failure(atHome.tool.refresh(atHome.tokens.refresh_token ?? ''))).toBe('invalid_grant')
})

test('a phone that was lost is signed out from another one, and the tools it was at go with it', async () => {
  const tan = await signedIn('谭姨')
  const [lost, kept] = [await tan.open(), await tan.open()]
  const [atLost, atKept] = [await signedOn(lost), await signedOn(kept)]
  const { sessions } = await kept.ask(identity, 'me', {})
  const other = sessions.find(({ isThisOne }) => !isThisOne)
  await kept.ask(identity, 'endSession', { params: { id: other?.id ?? '' } })
  await town.settle()
  expect(await isAlive(atLost)).toBe(false)
  expect(await isAlive(atKept)).toBe(true)
})

test('a session left idle ends, and with it what tools hold; one that was used since goes on', async () => {
  const left = await (await signedIn('值班的小何', 'communityWorker')).open()
  const atLeft = await signedOn(left)
  // Half an hour is the limit of staff.
  town.clock.advance(20 * 60_000)
  const used = await (await signedIn('接班的小关', 'communityWorker')).open()
  const atUsed = await signedOn(used)
  town.clock.advance(15 * 60_000)
  await town.run('identity', 'end-idle')
  await town.settle()
  expect(await failure(atLeft.tool.refresh(atLeft.tokens.refresh_token ?? ''))).toBe('invalid_grant')
  expect(await isAlive(atLeft)).toBe(false)
  expect(await isAlive(atUsed)).toBe(true)
  expect((await left.raw('GET', '/api/identity/me')).status).toBe(401)
})

test('a new password, a lock after wrong tries and a closed account end what tools hold', async () => {
  const lam = await signedIn('林叔')
  const browser = await lam.open()
  const before = await signedOn(browser)
  await browser.ask(identity, 'changePassword', { body: { oldPassword: password, newPassword: 'Another-way-in-26' } })
  await town.settle()
  expect(await failure(before.tool.refresh(before.tokens.refresh_token ?? ''))).toBe('invalid_grant')

  const sy = await signedIn('施婆')
  const there = await signedOn(await sy.open())
  for (let tries = 0; tries < 12; tries += 1)
    await failure(town.browser().ask(identity, 'logIn', { body: { loginName: sy.loginName, password: 'wrong-guess' } }))
  await town.settle()
  expect((await town.told('identity/locked')).some(({ accountId }) => accountId === sy.id)).toBe(true)
  expect(await failure(there.tool.refresh(there.tokens.refresh_token ?? ''))).toBe('invalid_grant')

  const leaving = await (await signedIn('搬走的人')).open()
  const last = await signedOn(leaving)
  await leaving.ask(identity, 'closeAccount', { body: {} })
  await town.settle()
  expect(await isAlive(last)).toBe(false)
  expect(await failure(last.tool.refresh(last.tokens.refresh_token ?? ''))).not.toBeNull()
})

test('tools that were there before signing on become clients once it is there, as the library last told of them', async () => {
  const told = async (name: string, fact: object) =>
    town.owner.query(
      `insert into kernel_outbox (kind, name, fact, topics, at, request_id, delivered_at) values ('event', $1, $2, '{}', now(), gen_random_uuid(), now())`,
      [`tool-library/${name}`, fact],
    )
  const installed = (toolId: string, more: object = {}) =>
    told('installed', {
      ...{
        toolId,
        kind: 'linked',
        name: words('老工具'),
        summary: words('早就有了'),
        icon: 'link',
        unit: words('民政局'),
      },
      ...{
        isPublished: true,
        link: {
          url: 'https://old.yuexiu.cn/',
          claims: ['community', 'shoeSize'],
          redirectUrls: ['https://old.yuexiu.cn/back'],
        },
      },
      ...more,
    })
  await installed('old-tool')
  await told('used', { toolId: 'old-tool', areaCode: here, isOn: true, untilOn: null })
  await installed('gone-tool')
  await told('withdrawn', { toolId: 'gone-tool', isGone: true })
  await installed('tried-tool', { isPublished: false })
  await told('installed', { toolId: 'of-another-time', kind: 'linked' })
  const clients = async () =>
    (await keeper().ask(signOn, 'clients', {})).items.map(({ toolId, claims, isOn }) => [toolId, claims, isOn])
  const before = await clients()
  // Once, or as often as somebody likes.
  for (let time = 0; time < 2; time += 1) await town.work(module, (work) => catchUp(work as unknown as SignOnWork))
  expect(await clients()).toEqual(
    [...before, ['gone-tool', ['community'], false], ['old-tool', ['community'], true]].toSorted(([a], [b]) =>
      String(a) < String(b) ? -1 : 1,
    ),
  )
  expect(await town.work(module, (work) => clientStore(work.db).areasOf('old-tool', '2026-01-01'))).toEqual([here])
})
