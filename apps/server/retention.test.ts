/** The register of what time deletes: years later every class of every module has acted, with a record of it, and nothing due is left. */
import { catalogue } from '@liren/catalogue/contract'
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
