/** What the library tells: communities compared, publishers and their keys, needs with what was made for them, duplicates that were avoided. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toolLibrary } from '../contract.ts'
import type { ToolDocument } from '../document/document.ts'
import { borrowing, spoilt } from '../testing/sample.ts'
import { far, here, openTown, there } from '../testing/town.ts'
import { makeKey, pack, signParcel } from './check/sign.ts'

let open: Awaited<ReturnType<typeof openTown>>
const maker = '019abcde-0000-7000-8000-0000000000b1'
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.problem,
  )
const id = 'tool-borrowing'

beforeAll(async () => {
  open = await openTown()
  await open.install(borrowing())
  for (const area of [here, there])
    await open.admin(area).ask(toolLibrary, 'use', { params: { id }, body: { area, mode: 'cite' } })
})
afterAll(() => open.town.close())

const avoided = async () => (await open.town.guest.ask(toolLibrary, 'boards', {})).duplicatesAvoided

test('whoever makes what is there already and cites it instead avoids a duplicate, once; whoever makes it all the same does not', async () => {
  const draftOf = async (draft: string, area: string, name: string) => {
    const author = open.admin(area, maker)
    const document: ToolDocument = { ...borrowing(), id: name }
    await author.ask(toolLibrary, 'keepDraft', { params: { id: draft }, body: { area, document } })
    const seen = await author.ask(toolLibrary, 'check', { body: { document, draft } })
    expect(seen.alike[0]).toMatchObject({ id })
    return author
  }
  const first = '019abcde-0000-7000-8000-0000000000c1'
  const author = await draftOf(first, far, 'our-own-tools')
  expect(await avoided()).toBe(0)
  // Looking at a stranger’s draft counts nothing.
  await open
    .admin(far)
    .ask(toolLibrary, 'check', { body: { document: { ...borrowing(), id: 'not-mine' }, draft: first } })
  for (let time = 0; time < 2; time += 1)
    await author.ask(toolLibrary, 'use', { params: { id }, body: { area: far, mode: 'cite' } })
  expect(await avoided()).toBe(1)

  const second = '019abcde-0000-7000-8000-0000000000c2'
  await draftOf(second, far, 'made-all-the-same')
  const need = await author.ask(toolLibrary, 'askNeed', {
    body: { area: far, title: '想借帐篷', evidence: '周末露营用', serves: 'resident' },
  })
  await author.ask(toolLibrary, 'submit', {
    params: { id: second },
    body: { trialUntil: '2027-12-31', exitCriteria: '十人借过', needId: need.id, justification: '要登记押金' },
  })
  await author.ask(toolLibrary, 'use', { params: { id }, body: { area: far, mode: 'cite' } })
  expect(await avoided()).toBe(1)
  const [asked] = (await open.town.guest.ask(toolLibrary, 'needs', { query: {} })).items
  expect(asked?.versions).toMatchObject([{ toolId: 'made-all-the-same', version: '1.0.0', state: 'trial' }])
})

test('the next version is drafted where the tool was made, with its number worked out from what changed', async () => {
  expect(
    await refusal(open.admin(there, maker).ask(toolLibrary, 'revise', { params: { id }, body: { area: there } })),
  ).toMatchObject({ code: 'tool-library/own-work' })
  const author = open.admin(here, maker)
  const { draftId } = await author.ask(toolLibrary, 'revise', { params: { id }, body: { area: here } })
  const { document } = await author.ask(toolLibrary, 'draft', { params: { id: draftId } })
  const draft = document as ToolDocument // as it was kept
  expect(draft.version).toBe('1.0.1')
  const latest = async (changed: ToolDocument) =>
    (await author.ask(toolLibrary, 'check', { body: { document: changed, draft: draftId } })).latest
  expect(await latest({ ...draft, icon: 'star' })).toMatchObject({ version: '1.0.0', next: '1.0.1' })
  const [form, ...others] = draft.forms
  if (!form) throw new Error('the sample has a form')
  const stricter = form.fields.map((field) => (field.key === 'use' ? { ...field, isRequired: true } : field))
  expect(await latest({ ...draft, forms: [{ ...form, fields: stricter }, ...others] })).toMatchObject({
    step: 'major',
    next: '2.0.0',
  })
})

test('communities are laid beside each other: version, distance to the newest, own words; and what the other one has', async () => {
  const words = { 'processes/loan/states/asked': { 'zh-CN': '来店里拿', en: 'Fetch it' } }
  await open.admin(there).ask(toolLibrary, 'rename', {
    params: { id, area: there },
    body: { name: { 'zh-CN': '共享工具角', en: 'Tool corner' }, words },
  })
  const [form, ...others] = borrowing().forms
  if (!form) throw new Error('the sample has a form')
  const stricter = form.fields.map((field) => (field.key === 'use' ? { ...field, isRequired: true } : field))
  const answered = spoilt('/examples/0/answers/use', '修水管') as ToolDocument
  await open.install({ ...answered, version: '2.0.0', forms: [{ ...form, fields: stricter }, ...others] })
  await open.admin(here).ask(toolLibrary, 'upgrade', { params: { id, area: here }, body: { isMajorAgreed: true } })
  const { latest, items } = await open.town.guest.ask(toolLibrary, 'comparison', { params: { id } })
  expect(latest).toBe('2.0.0')
  expect(items.find(({ areaCode }) => areaCode === here)).toMatchObject({ version: '2.0.0', step: 'none', renamed: 0 })
  expect(items.find(({ areaCode }) => areaCode === there)).toMatchObject({
    version: '1.0.0',
    step: 'major',
    changes: 2,
    renamed: 2,
    name: { 'zh-CN': '共享工具角' },
  })
  await open.install({ ...borrowing(), id: 'only-there' }, null)
  await open.admin(there).ask(toolLibrary, 'use', { params: { id: 'only-there' }, body: { area: there, mode: 'cite' } })
  const both = await open.town.guest.ask(toolLibrary, 'compareAreas', { query: { area: here, other: there } })
  expect(both.items.find(({ toolId }) => toolId === 'only-there')).toMatchObject({
    here: null,
    there: { version: '1.0.0' },
  })
})

test('the keeper trusts a publisher’s public key, takes in what it signed, and trusts it no longer', async () => {
  const key = makeKey('guali-town')
  const tool = { ...borrowing(), id: 'from-guali', provider: { ...borrowing().provider, publisher: 'guali-town' } }
  const send = (document: ToolDocument) =>
    open.keeper().ask(toolLibrary, 'install', { body: { parcel: signParcel(pack(document), key), ...tried } })
  const need = await open.resident().ask(toolLibrary, 'askNeed', {
    body: { area: here, title: '想借外区的工具', evidence: '搬来的人常问', serves: 'resident' },
  })
  const tried = {
    ...{ needId: need.id, justification: '外区的做法更省事', trialArea: there },
    ...{ trialUntil: '2030-01-01', exitCriteria: '三十天内有十人借用' },
  }
  const trust = (publicKey: string, publisher = 'guali-town') =>
    open.keeper().ask(toolLibrary, 'trustKey', { params: { publisher }, body: { publicKey } })
  expect(await refusal(send(tool))).toMatchObject({ code: 'tool-library/not-signed' })
  const long = open.town.as({ roles: open.keeper().actor.grants, provedAt: null })
  const later = { params: { publisher: 'guali-town' }, body: { publicKey: key.publicKey } }
  expect(await refusal(long.ask(toolLibrary, 'trustKey', later))).toMatchObject({ code: 'kernel/stale-proof' })
  expect(await refusal(trust(key.privateKey ?? ''))).toMatchObject({ field: 'publicKey' })
  expect(await refusal(trust(`-----BEGIN PUBLIC KEY-----${'A'.repeat(60)}`))).toMatchObject({ field: 'publicKey' })
  expect(await trust(key.publicKey)).toMatchObject({ keyId: key.keyId, revokedAt: null, versions: 0 })
  // One library signs for several publishers; what it signed counts for each by itself.
  expect(await trust(key.publicKey, 'another-town')).toMatchObject({ publisher: 'another-town', versions: 0 })
  await send(tool)
  await open.resident(there).ask(toolLibrary, 'open', {
    params: { id: 'from-guali' },
    body: { area: there, answers: { tool: 'drill', fromOn: '2029-12-01', days: 3, phone: '13800009999' } },
  })
  await open.keeper().ask(toolLibrary, 'decide', {
    params: { id: 'from-guali', version: '1.0.0' },
    body: { isPublished: true, reason: '试用良好' },
  })
  const { items } = await open.keeper().ask(toolLibrary, 'publishers', { query: {} })
  expect(items.find(({ publisher }) => publisher === 'guali-town')).toMatchObject({
    tools: 1,
    keys: [{ keyId: key.keyId, versions: 1 }],
  })
  // A signature says who made it, not that its number tells the truth or that it works.
  await open.admin().ask(toolLibrary, 'use', { params: { id: 'from-guali' }, body: { area: here, mode: 'cite' } })
  const answered = spoilt('/examples/0/answers/use', '修水管', tool)
  const breaking = (version: string) =>
    spoilt('/version', version, spoilt('/forms/0/fields/4/isRequired', true, answered)) as ToolDocument
  for (const version of ['1.0.1', '1.1.0'])
    expect(await refusal(send(breaking(version)))).toMatchObject({ code: 'tool-library/version-step' })
  const failing = spoilt('/examples/0/steps/1/expect', 'lent', { ...tool, version: '1.0.1' }) as ToolDocument
  expect(await refusal(send(failing))).toMatchObject({ code: 'tool-library/journey-fails' })
  expect(await refusal(send(tool))).toMatchObject({ code: 'tool-library/version-there' })
  const followed = async () =>
    (await open.admin().ask(toolLibrary, 'uses', { query: { area: here } })).items.find(
      ({ toolId }) => toolId === 'from-guali',
    )?.version
  expect(await followed()).toBe('1.0.0')
  await send(breaking('2.0.0'))
  expect(await followed()).toBe('1.0.0')
  const revoke = { params: { key: key.keyId }, body: { because: '私钥泄露' } }
  expect(await refusal(long.ask(toolLibrary, 'revokeKey', revoke))).toMatchObject({ code: 'kernel/stale-proof' })
  const revoked = await open.keeper().ask(toolLibrary, 'revokeKey', revoke)
  expect(revoked.revokedAt).not.toBeNull()
  expect(await refusal(send({ ...tool, version: '1.1.0' }))).toMatchObject({ code: 'tool-library/not-signed' })
  expect(await refusal(trust(key.publicKey))).toMatchObject({ field: 'publicKey' })
  expect(await refusal(open.admin().ask(toolLibrary, 'publishers', { query: {} }))).toMatchObject({ status: 403 })
})
