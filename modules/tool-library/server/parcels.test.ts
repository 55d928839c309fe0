/** Files that come from outside: whose they are, what is trusted, in which order, and what becomes of them here. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toolLibrary } from '../contract.ts'
import type { ToolDocument } from '../document/document.ts'
import { borrowing } from '../testing/sample.ts'
import { openTown, there } from '../testing/town.ts'
import { makeKey, pack, signParcel } from './check/sign.ts'

let open: Awaited<ReturnType<typeof openTown>>
let needId = ''
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.problem,
  )

beforeAll(async () => {
  open = await openTown()
  await open.install(borrowing())
  const need = await open.resident(there).ask(toolLibrary, 'askNeed', {
    body: { area: there, title: '想借轮椅', evidence: '老人出院后都要用', serves: 'resident' },
  })
  needId = need.id
})
afterAll(() => open.town.close())

test('a parcel from outside is taken only from a publisher known here, never older, never other bytes under one number; what is new is wanted and tried first', async () => {
  const key = makeKey('guali-town')
  const tool = { ...borrowing(), id: 'from-outside', provider: { ...borrowing().provider, publisher: 'guali-town' } }
  const taken = { trialUntil: '2029-12-31', trialArea: there, exitCriteria: '三十天内有十人借用', needId }
  const send = (document: ToolDocument, by = key, more: object = { ...taken, justification: '外区的做法更省事' }) =>
    open.keeper().ask(toolLibrary, 'install', { body: { parcel: signParcel(pack(document), by), ...more } })
  const check = (document: ToolDocument) =>
    open.keeper().ask(toolLibrary, 'checkParcel', { body: { parcel: signParcel(pack(document), key) } })
  expect(await check(tool)).toMatchObject({ isSound: true, isTrusted: false, keyId: key.keyId, isTriedFirst: true })
  expect(await refusal(send(tool))).toMatchObject({ code: 'tool-library/not-signed' })
  const steward = open.keeper()
  await steward.ask(toolLibrary, 'trustKey', {
    params: { publisher: 'guali-town' },
    body: { publicKey: key.publicKey },
  })
  const first = { ...tool, version: '1.1.0' }
  expect(await check(first)).toMatchObject({ isTrusted: true, tool: { publisher: 'guali-town' }, failing: [] })
  expect(await refusal(send(first, key, {}))).toMatchObject({ field: 'needId' })
  expect(await refusal(send(first, key, { ...taken, trialArea: undefined }))).toMatchObject({ field: 'trialArea' })
  expect(await refusal(send(first, key, taken))).toMatchObject({ field: 'justification' })
  expect(await send(first)).toMatchObject({ state: 'trial', isSigned: true, trialArea: there })
  await open.resident(there).ask(toolLibrary, 'open', {
    params: { id: 'from-outside' },
    body: { area: there, answers: { tool: 'drill', fromOn: '2029-12-01', days: 3, phone: '13800009999' } },
  })
  // Whoever took it in does not decide about it alone.
  const decision = { params: { id: 'from-outside', version: '1.1.0' }, body: { isPublished: true, reason: '试用良好' } }
  const { rows } = await open.town.owner.query(
    `select installed_by, signature from tool_library_versions where tool_id = 'from-outside'`,
  )
  const same = open.town.as({ id: rows[0].installed_by, roles: steward.actor.grants })
  expect(await refusal(same.ask(toolLibrary, 'decide', decision))).toMatchObject({ code: 'tool-library/own-work' })
  expect(await open.keeper().ask(toolLibrary, 'decide', decision)).toMatchObject({ state: 'published', isSigned: true })
  // It stays signed by whoever made it.
  const parcel = await open.town.guest.ask(toolLibrary, 'parcel', { params: decision.params })
  expect(parcel).toMatchObject({ signature: { keyId: key.keyId, publisher: 'guali-town' } })
  expect(await refusal(send(tool))).toMatchObject({ code: 'tool-library/version-older' })
  expect(await refusal(send(first))).toMatchObject({ code: 'tool-library/version-there' })
  expect(await refusal(send({ ...first, icon: 'star' }))).toMatchObject({ code: 'tool-library/digest-differs' })
  expect(await refusal(send({ ...tool, version: '2.0.0' }, makeKey('guali-town')))).toMatchObject({
    code: 'tool-library/not-signed',
  })
  // A small step of what is published here comes at once.
  const smaller = {
    ...first,
    version: '1.1.1',
    summary: { ...tool.summary, 'zh-CN': '电钻、梯子、轮椅，登记就能借走。' },
  }
  expect(await send(smaller, key, {})).toMatchObject({ state: 'published' })
  const stolen = { ...tool, id: 'tool-borrowing', version: '9.0.0' }
  expect(await refusal(send(stolen))).toMatchObject({ code: 'tool-library/own-work' })
})

test('one library’s key is trusted for each of its publishers, and, revoked, for none', async () => {
  const key = makeKey('library')
  const keeper = open.keeper()
  const trust = (publisher: string) =>
    keeper.ask(toolLibrary, 'trustKey', { params: { publisher }, body: { publicKey: key.publicKey } })
  expect(await trust('far-street')).toMatchObject({ publisher: 'far-street' })
  expect(await trust('far-bureau')).toMatchObject({ publisher: 'far-bureau', keyId: key.keyId })
  const of = (publisher: string) => {
    const tool = borrowing()
    const { lineage: _, ...plain } = tool
    return { ...plain, id: `of-${publisher}`, provider: { ...tool.provider, publisher } } as ToolDocument
  }
  const check = (document: ToolDocument, publisher: string) =>
    keeper.ask(toolLibrary, 'checkParcel', { body: { parcel: signParcel(pack(document), { ...key, publisher }) } })
  for (const publisher of ['far-street', 'far-bureau'])
    expect(await check(of(publisher), publisher)).toMatchObject({ isTrusted: true })
  await keeper.ask(toolLibrary, 'revokeKey', { params: { key: key.keyId }, body: { because: '私钥外泄' } })
  for (const publisher of ['far-street', 'far-bureau'])
    expect(await check(of(publisher), publisher)).toMatchObject({ isTrusted: false })
  expect(await refusal(trust('far-village'))).toMatchObject({ field: 'publicKey' })
})
