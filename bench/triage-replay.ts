/**
 * A year of 7,853 events through the API, twice on the same texts, in two districts side by side. By hand as the handbook has it: people who make no
 * mistake and know whose place it is have a public report verified on the spot (a task to the grid worker, the worker's answer with a photo), then accept,
 * file and dispatch. With triage forwarding by itself, after it has been trained on a history of other texts with the categories people gave them;
 * what it does not forward, people do, and verify it too. All of this is acted out, and the hops are what the platform counted. One thing is reckoned:
 * what triage sends to the wrong unit comes back and is sent on, two changes of hands.
 *
 * Texts are written from templates (`triage-texts.ts`): the rates say how the parts work together, not how well a district's own
 * words are understood. BENCH_EVENTS and BENCH_HISTORY shorten it, BENCH_FOLDER keeps both districts; BENCH_SHOW=yes prints what waited or went
 * wrong. What went elsewhere is told apart by its cause: another category, whose the place is read otherwise, or neither.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { phonePhoto } from '../modules/files/testing/pictures.ts'
import { keepAlive, openDistrict, send } from './district.ts'
import { ownerClient } from './fill.ts'
import { report } from './measure.ts'
import { type Named, type Written, writeReports } from './triage-texts.ts'

const events = Number(process.env.BENCH_EVENTS ?? 7853)
const history = Number(process.env.BENCH_HISTORY ?? 7853)
const folder = process.env.BENCH_FOLDER ?? mkdtempSync(join(tmpdir(), 'liren-replay-'))
/** Of each district: so many events are under way at a time, as many desks work beside each other. */
const atOnce = Number(process.env.BENCH_AT_ONCE ?? 8)
/** Events of fourteen days of a year: after so many, what lies before is no longer recent. */
const portion = Math.max(50, Math.round((events / 365) * 14))

type Spot = { readonly lon: number; readonly lat: number; readonly code: string }
type Event = Written & { readonly spot: Spot }
const rest = (ms: number) => new Promise((resume) => setTimeout(resume, ms))
const agent = keepAlive(64)
type Result = {
  readonly unitId: string | null
  readonly hops: number
  readonly isForwarded: boolean
  /** Steps that people took after the report. */
  readonly acts: number
  readonly isVerified: boolean
}

const photo = await phonePhoto({ width: 160, height: 120 })
const walkingNames = [
  'grid1',
  'grid2',
  'grid3',
  'grid4',
  'worker1',
  'worker2',
  'worker3',
  'social1',
  'handler1',
  'handler2',
]

/** A district of its own, with triage as wanted. */
const open = async (name: string, forwarding: 'off' | 'auto') => {
  const district = await openDistrict({ LIREN_POOL: '12' }, join(folder, name))
  const owner = await ownerClient(district.ownerUrl)
  // Grid workers who walk the whole district: who goes there makes no difference to how often hands change.
  const { rows: walkers } = await owner.query<{ id: string; loginName: string }>(
    `select id, login_name as "loginName" from identity_accounts where login_name = any($1)`,
    [walkingNames],
  )
  await owner.query(
    `insert into identity_grants (id, account_id, role, area_code, area_prefix, from_at)
     select gen_random_uuid(), id, 'gridWorker', '440104000000', '440104', now() from unnest($1::uuid[]) as w(id) on conflict do nothing`,
    [walkers.map(({ id }) => id)],
  )
  const cookies = new Map<string, string>()
  for (const login of new Set(['resident1', 'resident2', 'acceptor1', 'leader1', 'dispatcher1', ...walkingNames]))
    cookies.set(login, await district.signIn(login))
  const ask = async <T>(login: string, method: string, path: string, body?: object): Promise<T> => {
    const answer = await send(agent, new URL(`${district.base}/api${path}`), {
      method,
      headers: { cookie: cookies.get(login) ?? '' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (answer.status < 200 || answer.status > 299)
      throw new Error(`${path}: ${answer.status} ${answer.body.slice(0, 300)}`)
    return (answer.body === '' ? undefined : JSON.parse(answer.body)) as T
  }
  /** A photo taken on the spot; nobody sends more than sixty a minute. */
  const photographed = async (login: string): Promise<string> => {
    const id = randomUUID()
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'photo.jpg')
    const { ok, status } = await fetch(`${district.base}/api/files/uploads/${id}`, {
      method: 'PUT',
      headers: { cookie: cookies.get(login) ?? '', 'x-liren': '1' },
      body: form,
    })
    if (ok) return id
    if (status !== 429) throw new Error(`a photo was not taken: ${status}`)
    await rest(2000)
    return photographed(login)
  }
  // A year in some minutes is more than any unit's fill of a week.
  const values = { triage: { forwarding }, matters: { loadPerWeek: 0 } }
  for (const [module, set] of Object.entries(values))
    for (const [key, value] of Object.entries(set))
      await owner.query(
        `insert into kernel_settings (module, area_code, key, value, changed_at) values ($1, '', $2, $3::jsonb, now())
         on conflict (module, area_code, key) do update set value = excluded.value`,
        [module, key, JSON.stringify(value)],
      )
  await owner.query(
    `insert into kernel_outbox (kind, name, fact, topics, at, request_id) values ('event', 'kernel/settings-changed', '{}', '{settings}', now(), 'bench')`,
  )
  await rest(2000)
  return {
    district,
    owner,
    ask,
    photographed,
    walkers,
    known: new Map<string, Promise<string | undefined>>(),
  }
}
type Open = Awaited<ReturnType<typeof open>>

/** So many at once, in order. */
const each = async <T>(all: readonly T[], act: (one: T, n: number) => Promise<void>) => {
  let next = 0
  const hand = async () => {
    for (let n = next++; n < all.length; n = next++) await act(all[n] as T, n)
  }
  await Promise.all(Array.from({ length: atOnce }, hand))
}

const reportOne = async ({ ask }: Open, { text, code, ownership, isPatrol, spot }: Event, n: number) => {
  const id = randomUUID()
  const place = { lon: spot.lon, lat: spot.lat }
  const login = isPatrol ? 'grid1' : n % 2 === 0 ? 'resident1' : 'resident2'
  const { state } = await ask<{ state: string }>(login, 'POST', '/cases/reports', {
    id,
    text,
    place,
    ...(isPatrol ? { categoryCode: code, ownership } : {}),
  })
  return { id, state }
}

/** Looked at on the spot before anybody accepts it: the two hops of a public report. */
const verified = async ({ ask, photographed, walkers }: Open, id: string) => {
  const walker = walkers[Number.parseInt(id.slice(0, 8), 16) % walkers.length]
  if (!walker) throw new Error('nobody walks this district')
  await ask('acceptor1', 'POST', `/cases/cases/${id}/verification-task`, { accountId: walker.id })
  const files = [await photographed(walker.loginName)]
  await ask(walker.loginName, 'POST', `/cases/cases/${id}/verification`, { finding: 'genuine', files })
}

/**
 * What people do with it from where it stands. They know by heart whose a thing is at a place: asked once for each kind, place and owner,
 * as the duty lists have it.
 */
const byHand = async (at: Open, { id, state }: { id: string; state: string }, { code, ownership, spot }: Event) => {
  const { ask, known } = at
  if (state === 'intake') await verified(at, id)
  if (state === 'intake')
    await ask('acceptor1', 'POST', `/cases/cases/${id}/acceptance`, { categoryCode: code, ownership })
  if (state !== 'dispatching') await ask('leader1', 'POST', `/cases/cases/${id}/filing`, {})
  const key = `${code} ${ownership} ${spot.code.slice(0, 12)}`
  const best = () =>
    ask<{ items: { unitId: string }[] }>('dispatcher1', 'GET', `/cases/cases/${id}/proposals`).then(
      ({ items }) => items[0]?.unitId,
    )
  const unit = known.get(key) ?? best()
  known.set(key, unit)
  await ask('dispatcher1', 'POST', `/cases/cases/${id}/dispatch`, { unitId: await unit })
}

const results = async ({ owner }: Open, ids: readonly string[]): Promise<Map<string, Result>> => {
  const { rows } = await owner.query<{ id: string } & Result>(
    `select m.id, m.holder_unit_id as "unitId", m.hops, c.forwarded_at is not null as "isForwarded",
       (select count(*)::int from matters_steps s where s.matter_id = m.id and s.seq > 1 and s.actor_id is not null) as acts,
       exists (select 1 from matters_steps s where s.matter_id = m.id and s.move = 'answerVerification') as "isVerified"
     from matters_matters m join cases_cases c on c.id = m.id where m.id = any($1::uuid[])`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

const settled = async ({ owner }: Open, ids: readonly string[]) => {
  for (let left = 6_000; left > 0; left -= 1) {
    const { rows } = await owner.query<{ open: number }>(
      `select count(*)::int as open from unnest($1::uuid[]) as i(id) left join triage_sortings s on s.case_id = i.id
       left join cases_cases c on c.id = i.id where s.case_id is null or (s.way = 'forward' and c.forwarded_at is null)`,
      [ids],
    )
    if (rows[0]?.open === 0) return
    await rest(100)
  }
  throw new Error('reports were not sorted in time')
}

const progress = (what: string, done: number) => {
  if (done % 500 === 0) console.log(`  ${what}: ${done} (${Math.round(performance.now() / 1000)} s)`)
}

/** All of it by people; what each event's unit is then stands for the truth. */
const manual = async (at: Open, year: readonly Event[]): Promise<readonly Result[]> => {
  const ids: string[] = []
  const from = performance.now()
  await each(year, async (event, n) => {
    const reported = await reportOne(at, event, n)
    await byHand(at, reported, event)
    ids[n] = reported.id
    progress('by hand', n)
  })
  report('by hand, events a second', year.length / ((performance.now() - from) / 1000))
  const found = await results(at, ids)
  return ids.map((id) => found.get(id) as Result)
}

/** What triage learns from before the year begins: other texts, with the categories people gave them. */
const learn = async ({ owner }: Open, past: readonly Written[]) => {
  await owner.query(
    `insert into triage_examples (case_id, number, text, category_code, because, by_name, area_code, at)
     select gen_random_uuid(), 'H' || n, text, code, 'accepted', '', '440104000000', now() - interval '400 days'
     from jsonb_to_recordset($1::jsonb) as r(n int, text text, code text)`,
    [JSON.stringify(past.map(({ text, code }, n) => ({ n, text, code })))],
  )
  const from = performance.now()
  await owner.query(
    `insert into kernel_outbox (kind, name, fact, topics, at, request_id) values ('job', 'triage/train',
     '{"payload": null, "startAt": null, "key": "train"}', '{}', now(), 'bench')`,
  )
  while ((await owner.query('select 1 from triage_models')).rows.length === 0) await rest(500)
  console.log(`  trained in ${((performance.now() - from) / 1000).toFixed(0)} s`)
}

/** All of it with triage, fortnight by fortnight; what waits in the end is done by people. */
const automatic = async (at: Open, year: readonly Event[]) => {
  const ids: string[] = []
  const from = performance.now()
  /** A report of then is no double of one of now. */
  const twoWeeksPass = () =>
    at.owner.query(
      `update triage_sortings set sorted_at = sorted_at - interval '15 days' where sorted_at > now() - interval '14 days'`,
    )
  // A folder may be kept from a replay before.
  await twoWeeksPass()
  for (let begin = 0; begin < year.length; begin += portion) {
    const part = year.slice(begin, begin + portion)
    await each(part, async (event, n) => {
      ids[begin + n] = (await reportOne(at, event, begin + n)).id
    })
    const fresh = ids.slice(begin, begin + part.length)
    await settled(at, fresh)
    await twoWeeksPass()
    console.log(`  with triage: ${begin + part.length} (${Math.round(performance.now() / 1000)} s)`)
  }
  report('reported and sorted a second', year.length / ((performance.now() - from) / 1000))
  const sent = await results(at, ids)
  const waiting = ids.flatMap((id, n) => (sent.get(id)?.isForwarded ? [] : [{ id, event: year[n] as Event }]))
  await each(waiting, async ({ id, event }) => {
    const { matter } = await at.ask<{ matter: { state: string } }>('dispatcher1', 'GET', `/cases/cases/${id}`)
    await byHand(at, { id, state: matter.state }, event)
  })
  return { ids, sent, final: await results(at, ids) }
}

/** One after the other: two first starts beside each other would only wait for one another. */
const hands = await open('by-hand', 'off')
const at = await open('with-triage', 'auto')
try {
  const { rows: spots } = await at.owner.query<Spot>(
    `select centre_lon as lon, centre_lat as lat, code from territory_areas where level = 'gridCell' and valid_to_on is null order by md5(code)`,
  )
  const { rows: codes } = await at.owner.query<{ code: string; name: string }>(
    'select code, name from triage_categories where not is_manual_only and not is_restricted',
  )
  const names = new Map(codes.map(({ code, name }) => [code, name]))
  const usable = new Set(codes.map(({ code }) => code))
  const places: readonly Named[] = [
    ['东风路口', 'municipal'],
    ['中山路边', 'municipal'],
    ['大马路人行道', 'municipal'],
    ['清水濠内街', 'lane'],
    ['后巷', 'lane'],
    ['横街', 'lane'],
    ['东湖小区门口', 'estate'],
    ['花园小区3栋', 'estate'],
    ['小区楼下', 'estate'],
    ['旧楼楼下', 'unmanagedEstate'],
  ]
  const year: Event[] = writeReports(events, 20_261, places, usable).map((one, n) => ({
    ...one,
    spot: spots[n % spots.length] as Spot,
  }))
  console.log(`${events} events, history ${history}`)
  await learn(at, writeReports(history, 77, places, usable))
  const [hand, { ids, sent, final }] = await Promise.all([manual(hands, year), automatic(at, year)])
  const { rows: why } = await at.owner.query<{ hurdle: string; count: number }>(
    `select hurdle, count(*)::int from triage_sortings, unnest(hurdles) as hurdle where case_id = any($1::uuid[]) group by 1 order by 2 desc`,
    [ids],
  )

  let forwarded = 0
  let wrong = 0
  let [
    hopsByHand,
    hopsByHandUnverified,
    hopsWithTriage,
    actsByHand,
    actsWithTriage,
    verifiedByHand,
    verifiedWithTriage,
  ] = [0, 0, 0, 0, 0, 0, 0]
  for (const [n, id] of ids.entries()) {
    const truth = hand[n] as Result
    const mine = final.get(id) as Result
    const isForwarded = sent.get(id)?.isForwarded ?? false
    const isWrong = isForwarded && mine.unitId !== truth.unitId
    if (isForwarded) forwarded += 1
    if (isWrong) wrong += 1
    hopsByHand += truth.hops
    hopsByHandUnverified += truth.hops - (truth.isVerified ? 2 : 0)
    hopsWithTriage += mine.hops + (isWrong ? 2 : 0)
    actsByHand += truth.acts
    actsWithTriage += mine.acts
    if (truth.isVerified) verifiedByHand += 1
    if (mine.isVerified) verifiedWithTriage += 1
  }
  for (const { hurdle, count } of why) console.log(`  waited for a person: ${hurdle} ${count}`)
  const { rows: shown } = await at.owner.query<{
    id: string
    hurdles: string[]
    code: string
    ownership: string | null
    probability: number
  }>(
    `select case_id as id, hurdles, category_code as code, proposal->>'ownership' as ownership, probability from triage_sortings
     where case_id = any($1::uuid[])`,
    [ids],
  )
  const sorted = new Map(shown.map((row) => [row.id, row]))
  const causes = { category: 0, ownership: 0, neither: 0 }
  for (const [n, id] of ids.entries()) {
    const [row, event] = [sorted.get(id), year[n]]
    const isForwarded = sent.get(id)?.isForwarded ?? false
    if (!row || !event) continue
    const isElsewhere = isForwarded && final.get(id)?.unitId !== hand[n]?.unitId
    if (isElsewhere) {
      const isCategory = names.get(row.code) !== names.get(event.code)
      causes[isCategory ? 'category' : row.ownership !== event.ownership ? 'ownership' : 'neither'] += 1
    }
    if (process.env.BENCH_SHOW === 'yes' && (isElsewhere || !isForwarded))
      console.log(
        `  ${isElsewhere ? 'elsewhere' : row.hurdles.join(',') || 'none'} ${row.probability.toFixed(2)} ${row.code} ${event.code} ${row.ownership} ${event.ownership} ${event.text}`,
      )
  }
  console.log(`\nfigures (${events} events, history ${history})`)
  report('forwarded without a hand', (100 * forwarded) / events, { atLeast: 98 }, ' %')
  report('of those to another unit than people chose', (100 * wrong) / Math.max(1, forwarded), undefined, ' %')
  for (const [cause, count] of Object.entries(causes))
    report(
      `  by ${cause === 'neither' ? 'neither of both' : `another ${cause}`}`,
      (100 * count) / Math.max(1, forwarded),
      undefined,
      ' %',
    )
  report('verified on the spot by hand', (100 * verifiedByHand) / events, undefined, ' %')
  report('verified on the spot with triage', (100 * verifiedWithTriage) / events, undefined, ' %')
  report('mean hops by hand', hopsByHand / events)
  report('mean hops with triage', hopsWithTriage / events)
  report('hops with triage to hops by hand', (100 * hopsWithTriage) / hopsByHand, { atMost: 60 }, ' %')
  report('acts of people an event, by hand', actsByHand / events)
  report('acts of people an event, with triage', actsWithTriage / events)
  report(
    'hops with triage to hops by hand without the verifications',
    (100 * hopsWithTriage) / hopsByHandUnverified,
    undefined,
    ' %',
  )
} finally {
  agent.destroy()
  for (const one of [hands, at]) {
    await one.owner.end().catch(() => {})
    await one.district.stop()
  }
}
