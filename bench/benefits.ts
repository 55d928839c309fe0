/**
 * 190,000 residents in the database under the preset's thirty-two rules about persons, through the real path: declared, read through
 * the door with a footprint for each, judged, kept. BENCH_FOLDER keeps the district between runs; BENCH_PERSONS shortens it, BENCH_AREA
 * screens a part of it.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { areaPrefix, secretsOf, uuidv7, type Work } from '@liren/kernel'
import { readConfig } from '@liren/kernel/config'
import { type Host, startHost } from '@liren/kernel/host'
import { startPostgres } from '@liren/kernel/postgres/start'
import pg from 'pg'
import { loadModules, presetFor, readPreset } from '../apps/server/preset.ts'
import { store as catalogueStore, type ValueRow } from '../modules/catalogue/server/store.ts'
import { placeOf } from '../modules/catalogue/server/values.ts'
import { people } from '../modules/people/contract.ts'
import { dice } from '../modules/people/demo-person.ts'
import { meterCpu, report } from './measure.ts'

const limitSeconds = 60
const wanted = Number(process.env.BENCH_PERSONS ?? 190_000)
const names = [
  'territory',
  'organisation',
  'identity',
  'people',
  'files',
  'notices',
  'matters',
  'catalogue',
  'benefits',
]
const district = '440104000000'
const area = process.env.BENCH_AREA ?? district

const kept = process.env.BENCH_FOLDER
const folder = kept ? resolve(kept) : mkdtempSync(join(tmpdir(), 'liren-bench-'))
mkdirSync(folder, { recursive: true })
const say = (line: string) => process.stderr.write(`${line}\n`)

/** What departments have told of a resident, much as a district has it. */
const told = (roll: ReturnType<typeof dice>): Readonly<Record<string, unknown>> => ({
  'share.hukou.city': roll.chance(0.8) ? '440100' : '430100',
  'share.insurance.medical': roll.chance(0.04) ? 'none' : roll.pick(['staff', 'resident']),
  'share.insurance.pension': roll.chance(0.05) ? 'none' : roll.pick(['staff', 'resident']),
  'share.employment.state': roll.pick(['employed', 'employed', 'flexible', 'unemployed', 'retired']),
  'share.lowIncome.class': roll.chance(0.03) ? roll.pick(['dibao', 'edge', 'tekun']) : 'none',
  ...(roll.chance(0.04)
    ? { 'share.disability.grade': roll.pick(['1', '2', '3', '4']), 'share.disability.kind': roll.pick(['1', '4', '5']) }
    : {}),
  ...(roll.chance(0.2) ? { 'share.pension.lastProofOn': `2026-0${roll.between(1, 9)}-10` } : {}),
  ...(roll.chance(0.2) ? { 'share.screening.lastOn': `20${roll.between(19, 26)}-03-05` } : {}),
  ...(roll.chance(0.05) ? { 'share.residencePermit.validUntil': `2026-1${roll.between(0, 2)}-20` } : {}),
  ...(roll.chance(0.03) ? { 'share.hospital.selfPayFen': roll.between(1, 40) * 100_000 } : {}),
})
const consents = ['share.insurance', 'share.employment', 'share.income', 'share.disability', 'share.health']

/** Sealed as the catalogue seals; written by its own store. */
const fill = async (host: Host, owner: pg.Client) => {
  const inside = [`${areaPrefix(area)}%`]
  // The preset brings a few values of its own.
  const { rows } = await owner.query<{ isFull: boolean }>(
    `select count(*) filter (where v.subject_id is not null) > count(*) / 2 as "isFull" from people_persons p
     left join catalogue_values v on v.subject_kind = 'person' and v.subject_id = p.id and v.key = 'share.hukou.city'
     where p.area_code like $1 and p.state = 'living'`,
    inside,
  )
  if (rows[0]?.isFull) return
  await owner.query(
    `delete from catalogue_values where subject_kind = 'person' and subject_id in (select id from people_persons where area_code like $1)`,
    inside,
  )
  const roll = dice(20261128)
  let after: string | null = null
  for (let done = 0; ; ) {
    const from: string | null = after
    const ids: readonly string[] = await host.act('benefits', 'bench', async (work) => {
      // The work of this bench is the module's own; only the type cannot say so.
      const page = await (work as unknown as Work).use(people).personIdsIn(area, from, 2000)
      const { seal, fingerprint } = secretsOf(work)
      const values = page.flatMap((subjectId) =>
        Object.entries(told(roll)).map(([key, value]): ValueRow => {
          const place = { subjectKind: 'person', subjectId, key }
          const text = JSON.stringify(value)
          return {
            id: uuidv7(),
            ...place,
            source: '数源部门',
            plain: null,
            sealed: seal(text, placeOf(place)),
            fingerprint: fingerprint(`catalogue:${key}:${text}`),
            sourceOn: '2026-11-01',
            verifiedAt: work.now,
            recordedAt: work.now,
          }
        }),
      )
      await catalogueStore(work.db).keepValues(values)
      return page
    })
    done += ids.length
    say(`values of ${done} persons`)
    after = ids.at(-1) ?? null
    if (ids.length < 2000) break
  }
  await owner.query(
    `insert into catalogue_consents (id, person_id, purpose, version, is_given, decided_at)
     select gen_random_uuid(), p.id, a.purpose, 1, true, now() from people_persons p cross join unnest($1::text[]) as a (purpose)
     where p.area_code like $2`,
    [consents, ...inside],
  )
  await owner.query('vacuum analyze')
}

const server = await startPostgres({ dataDir: join(folder, 'postgres') })
const file = { ...readPreset('yuexiu'), modules: names }
const config = readConfig({
  LIREN_LOG: 'error',
  LIREN_DATA: folder,
  LIREN_KEYS: `bench:${'k'.repeat(40)}`,
  LIREN_MODE: 'demo',
})
const host = await startHost({
  config,
  ownerUrl: server.url,
  modules: await loadModules(file),
  isWorking: false,
  title: { title: 'bench', area: district },
})
const owner = new pg.Client({ connectionString: server.url, options: `-c search_path=${config.schema},public` })
await owner.connect()
try {
  await host.seed(
    presetFor(
      file,
      'yuexiu',
      wanted < 20_000 ? 'demo' : 'full',
      (what, done, all) => done === all && say(`${what} ${all}`),
    ),
  )
  await fill(host, owner)

  const rules = (
    JSON.parse(readFileSync(resolve(import.meta.dirname, '../presets/yuexiu/benefits/rules.json'), 'utf8')) as {
      rules: readonly { readonly id: string; readonly subject?: string }[]
    }
  ).rules.filter(({ subject }) => subject !== 'enterprise')
  const refs = rules.map(({ id }) => ({ id, version: 1 }))
  const propose = async (state: string) => {
    const id = uuidv7()
    await owner.query(
      `insert into benefits_screenings (id, purpose, basis, area_code, rules, facts, state, proposed_at)
       values ($1, '查找应享未享人员', '《社会救助暂行办法》', $2, $3, '{}', $4, now())`,
      [id, area, JSON.stringify(refs), state],
    )
    return id
  }
  const postmaster = Number(readFileSync(join(folder, 'postgres', 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])
  const timed = async (job: string, state: string) => {
    const screeningId = await propose(state)
    const cpu = meterCpu({ node: process.pid, postgres: postmaster })
    const started = performance.now()
    await host.runJob('benefits', job, { screeningId })
    const seconds = (performance.now() - started) / 1000
    const used = cpu.stop()
    return { seconds, node: (used.node ?? 0) / 1000, postgres: (used.postgres ?? 0) / 1000, screeningId }
  }
  const { rows } = await owner.query<{ n: number; values: number }>(
    `select (select count(*)::int from people_persons where state = 'living' and area_code like $1) as n,
       (select count(*)::int from catalogue_values v join people_persons p on p.id = v.subject_id where p.area_code like $1) as values`,
    [`${areaPrefix(area)}%`],
  )
  report('persons', rows[0]?.n ?? 0)
  report('shared values', rows[0]?.values ?? 0)
  report('rules', rules.length)
  const isWhole = (rows[0]?.n ?? 0) >= 190_000
  for (const [name, job, state] of [
    ['counting', 'count', 'counting'],
    ['finding', 'find', 'inUse'],
  ] as const) {
    const { seconds, node, postgres } = await timed(job, state)
    // A part of the district says nothing about the limit for the whole.
    report(`${name} ${rows[0]?.n} persons, seconds`, seconds, isWhole ? { atMost: limitSeconds } : undefined)
    report(`  CPU of Node, seconds`, node)
    report(`  CPU of PostgreSQL, seconds`, postgres)
  }
  const matches = await owner.query<{ n: number; marks: number }>(
    `select (select count(*)::int from benefits_matches) as n, (select count(*)::int from benefits_watches where day_mark is not null) as marks`,
  )
  const screened = await owner.query<{ n: number | null }>('select max(screened) as n from benefits_screenings')
  report('persons looked at', screened.rows[0]?.n ?? 0)
  report('found', matches.rows[0]?.n ?? 0)
  report('to be looked at again on a day', matches.rows[0]?.marks ?? 0)
  const started = performance.now()
  await owner.query(
    'update benefits_watches set changed_at = now() where person_id in (select person_id from benefits_watches limit 1000)',
  )
  await host.runJob('benefits', 'look-again', null)
  report('a thousand changed persons looked at again, seconds', (performance.now() - started) / 1000)
} finally {
  await owner.end()
  await host.stop()
  await server.stop()
  if (!kept) rmSync(folder, { recursive: true, force: true })
}
