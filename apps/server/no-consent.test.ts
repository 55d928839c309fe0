/** 不同意也能办 Somebody who refuses every optional consent and every offer to fill things in still gets through each core journey. */
import { randomUUID } from 'node:crypto'
import { appointments } from '@liren/appointments/contract'
import { benefits } from '@liren/benefits/contract'
import { cases } from '@liren/cases/contract'
import { catalogue } from '@liren/catalogue/contract'
import { forms } from '@liren/forms/contract'
import { identity } from '@liren/identity/contract'
import { demoPassword } from '@liren/identity/seed'
import { matters } from '@liren/matters/contract'
import { mutualAid } from '@liren/mutual-aid/contract'
import { points } from '@liren/points/contract'
import { services } from '@liren/services/contract'
import { host, type Person, type Town } from '@liren/testing'
import { toolLibrary } from '@liren/tool-library/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadModules, presetFor, readPreset } from './preset.ts'

const here = '440104001001'
const dayMs = 86_400_000
/** A picture of sixteen dots. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAAYElEQVR4nGXKEQCAMABFwYfDYRiGw2EYDsPhMAzDMAzDMAzDMAzDMAzz3/GBzV0ZYtMN07Id14PJCl/Vqe3Hed3P+/0FJBgkWCRkSMiRUCDBIcEjoURChYSAhBoJEQnpA6LffAGXCC4+AAAAAElFTkSuQmCC',
  'base64',
)

let town: Town
let resident: Person
let clerk: Person
beforeAll(async () => {
  const file = readPreset('yuexiu')
  town = await host(await loadModules(file), { preset: presetFor(file, 'yuexiu', 'demo', () => {}) })
  resident = town.browser()
  await resident.ask(identity, 'logIn', { body: { loginName: 'resident1', password: demoPassword } })
  clerk = town.as({
    name: '余受理',
    roles: (['communityWorker', 'acceptor', 'dutyLeader'] as const).map((role) => ({
      role,
      area: '440104000000',
      unitId: null,
    })),
  })
}, 240_000)
afterAll(() => town.close())

const photo = async (who: Person) => {
  const id = randomUUID()
  const form = new FormData()
  form.append('file', new Blob([dot], { type: 'image/png' }), '现场.png')
  const reply = await who.raw('PUT', `/api/files/uploads/${id}`, form)
  if (reply.status !== 200) throw new Error(await reply.text())
  return ((await reply.json()) as { id: string }).id
}

/** Every dictionary key a form might be filled from. */
const keysOf = (definition: unknown): string[] => {
  const found = new Set<string>()
  const walk = (value: unknown) => {
    if (Array.isArray(value)) for (const one of value) walk(one)
    else if (value && typeof value === 'object')
      for (const [key, one] of Object.entries(value)) {
        if (key === 'from' && typeof one === 'string') found.add(one)
        walk(one)
      }
  }
  walk(definition)
  return [...found]
}

describe('after refusing whatever may be refused', () => {
  test('nothing is agreed to, and no policy looks for her', async () => {
    const { items } = await resident.ask(catalogue, 'listMyConsents')
    expect(items.length).toBeGreaterThan(3)
    for (const { purpose, version } of items)
      await resident.ask(catalogue, 'decideConsent', { params: { purpose }, body: { isGiven: false, version } })
    const after = await resident.ask(catalogue, 'listMyConsents')
    expect(after.items.filter(({ isGiven }) => isGiven)).toEqual([])
    await resident.ask(benefits, 'choose', { body: { isOptedOut: true } })
    expect((await resident.ask(benefits, 'mine')).isOptedOut).toBe(true)
  })

  test('she reports without her place, her photo or her name to be shown, and follows it to the end', async () => {
    const id = randomUUID()
    const { number, queryCode } = await resident.ask(cases, 'report', {
      body: { id, text: '路灯不亮，晚上看不清台阶', areaCode: here, isPublic: false, isAnonymous: true },
    })
    expect((await resident.ask(matters, 'progress', { body: { number, code: queryCode } })).number).toBe(number)
    const grid = town.as({ name: '林网格', roles: [{ role: 'gridWorker', area: here, unitId: null }] })
    const [before, after] = [await photo(grid), await photo(grid)]
    await grid.ask(cases, 'settle', { params: { id }, body: { text: '已换灯泡', before: [before], after: [after] } })
    expect((await resident.ask(matters, 'progress', { body: { number, code: queryCode } })).state).toBe('closed')
  })

  /** As somebody would type it: the same facts, told by herself. */
  const typed = async (code: string, more: Readonly<Record<string, unknown>>) => {
    const first = randomUUID()
    await resident.ask(services, 'begin', { params: { code }, body: { id: first, area: here, channel: 'mobile' } })
    const offered = await resident.ask(forms, 'read', { params: { id: first } })
    const refused = [...new Set([...keysOf(offered.definition), ...offered.held])]
    expect(refused.length).toBeGreaterThan(0)
    const id = randomUUID()
    await resident.ask(services, 'begin', { params: { code }, body: { id, area: here, channel: 'mobile', refused } })
    const bare = await resident.ask(forms, 'read', { params: { id } })
    expect(Object.keys(bare.offers)).toEqual([])
    const saved = await resident.ask(forms, 'save', {
      params: { id },
      body: {
        answers: { ...offered.answers, ...more },
        confirmed: [],
        reasons: {},
        refused,
        materials: {},
        revision: bare.revision,
      },
    })
    expect(saved.faults).toEqual([])
    const { materials } = await resident.ask(services, 'read', { params: { id } })
    const given: { key: string; source: 'esign' | 'upload'; files?: string[]; textVersion?: number }[] = []
    for (const { key, sources, source, text } of materials) {
      if (source !== null) continue
      if (sources.includes('esign'))
        given.push({
          key,
          source: 'esign',
          files: [await photo(resident)],
          ...(text ? { textVersion: text.version } : {}),
        })
      else {
        given.push({ key, source: 'upload', files: [await photo(resident)] })
      }
    }
    await resident.ask(services, 'submit', { params: { id }, body: { materials: given } })
    return id
  }

  test('she applies for a visit at home with everything typed by herself, and it is taken on', async () => {
    const id = await typed('SQ-006', { wishes: ['door'], emergencyContact: '何女士 13800008888' })
    await clerk.ask(services, 'accept', { params: { id }, body: {} })
    expect((await resident.ask(services, 'read', { params: { id } })).state).not.toBe('draft')
  })

  test('she applies for an allowance that no policy was allowed to find for her', async () => {
    const id = await typed('SQ-001', { account: { holder: '陈秀英', bank: '示范银行', number: '6217009988776655443' } })
    expect((await resident.ask(services, 'read', { params: { id } })).state).toBe('submitted')
  })

  test('she books a time at the window', async () => {
    const { items } = await resident.ask(appointments, 'places', { query: { area: here } })
    const place = items[0]
    if (!place) throw new Error('nowhere to book')
    for (let days = 1; days < 8; days += 1) {
      const day = new Date(town.clock.now().getTime() + days * dayMs + 8 * 3_600_000).toISOString().slice(0, 10)
      const { items: slots } = await resident.ask(appointments, 'slots', { params: { id: place.id }, query: { day } })
      const slot = slots.find(({ left }) => left > 0)
      if (!slot) continue
      const booked = await resident.ask(appointments, 'book', {
        body: { id: randomUUID(), placeId: place.id, startAt: slot.startAt, service: place.services[0] ?? '其他' },
      })
      expect(booked.state).toBe('booked')
      return
    }
    throw new Error('no slot within a week')
  })

  test('she reads, answers and earns points, with nobody told what she read', async () => {
    const { items } = await resident.ask(points, 'readings', { query: { area: here } })
    const reading = items[0]
    if (!reading) throw new Error('nothing to read')
    let isRight = false
    for (const [choice] of reading.choices.entries()) {
      const said = await resident
        .ask(points, 'answer', { params: { id: reading.id }, body: { choice, deviceId: 'phone-without-consent' } })
        .catch(() => null)
      isRight ||= said?.isRight === true
      if (isRight) break
    }
    expect(isRight).toBe(true)
    await town.settle()
    const { items: entries } = await resident.ask(points, 'entries', { query: {} })
    expect(entries.some(({ because }) => because.includes('看一看'))).toBe(true)
  })

  test('she asks a neighbour for help', async () => {
    const inHours = (hours: number) => new Date(town.clock.now().getTime() + hours * 3_600_000).toISOString()
    const id = randomUUID()
    await resident.ask(mutualAid, 'ask', {
      body: {
        id,
        area: here,
        kind: 'errand',
        wish: '帮忙取一下药',
        building: '1 栋',
        exactPlace: '楼梯口左手第二户',
        forWhom: 'self',
        startsAt: inHours(3),
        endsAt: inHours(4),
        hours: 0,
      },
    })
    expect((await resident.ask(mutualAid, 'read', { params: { id } })).state).toBe('open')
  })

  test('she borrows from the community’s tools without leaving her number', async () => {
    const day = new Date(town.clock.now().getTime() + dayMs).toISOString().slice(0, 10)
    const { state } = await resident.ask(toolLibrary, 'open', {
      params: { id: 'tool-borrowing' },
      body: { id: randomUUID(), area: here, process: 'loan', answers: { tool: 'drill', fromOn: day, days: 2 } },
    })
    expect(state).toBe('asked')
  })
})
