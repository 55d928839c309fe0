/** People fill in a form: it is filled already, says from where, and asks only what nobody can know. */

import { randomUUID } from 'node:crypto'
import { catalogue } from '@liren/catalogue/contract'
import catalogueModule from '@liren/catalogue/server'
import { files } from '@liren/files/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forms } from '../contract.ts'
import { sheetAddress } from '../paper.ts'
import { allowance } from '../testing/allowance.ts'
import { elsewhere, here, openStreet } from '../testing/street.ts'

let street: Awaited<ReturnType<typeof openStreet>>
let chen: Awaited<ReturnType<typeof street.neighbour>>
let wang: Awaited<ReturnType<typeof street.neighbour>>
beforeAll(async () => {
  street = await openStreet()
  await street.lay(allowance)
  chen = await street.neighbour('陈秀英', '440104195503080029', '13800001234')
  wang = await street.neighbour('王秀英', '440104194003080028', '13800005678')
  await street.told(
    { kind: 'person', id: chen.id },
    { 'share.socialCard.account': '6217000012345678', 'share.socialCard.bank': '广州银行' },
  )
})
afterAll(() => street.town.close())

const filled = (more: object = {}) => ({
  answers: {},
  confirmed: [],
  reasons: {},
  refused: [],
  materials: {},
  ...more,
})
const begin = (who: { ask: typeof chen.asks.ask }, more: object = {}) =>
  who.ask(forms, 'start', { body: { id: randomUUID(), code: 'SQ-001', ...more } })

/** A grey gradient, sixteen dots wide. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAAYElEQVR4nGXKEQCAMABFwYfDYRiGw2EYDsPhMAzDMAzDMAzDMAzDMAzz3/GBzV0ZYtMN07Id14PJCl/Vqe3Hed3P+/0FJBgkWCRkSMiRUCDBIcEjoURChYSAhBoJEQnpA6LffAGXCC4+AAAAAElFTkSuQmCC',
  'base64',
)
describe('she applies for the allowance herself', () => {
  test('the form knows her already, and says from where', async () => {
    const draft = await begin(chen.asks)
    expect(draft.answers).toMatchObject({ name: '陈秀英', idNumber: '440104195503080029', phone: '13800001234' })
    expect(draft.offers.name).toMatchObject({ source: '人口基础库' })
    expect(draft.answers).not.toHaveProperty('account') // she has not agreed to it
    expect(draft.state).toBe('draft')
  })

  test('among her footprints the form is named in her language', async () => {
    await begin(chen.asks)
    const reasons = async (locale: string) => {
      const reply = await chen.asks.raw('GET', '/api/people/me/footprints', undefined, { 'accept-language': locale })
      const { items } = await reply.json()
      return items.map(({ reason }: { readonly reason: string }) => reason)
    }
    expect(await reasons('zh-CN')).toContain('为填写“高龄津贴申请”预先带出')
    expect(await reasons('en')).toContain('To fill in “Allowance for the old” ahead')
  })

  test('what she agreed to is there too, and she types nothing at all', async () => {
    await street.agree(chen, 'share.socialCard')
    const draft = await begin(chen.asks)
    expect(draft.answers).toMatchObject({ account: '6217000012345678' })
    const body = filled({ answers: draft.answers, confirmed: ['residence', 'phone'] })
    const done = await chen.asks.ask(forms, 'submit', { params: { id: draft.id }, body })
    expect(done.state).toBe('submitted')
    expect(done.number).toMatch(/^F20261128-[0-9A-F]{8}$/)
    expect(done.tally).toMatchObject({ typed: 0, confirmed: 2 })
    expect(done.answers).toMatchObject({ age: 71, birthOn: '1955-03-08' })
    expect((await street.town.told('forms/submitted')).at(-1)).toMatchObject({ submissionId: draft.id, typed: 0 })
    // Once more, as a phone without an answer would: it is one form.
    expect((await chen.asks.ask(forms, 'submit', { params: { id: draft.id }, body })).number).toBe(done.number)
  })

  test('what has to be confirmed is never skipped, and the field is named', async () => {
    const draft = await begin(chen.asks)
    const body = filled({ answers: draft.answers, confirmed: ['residence'] })
    await expect(chen.asks.ask(forms, 'submit', { params: { id: draft.id }, body })).rejects.toMatchObject({
      problem: { code: 'forms/incomplete', field: 'phone' },
    })
  })

  test('she may change her phone and says why; her name is changed at its source only', async () => {
    const draft = await begin(chen.asks)
    const answers = { ...draft.answers, phone: '13900009999' }
    const send = (more: object) =>
      chen.asks.ask(forms, 'submit', {
        params: { id: draft.id },
        body: filled({ answers, confirmed: ['residence'], ...more }),
      })
    await expect(send({})).rejects.toMatchObject({ problem: { field: 'phone' } })
    await expect(send({ answers: { ...answers, name: '陈英' }, reasons: { phone: '换号了' } })).rejects.toMatchObject({
      problem: { field: 'name' },
    })
    expect((await send({ reasons: { phone: '换号了' } })).tally).toMatchObject({ typed: 1, edited: 1 })
  })

  test('what she refuses is not read at all: no footprint says so', async () => {
    const before = await street.footprints(wang)
    const refused = ['person.idNumber', 'person.phone', 'person.hukou.address', 'person.residence']
    const draft = await begin(wang.asks, { refused })
    expect(draft.answers).toEqual({ name: '王秀英', payMode: 'socialCard' })
    const seen = (await street.footprints(wang)).filter((field) => !before.includes(field))
    expect(seen).toEqual(['fullName'])
    // And still she gets through: everything can be typed.
    const answers = {
      ...draft.answers,
      idNumber: '440104194003080028',
      residence: '东风东路 1 号',
      phone: '13800005678',
      account: '6217000011112222',
    }
    const done = await wang.asks.ask(forms, 'submit', { params: { id: draft.id }, body: filled({ answers, refused }) })
    expect(done.tally).toMatchObject({ typed: 4, refused: 4 })
  })

  test('she goes on where she stopped; somebody who saved in between is not overwritten', async () => {
    const draft = await begin(chen.asks)
    const body = { ...filled({ answers: { ...draft.answers, account: '62170000' } }), revision: 0 }
    expect(await chen.asks.ask(forms, 'save', { params: { id: draft.id }, body })).toMatchObject({ revision: 1 })
    const elsewhere = { ...filled({ answers: { ...draft.answers, account: '62179999' } }), revision: 0 }
    await expect(chen.asks.ask(forms, 'save', { params: { id: draft.id }, body: elsewhere })).rejects.toMatchObject({
      problem: { code: 'forms/somebody-was-faster', field: 'revision' },
    })
    expect((await chen.asks.ask(forms, 'read', { params: { id: draft.id } })).answers).toMatchObject({
      account: '62170000',
    })
    const { items } = await chen.asks.ask(forms, 'listMine', { query: { state: 'draft' } })
    expect(items.map(({ id }) => id)).toContain(draft.id)
  })

  test('she types on while saves are on their way, in whatever order they arrive: the last word stands and nobody complains', async () => {
    const draft = await begin(chen.asks)
    const copy = randomUUID()
    const words = Array.from({ length: 9 }, (_, index) => '621700000'.slice(0, index + 1))
    const send = (turn: number) =>
      chen.asks.ask(forms, 'save', {
        params: { id: draft.id },
        body: {
          ...filled({ answers: { ...draft.answers, account: words[turn - 1] } }),
          revision: 0,
          copy: { id: copy, turn },
        },
      })
    const told = await Promise.all([9, 2, 7, 1, 8, 3, 6, 4, 5].map(send))
    expect(told.every(({ revision }) => revision > 0)).toBe(true)
    const now = await chen.asks.ask(forms, 'read', { params: { id: draft.id } })
    expect(now).toMatchObject({ answers: { account: '621700000' }, copy: { id: copy, turn: 9 } })
    // A lost answer: the phone sends the same once more.
    expect(await send(9)).toMatchObject({ revision: now.revision })

    // One word at another device, and the phone, which does not know, goes on: that is for her to decide.
    const desk = { ...filled({ answers: { ...draft.answers, account: '6217' } }), revision: now.revision }
    await chen.asks.ask(forms, 'save', {
      params: { id: draft.id },
      body: { ...desk, copy: { id: randomUUID(), turn: 1 } },
    })
    const late = {
      ...filled({ answers: { ...draft.answers, account: '62170000001' } }),
      revision: now.revision,
      copy: { id: copy, turn: 10 },
    }
    await expect(chen.asks.ask(forms, 'save', { params: { id: draft.id }, body: late })).rejects.toMatchObject({
      problem: { code: 'forms/somebody-was-faster' },
    })
    expect((await chen.asks.ask(forms, 'read', { params: { id: draft.id } })).answers).toMatchObject({
      account: '6217',
    })
    // She says that what stands here counts.
    const mine = { ...late, revision: now.revision + 1, copy: { id: copy, turn: 11 } }
    await chen.asks.ask(forms, 'save', { params: { id: draft.id }, body: mine })
    expect((await chen.asks.ask(forms, 'read', { params: { id: draft.id } })).answers).toMatchObject({
      account: '62170000001',
    })
  })

  test('what she wrote at another device is not overwritten by handing in here unseen', async () => {
    const { id, answers } = await begin(chen.asks)
    const withAccount = (account: string) => filled({ answers: { ...answers, account } })
    const elsewhere = { ...withAccount('6217000012340000'), revision: 0, copy: { id: randomUUID(), turn: 1 } }
    await chen.asks.ask(forms, 'save', { params: { id }, body: elsewhere })
    const hand = (revision: number) =>
      chen.asks.ask(forms, 'submit', { params: { id }, body: { ...withAccount('62170000'), since: { revision } } })
    const unseen = { problem: { code: 'forms/somebody-was-faster', field: 'since.revision' } }
    await expect(hand(0)).rejects.toMatchObject(unseen)
    // She has seen both: now it is looked at like every other.
    await expect(hand(1)).rejects.toMatchObject({ problem: { code: 'forms/incomplete' } })
  })

  test('nothing of what she wrote stands readable in the database', async () => {
    const { rows } = await street.town.owner.query('select content, origins::text from forms_submissions')
    const all = JSON.stringify(rows)
    for (const secret of ['陈秀英', '13800001234', '440104195503080029', '6217000012345678'])
      expect(all).not.toContain(secret)
  })

  test('a draft is gone after thirty days', async () => {
    const draft = await begin(wang.asks)
    street.town.clock.advance(31 * 86_400_000)
    await street.town.run('forms', 'sweep')
    await expect(wang.asks.ask(forms, 'read', { params: { id: draft.id } })).rejects.toMatchObject({
      problem: { status: 404 },
    })
    street.town.clock.set('2026-11-28T10:00:00+08:00')
  })
})

describe('somebody helps', () => {
  test('one neighbour after another at the same desk: nothing of the first is in reach of the second', async () => {
    const id = randomUUID()
    const helping = (personId: string) => street.staff('communityWorker', here, { id, helps: personId })
    const first = await begin(helping(chen.id))
    expect(first).toMatchObject({ isAssisted: true, channel: 'proxy' })
    expect(first.answers).toMatchObject({ name: '陈秀英' })

    const next = helping(wang.id)
    for (const ask of [
      () => next.ask(forms, 'read', { params: { id: first.id } }),
      () => next.ask(forms, 'start', { body: { id: first.id, code: 'SQ-001' } }),
      () => next.ask(forms, 'discard', { params: { id: first.id } }),
      () => street.staff('communityWorker', here, { id }).ask(forms, 'read', { params: { id: first.id } }),
    ])
      await expect(ask()).rejects.toMatchObject({ problem: { status: 404 } })
    expect((await next.ask(forms, 'listMine', { query: {} })).items).toEqual([])
    const second = await begin(next)
    expect(JSON.stringify(second)).not.toContain('陈秀英')
    expect(second.answers).toMatchObject({ name: '王秀英' })
    // Back to the first one: it is still there.
    expect((await helping(chen.id).ask(forms, 'read', { params: { id: first.id } })).answers).toMatchObject({
      name: '陈秀英',
    })
  })

  test('the letter of authority is signed, or the form is not taken', async () => {
    const helper = street.staff('communityWorker', here, { helps: chen.id })
    const draft = await begin(helper)
    const agent = {
      name: '李主任',
      idNumber: '440104198001010011',
      phone: '13800000000',
      relation: 'other',
      authorisation: 'community',
    }
    const answers = { ...draft.answers, agent }
    await expect(
      helper.ask(forms, 'submit', {
        params: { id: draft.id },
        body: filled({ answers, confirmed: ['residence', 'phone'] }),
      }),
    ).rejects.toMatchObject({ problem: { code: 'forms/incomplete' } })
    const { faults } = await helper.ask(forms, 'save', {
      params: { id: draft.id },
      body: { ...filled({ answers, confirmed: ['residence', 'phone'] }), revision: 0 },
    })
    expect(faults.map(({ field }) => field)).toContain('materials.letter')
  })
})

describe('the office', () => {
  test('reads what was handed in for a stated reason, and she sees that somebody looked', async () => {
    const { items } = await street.worker.ask(forms, 'listSubmissions', { query: {} })
    expect(items.length).toBeGreaterThan(0)
    expect(JSON.stringify(items)).not.toContain('陈秀英')
    const hers = (await chen.asks.ask(forms, 'listMine', { query: { state: 'submitted' } })).items[0]
    const seen = await street.worker.ask(forms, 'inspect', {
      params: { id: hers?.id ?? '' },
      body: { reason: '核对地址' },
    })
    expect(seen.answers).toMatchObject({ name: '陈秀英' })
    expect(await street.footprints(chen)).toContain('share.socialCard.account')
  })

  test('nobody of another community, no grid worker, no neighbour reads it', async () => {
    const hers = (await chen.asks.ask(forms, 'listMine', { query: { state: 'submitted' } })).items[0]
    const body = { reason: '看看' }
    const params = { id: hers?.id ?? '' }
    await expect(
      street.staff('communityWorker', elsewhere).ask(forms, 'inspect', { params, body }),
    ).rejects.toMatchObject({ problem: { status: 404 } })
    for (const role of ['gridWorker', 'handler'])
      await expect(street.staff(role).ask(forms, 'inspect', { params, body })).rejects.toMatchObject({
        problem: { status: 403 },
      })
    await expect(wang.asks.ask(forms, 'inspect', { params, body })).rejects.toMatchObject({ problem: { status: 403 } })
    await expect(wang.asks.ask(forms, 'read', { params })).rejects.toMatchObject({ problem: { status: 404 } })
    await expect(street.town.guest.ask(forms, 'read', { params })).rejects.toMatchObject({ problem: { status: 401 } })
    expect(
      (await street.staff('communityWorker', elsewhere).ask(forms, 'listSubmissions', { query: {} })).items,
    ).toEqual([])
  })

  test('what was saved is counted from what people typed, against the paper form, with its denominator', async () => {
    const { whole, items } = await street.worker.ask(forms, 'savings', { query: {} })
    expect(items).toHaveLength(1)
    expect(whole).toMatchObject({ finished: 3, typed: 5, baselineFields: 69, materials: 0, baselineMaterials: 15 })
    expect(whole.fieldsSaved).toBeCloseTo(1 - 5 / 69)
    expect(whole.materialsSaved).toBe(1)
    const none = await street.staff('communityWorker', elsewhere).ask(forms, 'savings', { query: {} })
    expect(none.whole).toMatchObject({ finished: 0, fieldsSaved: null })
  })

  test('the same fact typed again within ninety days is noticed, later it is not', async () => {
    const again = async () => {
      const draft = await begin(wang.asks, { refused: ['person.phone'] })
      const answers = { ...draft.answers, phone: '13800005678', account: '6217000011112222' }
      await wang.asks.ask(forms, 'submit', {
        params: { id: draft.id },
        body: filled({ answers, confirmed: ['residence'], refused: ['person.phone'] }),
      })
      return (await street.staff('dataSteward', '440104000000').ask(forms, 'repeats', { query: {} })).items
    }
    const items = await again()
    expect(items.map(({ key }) => key).sort()).toEqual(['person.phone', 'share.socialCard.account'])
    expect(items[0]).toMatchObject({ code: 'SQ-001', firstCode: 'SQ-001' })
    // The catalogue has it in the figure of the whole house, by the names of the fields and without a word of what was typed.
    const house = await street.staff('dataSteward', '440104000000').ask(catalogue, 'readRetyping', { query: {} })
    expect(house).toMatchObject({ retyped: 2, people: 2 })
    expect(house.items.map(({ name }) => name).sort()).toEqual(['社保卡金融账户', '联系电话'])
    expect(JSON.stringify(house)).not.toMatch(/13800005678|6217000011112222/)
    street.town.clock.advance(100 * 86_400_000)
    expect(await again()).toHaveLength(2)
    street.town.clock.set('2026-11-28T10:00:00+08:00')
  })
})

describe('on paper and in a sheet', () => {
  test('a sheet goes out, is filled in, and comes back into the draft with its faulty row named', async () => {
    const { default: excel } = await import('@protobi/exceljs')
    const sent = await wang.asks.raw('GET', '/api/forms/forms/SQ-001/template')
    expect(sent.headers.get('content-type')).toContain('spreadsheetml')
    const book = new excel.Workbook()
    await book.xlsx.load(await sent.arrayBuffer())
    const sheet = book.worksheets[0]
    sheet?.eachRow((row) => {
      if (row.getCell(1).value === 'account') row.getCell(3).value = '6217000033334444'
      if (row.getCell(1).value === 'phone') row.getCell(3).value = '12'
    })
    const draft = await begin(wang.asks, { channel: 'paper' })
    expect(draft.channel).toBe('paper')
    const take = async (bytes: ArrayBuffer | string) => {
      const form = new FormData()
      form.append('file', new Blob([bytes]), 'form.xlsx')
      const reply = await wang.asks.raw('POST', `/api/forms/submissions/${draft.id}/sheets`, form)
      return (await reply.json()) as { code?: string; faults?: { row: number; field: string; code: string }[] }
    }
    const taken = await take((await book.xlsx.writeBuffer()) as ArrayBuffer)
    expect(taken.faults).toEqual([expect.objectContaining({ field: 'phone', code: 'wrong-phone', row: 6 })])
    expect((await wang.asks.ask(forms, 'read', { params: { id: draft.id } })).answers).toMatchObject({
      account: '6217000033334444',
      name: '王秀英',
    })
    expect((await take('no sheet')).code).toBe('forms/sheet-unreadable')
    // A few kilobytes that would swell in memory.
    if (sheet) sheet.getCell('H1').value = '。'.repeat(3_000_000)
    const swelling = (await book.xlsx.writeBuffer()) as ArrayBuffer
    expect(swelling.byteLength).toBeLessThan(100_000)
    expect((await take(swelling)).code).toBe('forms/sheet-unreadable')
  })
})

describe('a filled sheet of paper is scanned in', () => {
  const upload = async (who: { raw: typeof chen.asks.raw }) => {
    const id = randomUUID()
    const form = new FormData()
    form.append('file', new Blob([picture], { type: 'image/png' }), '第一页.png')
    expect((await who.raw('PUT', `/api/files/uploads/${id}`, form)).status).toBe(200)
    return id
  }
  const printed = (path: string, sheet: number, code = 'SQ-001') =>
    sheetAddress(`https://liren.example/worker${path}`, { code, version: 1, sheet, sheets: 2 })

  test('the code in its corner leads to her form, the picture stands beside it, and stays as evidence', async () => {
    const clerk = street.staff('communityWorker', here, { id: randomUUID(), helps: chen.id })
    const draft = await begin(clerk, { channel: 'paper' })
    const params = { id: draft.id }
    const [first, second] = [printed(`/forms/${draft.id}`, 1), printed('/services/apply/SQ-001', 2)]
    const found = await clerk.ask(forms, 'findPaper', { body: { text: first } })
    expect(found).toMatchObject({
      submissionId: draft.id,
      sheet: 1,
      sheets: 2,
      isOpen: true,
      path: `/forms/${draft.id}`,
    })
    // A blank one, filled with a pen, leads to where it is begun.
    expect(await clerk.ask(forms, 'findPaper', { body: { text: second } })).toMatchObject({
      submissionId: null,
      code: 'SQ-001',
      sheet: 2,
      path: '/services/apply/SQ-001',
    })

    const fileId = await upload(clerk)
    await clerk.ask(forms, 'keepPaper', { params, body: { fileId, text: first } })
    await clerk.ask(forms, 'keepPaper', { params, body: { fileId: await upload(clerk), text: second } })
    // Photographed anew: the later picture of a sheet counts.
    const sharper = await upload(clerk)
    const { items } = await clerk.ask(forms, 'keepPaper', { params, body: { fileId: sharper, text: first } })
    expect(items.map(({ sheet, isReadByCode, file }) => [sheet, isReadByCode, file.id === sharper])).toEqual([
      [1, true, true],
      [2, true, false],
    ])
    const { rows } = await street.town.owner.query('select 1 from forms_papers where submission_id is null')
    expect(rows).toEqual([])

    const letter = await upload(clerk)
    const agent = {
      ...{ name: '李主任', idNumber: '440104198001010011', phone: '13800000000' },
      ...{ relation: 'other', authorisation: 'community' },
    }
    const body = filled({
      answers: { ...draft.answers, agent },
      confirmed: ['residence', 'phone'],
      materials: { letter: { fileIds: [letter] } },
    })
    const done = await clerk.ask(forms, 'submit', { params, body })
    expect(done.state).toBe('submitted')
    await expect(clerk.ask(forms, 'dropPaper', { params: { id: draft.id, sheet: '1' } })).rejects.toMatchObject({
      problem: { code: 'forms/handed-in-already' },
    })
    const seen = await street.worker.ask(forms, 'inspect', { params, body: { reason: '核对纸质表' } })
    expect(seen.papers?.map(({ sheet, keptByName }) => [sheet, keptByName !== ''])).toEqual([
      [1, true],
      [2, true],
    ])
  })

  test('a sheet of another form, of another neighbour, or without a code is told apart', async () => {
    const id = randomUUID()
    const draft = await begin(street.staff('communityWorker', here, { id, helps: chen.id }))
    const other = street.staff('communityWorker', here, { id, helps: wang.id })
    // The next one sits at the desk: the sheet of the one before leads nowhere.
    await expect(
      other.ask(forms, 'findPaper', { body: { text: printed(`/forms/${draft.id}`, 1) } }),
    ).rejects.toMatchObject({ problem: { status: 404 } })
    const hers = await begin(other)
    const fileId = await upload(other)
    const keep = (body: object) => other.ask(forms, 'keepPaper', { params: { id: hers.id }, body: { fileId, ...body } })
    for (const text of [printed(`/forms/${draft.id}`, 1), printed('/services/apply/SQ-002', 1, 'SQ-002')])
      await expect(keep({ text })).rejects.toMatchObject({
        problem: { code: 'forms/paper-of-another-form', field: 'text' },
      })
    await expect(keep({ text: 'WIFI:S:home;;' })).rejects.toMatchObject({ problem: { code: 'forms/paper-unread' } })
    const { items } = await keep({ sheet: 3 })
    expect(items).toMatchObject([{ sheet: 3, sheets: null, isReadByCode: false }])
    // Given up, nothing of it stays: the picture goes with the draft.
    const [paper] = (
      await street.town.owner.query<{ id: string }>('select id from forms_papers where file_id = $1', [fileId])
    ).rows
    await other.ask(forms, 'discard', { params: { id: hers.id } })
    const held = await street.town.work('forms', (work) => work.use(files).of('forms', `paper:${paper?.id}`))
    expect(paper?.id).toBeTruthy()
    expect(held).toEqual([])
  })
})

describe('handed in', () => {
  test('a save that comes late changes nothing and is no error', async () => {
    const draft = await begin(chen.asks)
    const params = { id: draft.id }
    const copy = randomUUID()
    const whole = filled({ answers: draft.answers, confirmed: ['residence', 'phone'] })
    const late = (turn: number) =>
      chen.asks.ask(forms, 'save', {
        params,
        body: { ...filled({ answers: { name: '陈' } }), revision: 0, copy: { id: copy, turn } },
      })
    await late(1)
    const [done] = await Promise.all([chen.asks.ask(forms, 'submit', { params, body: whole }), late(2), late(3)])
    await late(4)
    const read = await chen.asks.ask(forms, 'read', { params })
    expect(read).toMatchObject({ state: 'submitted', number: done.number, answers: { name: '陈秀英' } })
  })
})

describe('five years later', () => {
  test('with an old submission its photo is forgotten too', async () => {
    const draft = await begin(chen.asks)
    const body = filled({ answers: draft.answers, confirmed: ['residence', 'phone'] })
    await chen.asks.ask(forms, 'submit', { params: { id: draft.id }, body })
    const object = `submission:${draft.id}`
    const held = () => street.town.work('forms', (work) => work.use(files).of('forms', object))
    await street.town.work('forms', (work) =>
      work.use(files).keep({ name: '证明', bytes: picture }, { module: 'forms', object }),
    )
    await street.town.run(catalogueModule, 'delete-due')
    expect(await held()).toHaveLength(1)
    street.town.clock.advance(1827 * 86_400_000)
    await street.town.run(catalogueModule, 'delete-due')
    expect(await held()).toEqual([])
    const { rows } = await street.town.owner.query('select 1 from forms_submissions where id = $1', [draft.id])
    expect(rows).toEqual([])
  })
})
