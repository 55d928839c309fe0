/** The register of what time deletes: years later every class of every module has acted, with a record of it, and nothing due is left. */
import { randomUUID } from 'node:crypto'
import { catalogue } from '@liren/catalogue/contract'
import { matters } from '@liren/matters/contract'
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadModules, presetFor, readPreset } from './preset.ts'

let town: Town
let modules: Awaited<ReturnType<typeof loadModules>>
const district = '440104000000'
beforeAll(async () => {
  const file = readPreset('yuexiu')
  modules = await loadModules(file)
  town = await host(modules, { preset: presetFor(file, 'yuexiu', 'demo', () => {}) })
}, 240_000)
afterAll(() => town.close())

const steward = () => town.as({ roles: [{ role: 'dataSteward', area: district, unitId: null }], name: '林数据' })
const listed = async () => (await steward().ask(catalogue, 'listRetention')).items
const later = (years: number) => new Date(town.clock.now().getTime() + years * 365.25 * 86_400_000).toISOString()

/** What the demonstration has none of: telephones left with reports, a notice, a visit, something unforeseen, a message to another system. */
const beside = async () => {
  const id = () => randomUUID()
  await town.owner.query(
    `insert into patrol_visits (id, area_code, kind, way, label_sealed, visited_at, by_id) values ($1, '440104001001', 'dwelling', 'door', 'sealed', now(), $1)`,
    [id()],
  )
  await town.owner.query(
    `insert into patrol_happenings (id, area_code, text, happened_at, by_id, by_name) values ($1, '440104001001', '巷口积水', now(), $1, '网格员')`,
    [id()],
  )
  for (const isClosed of [true, false])
    await town.owner.query(
      `insert into cases_contacts (case_id, phone_sealed, phone_masked, phone_fingerprint)
        select k.id, 'sealed', '138****0000', 'print' from cases_cases k join matters_matters m on m.id = k.id
        where (m.closed_at is not null) = $1 and not exists (select from cases_contacts c where c.case_id = k.id) limit 1`,
      [isClosed],
    )
  const [sending, message] = [id(), id()]
  await town.owner.query(
    `insert into notices_sendings (id, topic, kind, template, facts, urgency, sent_at) values ($1, 'matters.result', 'work', 'matters.result', '{}', 'normal', now())`,
    [sending],
  )
  await town.owner.query('insert into notices_messages (id, sending_id, sent_at) values ($1, $2, now())', [
    message,
    sending,
  ])
  await town.owner.query(
    `insert into notices_deliveries (id, message_id, channel, status, tried_at) values ($1, $2, 'in-app', 'sent', now())`,
    [id(), message],
  )
  const peer = id()
  await town.owner.query(
    `insert into connectors_peers (id, code, name, base_url, source, is_on, status_map, category_map)
      values ($1, 'kept', '市平台', 'https://city.example', 'hotline', false, '{}', '{}')`,
    [peer],
  )
  for (const [state, isNoted] of [
    ['sent', true],
    ['waiting', true],
    ['taken', false],
  ])
    await town.owner.query(
      `insert into connectors_messages (id, peer_id, direction, foreign_id, kind, state, area_code, body_sealed, body_hash, at, on_day, is_noted)
        values ($1, $2, 'out', $5, 'case', $3, '440104001001', 'sealed', 'hash', now(), current_date, $4)`,
      [id(), peer, state, isNoted, id()],
    )
}

test('what is of today is due nowhere; decades later every class acts and says how much', async () => {
  const all = await listed()
  expect(all.length).toBeGreaterThanOrEqual(10)
  await beside()
  for (const { title, basis } of all) expect([title, basis].every((words) => words.length > 3)).toBe(true)
  town.clock.set(later(30))
  const due = (await listed()).filter((one) => one.due > 0)
  // Applications, forms, bookings, matches and consents of the demonstration are there to be deleted.
  expect(due.map(({ module, name }) => `${module}/${name}`)).toEqual(
    expect.arrayContaining([
      ...['services/applications', 'forms/drafts', 'appointments/bookings', 'matters/closed', 'cases/contacts'],
      ...['cases/reports', 'notices/sent', 'patrol/visits', 'patrol/happenings', 'connectors/bodies'],
    ]),
  )
  const catalogueModule = modules.find(({ contract }) => contract.name === 'catalogue')
  if (!catalogueModule) throw new Error('no catalogue')
  await town.run(catalogueModule, 'delete-due')
  for (const one of await listed()) {
    expect(one.due, `${one.module}/${one.name}`).toBe(0)
    const before = due.find(({ module, name }) => module === one.module && name === one.name)
    expect(one.lastRemoved, `${one.module}/${one.name}`).toBe(before ? before.due : null)
  }
})

test('of a closed case nobody is left, and the open one keeps whom to call; what still waits to be sent keeps its words', async () => {
  const { rows } = await town.owner.query<Record<string, number>>(
    `select count(*) filter (where m.closed_at is not null and (k.text <> '' or c.case_id is not null or e.case_id is not null))::int as told,
       count(*) filter (where m.closed_at is null and k.text <> '' and c.case_id is not null)::int as open, count(m.number)::int as numbered, count(*)::int as all
     from cases_cases k join matters_matters m on m.id = k.id left join cases_contacts c on c.case_id = k.id
       left join lateral (select case_id from cases_evidence where case_id = k.id limit 1) e on true`,
  )
  expect(rows[0]?.told).toBe(0)
  expect(rows[0]?.open).toBeGreaterThan(0)
  expect(rows[0]?.numbered).toBe(rows[0]?.all)
  const { rows: bodies } = await town.owner.query<{ state: string; kept: boolean }>(
    `select state, body_sealed <> '' as kept from connectors_messages m join connectors_peers p on p.id = m.peer_id and p.code = 'kept' order by state`,
  )
  expect(bodies).toEqual([
    { state: 'sent', kept: false },
    { state: 'taken', kept: true },
    { state: 'waiting', kept: true },
  ])
})

test('an application whose years are over is about nobody: answers, findings and papers are erased, figures and decision stay', async () => {
  const decided = async () =>
    (await town.owner.query<{ n: number }>('select count(*)::int as n from services_decisions')).rows[0]?.n ?? 0
  const before = await decided()
  await town.run('services', 'tidy')
  const { rows } = await town.owner.query<Record<string, number>>(
    `select count(*) filter (where a.emptied_at is not null)::int as emptied,
       count(*) filter (where exists (select 1 from people_persons p where p.id = a.person_id))::int as known,
       (select count(*)::int from forms_submissions s where s.id in (select form_id from services_applications where retired_at is not null)) as answers,
       (select count(*)::int from services_materials m join services_applications o on o.id = m.application_id where o.retired_at is not null) as papers
     from services_applications a where a.retired_at is not null`,
  )
  expect(rows[0]).toMatchObject({ known: 0, answers: 0, papers: 0 })
  expect(rows[0]?.emptied).toBeGreaterThan(0)
  expect(await decided()).toBe(before)
})

test('years later the spine names nobody for a retired application either: no party, no word, no paper, and the query code opens nothing', async () => {
  const { rows } = await town.owner.query<Record<string, number>>(
    `with old as (select a.id from services_applications a where a.emptied_at is not null)
     select (select count(*)::int from matters_matters m join old on old.id = m.id) as matters,
       (select count(*)::int from matters_matters m join old on old.id = m.id where m.forgotten_at is null or length(m.query_code_hash) > 0) as open,
       (select count(*)::int from matters_parties p join old on old.id = p.matter_id
         where coalesce(p.person_id::text, p.account_id::text, p.name, p.contact_ref) is not null) as parties,
       (select count(*)::int from matters_messages w join old on old.id = w.matter_id where w.text <> '') as words,
       (select count(*)::int from matters_steps s join old on old.id = s.matter_id, jsonb_each(s.facts) f
         where jsonb_typeof(f.value) not in ('number', 'boolean')) as told,
       (select count(*)::int from matters_steps s join old on old.id = s.matter_id where s.actor_id in
         (select id from identity_accounts where person_id is not null) and s.actor_unit_id is null) as residents,
       (select count(*)::int from matters_steps s join old on old.id = s.matter_id) as steps`,
  )
  expect(rows[0]).toMatchObject({ open: 0, parties: 0, words: 0, told: 0, residents: 0 })
  expect(rows[0]?.matters).toBeGreaterThan(0)
  // When it moved and which unit had it stays, step by step.
  expect(rows[0]?.steps).toBeGreaterThan(rows[0]?.matters ?? 0)
  const { rows: ids } = await town.owner.query<{ id: string }>(
    'select id from services_applications where emptied_at is not null limit 3',
  )
  for (const { id } of ids) expect(await town.work('matters', (work) => work.use(matters).verify(id))).toBe(true)
})

test('two thousand retired applications are empty the same night', async () => {
  await town.owner.query(
    `insert into services_applications select r.* from
       (select a from services_applications a where emptied_at is not null limit 1) one (a), generate_series(1, 2000) g,
       jsonb_populate_record(one.a, jsonb_build_object('id', md5('id' || g)::uuid, 'form_id', md5('form' || g)::uuid, 'number', null, 'emptied_at', null)) r`,
  )
  await town.run('services', 'tidy')
  await town.settle()
  const { rows } = await town.owner.query(
    'select count(*)::int as left from services_applications where retired_at is not null and emptied_at is null',
  )
  expect(rows).toEqual([{ left: 0 }])
})
