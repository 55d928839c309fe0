/** The register of what time deletes: years later every class of every module has acted, with a record of it, and nothing due is left. */
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

test('what is of today is due nowhere; decades later every class acts and says how much', async () => {
  const all = await listed()
  expect(all.length).toBeGreaterThanOrEqual(10)
  for (const { title, basis } of all) expect([title, basis].every((words) => words.length > 3)).toBe(true)
  town.clock.set(later(30))
  const due = (await listed()).filter((one) => one.due > 0)
  // Applications, forms, bookings, matches and consents of the demonstration are there to be deleted.
  expect(due.map(({ module, name }) => `${module}/${name}`)).toEqual(
    expect.arrayContaining(['services/applications', 'forms/drafts', 'appointments/bookings']),
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
