/** Every route against every role: whoever has no business there is told so, before anything else is looked at. */
import { randomUUID } from 'node:crypto'
import type { RouteSpec } from '@liren/contract'
import { holds } from '@liren/kernel/permissions'
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadModules, presetFor, readPreset } from './preset.ts'
import { sample } from './sample.ts'

type Found = { readonly module: string; readonly name: string; readonly route: RouteSpec }

const here = '440104001001'
const elsewhere = '440104022001'
let town: Town
let routes: Found[] = []
let roles: string[] = []

beforeAll(async () => {
  const file = readPreset('yuexiu')
  town = await host(await loadModules(file), { preset: presetFor(file, 'yuexiu', 'demo', () => {}) })
  routes = [...town.host.core.modules.values()].flatMap((module) =>
    Object.entries(module.contract.routes ?? {}).map(([name, route]) => ({
      module: module.contract.name,
      name,
      route,
    })),
  )
  roles = [...new Set([...town.host.core.roles.values()].flatMap((set) => [...set]))]
    .filter((role) => role !== 'guest')
    .sort()
}, 240_000)
afterAll(() => town.close())

const fill = (path: string, values: Readonly<Record<string, string>> = {}) =>
  path.replace(/:([A-Za-z]+)/g, (_, key: string) =>
    encodeURIComponent(values[key] ?? '01940000-0000-7000-8000-000000000001'),
  )
const url = ({ module, route }: Found, values?: Readonly<Record<string, string>>) =>
  `/api/${module}${fill(route.path, values)}`
const as = (role: string, area: string) => town.as({ roles: [{ role, area, unitId: null }] })

describe('every route', () => {
  test('asks a guest to sign in unless guests have business there', async () => {
    const wrong: string[] = []
    for (const found of routes) {
      const { guest } = town
      if (holds(town.host.core.roles, guest.actor, found.route.may)) continue
      const response = await guest.raw(found.route.method, url(found))
      if (response.status !== 401) wrong.push(`${found.module}.${found.name}: ${response.status}`)
    }
    expect(wrong).toEqual([])
  })

  test('refuses every role that does not hold its permission', async () => {
    const wrong: string[] = []
    let asked = 0
    for (const found of routes)
      for (const role of roles) {
        const person = as(role, '440104000000')
        if (holds(town.host.core.roles, person.actor, found.route.may)) continue
        asked += 1
        const response = await person.raw(found.route.method, url(found))
        if (response.status !== 403) wrong.push(`${found.module}.${found.name} as ${role}: ${response.status}`)
      }
    expect(asked).toBeGreaterThan(500)
    expect(wrong).toEqual([])
  }, 240_000)
})

/** Bodies whose own rules ask for more than their schema does. */
const fuller: Readonly<Record<string, object>> = {
  'people.registerEnterprise': { creditCode: '91350100M000100Y43' },
  'matters.assign': { unitId: '01940000-0000-7000-8000-000000000001' },
}
const bodyFor = ({ module, name, route }: Found) =>
  route.body ? { ...(sample(route.body) as object), ...fuller[`${module}.${name}`] } : undefined

/** Names under which a route is asked about an area. */
const areaNames = ['area', 'areaCode', 'community', 'communityCode']
const fieldsOf = (schema: unknown) => Object.keys((schema as { properties?: object } | undefined)?.properties ?? {})
const areasIn = ({ route }: Found) => ({
  path: areaNames.filter((name) => new RegExp(`:${name}\\b`).test(route.path)),
  query: areaNames.filter((name) => fieldsOf(route.query).includes(name)),
  body: areaNames.filter((name) => fieldsOf(route.body).includes(name)),
})
/** Things that exist, so that a route is not left before it asks whose area it is. */
const existing: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'tool-library': { id: 'corridor-clearing' },
  'tool-library.keepDraft': { id: '01940000-0000-7000-8000-000000000001' },
  cases: { code: 'A0101' },
  launcher: { module: 'cases' },
  'one-form.confirm': { period: '2026-03' },
  'matters.flow': { process: 'case-handling' },
}
/** How, when and of what kind something was counted: no word about the area itself. */
const aboutCounting = new Set(['from', 'until', 'at', 'days', 'smallest', 'words', 'version', 'kind'])
const isNothing = (value: unknown): boolean =>
  !value ||
  value === here ||
  (typeof value === 'object' &&
    Object.entries(value).every(([key, part]) => (aboutCounting.has(key) && !Array.isArray(part)) || isNothing(part)))

/** What signed-in people of other communities may ask about an area, and why. */
const openToOthers: Readonly<Record<string, string>> = {
  'territory.buildings': 'addresses stand on the houses',
  'organisation.units': 'the directory of offices is one for the district',
  'organisation.proposals': 'who would be responsible is one list for the district',
  'organisation.onDuty': 'whoever needs an office now, from anywhere, finds who is there',
  'catalogue.listSystems': 'the inventory of systems is there so that nobody builds one twice',
  'forms.listForms': 'forms of the district are for everybody',
  'cases.report': 'anybody reports what they see, wherever it is',
  'cases.consider': 'advice on words somebody is just writing',
  'triage.consider': 'advice on words somebody is just writing',
  'command.plans': 'plans of the district hold for all',
  'command.callTargets': 'who is above a place is one list for the district',
  'command.fittingPlans': 'plans of the district hold for all',
  'tool-library.askNeed': 'anybody says what is missing',
  'tool-library.remark': 'anybody says what does not work well',
  'tool-library.offer': 'anybody offers',
  'launcher.tiles': 'names of what there is to press',
  'launcher.unused': 'what stands unused is named beside the boards of the library, which everybody reads',
  'one-form.checkDraft': 'what is held at all, by kind',
}

/** Reads that are meant for everybody, wherever they are. */
const forEverybody = new Set(['anyone'])

describe('somebody of another community', () => {
  /** Real things of one community: a private report made just now, a person of the register. */
  const objects = async () => {
    const id = randomUUID()
    const made = await as('resident', here).raw('POST', '/api/cases/reports', {
      id,
      text: '楼道灯坏了',
      areaCode: here,
      isPublic: false,
    })
    expect(made.status).toBe(201)
    const { rows } = await town.owner.query<{ id: string }>(
      `select m.person_id as id from people_memberships m where m.community_code not like $1 limit 1`,
      [`${elsewhere}%`],
    )
    return { matter: id, person: rows[0]?.id }
  }

  test('gets nothing of a private case, by any route and any role', async () => {
    const { matter } = await objects()
    const wrong: string[] = []
    for (const found of routes.filter(
      (one) => (one.module === 'matters' || one.module === 'cases') && /^\/(matters|cases)\/:id/.test(one.route.path),
    ))
      for (const role of roles) {
        const person = as(role, elsewhere)
        if (!holds(town.host.core.roles, person.actor, found.route.may)) continue
        const body = bodyFor(found)
        const response = await person.raw(found.route.method, url(found, { id: matter, move: 'signIn' }), body)
        if (response.status !== 403 && response.status !== 404)
          wrong.push(
            `${found.module}.${found.name} as ${role}: ${response.status} ${(await response.text()).slice(0, 160)}`,
          )
      }
    expect(wrong).toEqual([])
  }, 240_000)

  test('gets nothing of a person, by any route and any role', async () => {
    const { person: personId } = await objects()
    expect(personId).toBeDefined()
    const wrong: string[] = []
    for (const found of routes.filter((one) => one.module === 'people' && one.route.path.startsWith('/persons/:id')))
      for (const role of roles) {
        const person = as(role, elsewhere)
        if (!holds(town.host.core.roles, person.actor, found.route.may) || forEverybody.has(found.route.may)) continue
        const body = bodyFor(found)
        const response = await person.raw(found.route.method, url(found, { id: personId ?? '' }), body)
        if (response.status !== 403 && response.status !== 404)
          wrong.push(
            `${found.module}.${found.name} as ${role}: ${response.status} ${(await response.text()).slice(0, 160)}`,
          )
      }
    expect(wrong).toEqual([])
  }, 240_000)

  /** What there is in one community, by the path under which it is asked for; what the demo lacks is laid down here. */
  const held = async (): Promise<Readonly<Record<string, string>>> => {
    const one = async (text: string, values: unknown[] = []) => {
      const { rows } = await town.owner.query<{ id: string }>(text, values)
      if (!rows[0]) throw new Error(`nothing found by ${text}`)
      return rows[0].id
    }
    const [grantId, flagId, conflictId, unpaidKey] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
    const shop = await one('select id from mall_points where area_code = $1 limit 1', [here])
    const person = await one(
      'select person_id as id from points_transfers where area_code = $1 and person_id is not null limit 1',
      [here],
    )
    const asker = randomUUID()
    await town.owner.query(
      `insert into points_grants (id, person_id, area_code, amount, because, state, asked_by, asked_by_name, asked_at)
       values ($1, $2, $3, 200, '救人', 'asked', $4, '某社工', now())`,
      [grantId, person, here, asker],
    )
    await town.owner.query(
      `insert into points_flags (id, kind, mark, area_code, person_ids, transfer_ids, state, found_at)
       values ($1, 'self', $2, $3, array[$4]::uuid[], '{}', 'frozen', now())`,
      [flagId, `self ${flagId}`, here, person],
    )
    await town.owner.query(
      `insert into mall_conflicts (id, handing_id, reservation_id, point_id, why, done_at, by_name)
       values ($1, $1, $1, $2, 'cancelled', now(), '某店')`,
      [conflictId, shop],
    )
    await town.owner.query(
      `insert into points_unpaid (source, key, person_id, rule_code, area_code, amount, why, at) values ('rule:x', $1, $2, 'x', $3, 5, 'cap', now())`,
      [unpaidKey, person, here],
    )
    return {
      'mall /points/': shop,
      'mall /goods/': await one('select id from mall_goods where point_id = $1 limit 1', [shop]),
      'mall /reservations/': await one('select id from mall_reservations where area_code = $1 limit 1', [here]),
      'mall /conflicts/': conflictId,
      'points /transfers/': await one('select id from points_transfers where person_id = $1 limit 1', [person]),
      'points /unpaid/': await one('select id from points_unpaid where key = $1', [unpaidKey]),
      'points /people/': person,
      'points /grants/': grantId,
      'points /flags/': flagId,
      'points /readings/': await one('select id from points_readings where area_code = $1 limit 1', [here]),
      'mutual-aid /requests/': await one('select id from mutual_aid_requests where area_code = $1 limit 1', [here]),
      'mutual-aid /dangers/': await one('select id from mutual_aid_requests where area_code = $1 limit 1', [here]),
    }
  }

  test('gets nothing of a shop, of anybody’s points or of help between neighbours, by any route and any role', async () => {
    const things = await held()
    const { rows } = await town.owner.query<{ id: string }>(
      'select person_id as id from people_memberships where community_code like $1 limit 1',
      [`${elsewhere}%`],
    )
    const stranger = rows[0]?.id ?? randomUUID()
    const wrong: string[] = []
    const asked = new Set<string>()
    for (const [key, id] of Object.entries(things)) {
      const [module, start = ''] = key.split(' ')
      for (const found of routes.filter((one) => one.module === module && one.route.path.startsWith(`${start}:`)))
        for (const role of roles) {
          const person = town.as({ roles: [{ role, area: elsewhere, unitId: null }], personId: stranger })
          if (!holds(town.host.core.roles, person.actor, found.route.may)) continue
          asked.add(key)
          const response = await person.raw(found.route.method, url(found, { id }), bodyFor(found))
          if (response.status !== 403 && response.status !== 404)
            wrong.push(
              `${module}.${found.name} as ${role}: ${response.status} ${(await response.text()).slice(0, 160)}`,
            )
        }
    }
    expect([...asked].toSorted()).toEqual(Object.keys(things).toSorted())
    expect(wrong).toEqual([])
  }, 240_000)
})

describe('whoever asks about another community', () => {
  type Figures = { readonly rows: readonly { figures: readonly { numerator: number; denominator: number }[] }[] }
  type Flow = { readonly now: { closed: number }; readonly before: { closed: number }; readonly states: unknown }
  /** Replies that say what each figure means, or what could be asked: nothing was counted in them. */
  const uncounted: Readonly<Record<string, (reply: unknown) => boolean>> = {
    'command.figures': (reply) =>
      (reply as Figures).rows.every(({ figures }) => figures.every((one) => !one.numerator && !one.denominator)),
    'matters.flow': (reply) => {
      const { now, before, states } = reply as Flow
      return now.closed === 0 && before.closed === 0 && isNothing(states)
    },
  }
  const gotNothing = async (found: Found, response: Response) => {
    if (response.status === 403 || response.status === 404 || response.status === 409) return true
    if (!response.ok) return false
    const text = await response.text()
    if (text === '') return true
    const reply: unknown = JSON.parse(text)
    return (uncounted[`${found.module}.${found.name}`] ?? isNothing)(reply)
  }
  const ask = (found: Found, role: string) => {
    const { module, name, route } = found
    const areas = areasIn(found)
    const values = { ...existing[module], ...existing[`${module}.${name}`] }
    const about = (names: readonly string[]) => Object.fromEntries(names.map((one) => [one, here]))
    const asked = route.query ? (sample(route.query) as Record<string, string>) : {}
    const known = Object.entries(values).filter(([key]) => key in asked)
    const query = new URLSearchParams({ ...asked, ...Object.fromEntries(known), ...about(areas.query) })
    const sampled = route.params ? (sample(route.params) as Record<string, unknown>) : {}
    const params = Object.fromEntries(Object.entries(sampled).map(([key, value]) => [key, String(value)]))
    const body = bodyFor(found)
    return as(role, elsewhere).raw(
      route.method,
      `${url(found, { ...params, ...values, ...about(areas.path) })}?${query}`,
      body ? { ...body, ...about(areas.body) } : undefined,
    )
  }

  test('is refused, or gets nothing, by any route and any role', async () => {
    const wrong: string[] = []
    const asked = new Set<string>()
    for (const found of routes) {
      const { module, name, route } = found
      const key = `${module}.${name}`
      if (route.kind === 'stream' || route.kind === 'upload' || forEverybody.has(route.may) || openToOthers[key])
        continue
      if (Object.values(areasIn(found)).flat().length === 0) continue
      for (const role of roles) {
        if (!holds(town.host.core.roles, as(role, elsewhere).actor, route.may)) continue
        asked.add(key)
        const response = await ask(found, role)
        const copy = response.clone()
        if (!(await gotNothing(found, response)))
          wrong.push(`${key} as ${role}: ${copy.status} ${(await copy.text()).slice(0, 160)}`)
      }
    }
    expect(asked.size).toBeGreaterThan(100)
    expect(wrong).toEqual([])
  }, 240_000)

  test('finds in the list of what is open to others only routes there are', () => {
    const names = new Set(routes.map(({ module, name }) => `${module}.${name}`))
    expect(Object.keys(openToOthers).filter((key) => !names.has(key))).toEqual([])
  })
})

const sayNothing = new Set([
  'matters.fill',
  'catalogue.listDatasetLog',
  'forms.listVersions',
  'tool-library.portCalls',
  'tool-library.recordOfMatter',
  'services.savedBy',
])

test('ids nobody has are refused, whatever is asked of them, and never an error of ours', async () => {
  const wrong: string[] = []
  for (const found of routes) {
    if (found.route.kind === 'stream' || found.route.kind === 'upload') continue
    for (const role of roles) {
      const person = as(role, '440104000000')
      if (!holds(town.host.core.roles, person.actor, found.route.may)) continue
      const body = bodyFor(found)
      const response = await person.raw(found.route.method, url(found, { id: randomUUID(), module: 'nothing' }), body)
      // Whoever makes something chooses its id, and about nothing a few routes say that there is nothing.
      const isNobodys =
        found.route.path.includes(':') &&
        found.route.method !== 'PUT' &&
        !sayNothing.has(`${found.module}.${found.name}`)
      if (isNobodys ? ![400, 401, 403, 404, 409, 410, 422].includes(response.status) : response.status >= 500)
        wrong.push(
          `${found.module}.${found.name} as ${role}: ${response.status} ${(await response.text()).slice(0, 200)}`,
        )
      break
    }
  }
  expect(wrong).toEqual([])
}, 240_000)

/** What somebody may write where the address says which page comes next. */
const forged = [
  'x',
  '2026-02-30|x',
  ...['["x"]', '["x","y"]', '["x","y","z"]', '{}'].map((text) => Buffer.from(text).toString('base64url')),
]

/** Lists in the order of a code or a name: what stands after any text is a page like any other. */
const byText = new Set([
  'catalogue.listDatasets',
  'catalogue.listEntries',
  'catalogue.listInventory',
  'catalogue.listOpenDatasets',
  'command.papers',
  'forms.listForms',
  'identity.accounts',
  'one-form.listPeriods',
  'organisation.associations',
  'organisation.units',
  'services.items',
  // Whoever has no record has no applications, whatever page is asked for.
  'services.mine',
  'things.list',
  'tool-library.publishers',
  'tool-library.serving',
])

test('a forged next page is refused, never taken for the first and never an error of ours', async () => {
  const wrong: string[] = []
  let asked = 0
  for (const found of routes) {
    const { properties } = (found.route.query ?? {}) as { properties?: object }
    if (found.route.kind === 'stream' || !properties || !('after' in properties)) continue
    const person = ['guest', ...roles]
      .map((role) => (role === 'guest' ? town.guest : as(role, '440104000000')))
      .find(({ actor }) => holds(town.host.core.roles, actor, found.route.may))
    if (!person) continue
    const key = `${found.module}.${found.name}`
    for (const after of forged) {
      asked += 1
      const response = await person.raw(found.route.method, `${url(found)}?after=${encodeURIComponent(after)}`)
      if (![403, 404, 409, 422].includes(response.status) && !(response.status === 200 && byText.has(key)))
        wrong.push(`${key} after ${after}: ${response.status}`)
    }
  }
  expect(asked).toBeGreaterThan(200)
  expect(wrong).toEqual([])
}, 240_000)
