/**
 * First and next page of the inbox, for a department's handler and for a grid worker, as the district grows: over HTTP on the
 * real server, beside the very same statement sent to the database bare. A second district keeps the first size all the while: growth is told from
 * turns taken side by side. BENCH_ROWS=10000,200000 shortens it.
 */
import { kyselyOn } from '@liren/kernel/database'
import pg from 'pg'
import { listStore } from '../modules/matters/server/list-store.ts'
import { openDistrict } from './district.ts'
import { fill, ownerClient } from './fill.ts'
import { keepAlive, percentile, report, send } from './measure.ts'
import { startBare } from './peer.ts'

const sizes = (process.env.BENCH_ROWS ?? '10000,200000,1000000').split(',').map(Number)
const seconds = Number(process.env.BENCH_SECONDS ?? 10)
const connections = Number(process.env.BENCH_CONNECTIONS ?? 1)
const limit = 20

type Who = {
  readonly name: string
  readonly accountId: string
  readonly units: readonly string[]
  readonly cookie: string
}
type Statement = { readonly text: string; readonly values: readonly unknown[] }

/** The statement the server sends for a page, caught on its way. */
const statementOf = async (who: Who, after: string | undefined): Promise<Statement> => {
  const caught: Statement[] = []
  const net = {
    query: (query: Statement) => {
      caught.push(query)
      return Promise.resolve({ rows: [], rowCount: 0 })
    },
    // The border to pg's many ways of calling: only this one is used.
  } as unknown as pg.Pool
  await listStore(kyselyOn(net)).inbox({ ...who, process: null }, after, limit)
  const [only] = caught
  if (!only) throw new Error('the inbox asked nothing')
  return { text: only.text, values: only.values }
}

type Page = { readonly items: readonly unknown[]; readonly next: string | null }

/** The statement with its values written in: the bare handler takes none. */
const inlined = ({ text, values }: Statement) =>
  text.replace(/\$(\d+)/g, (_, n: string) => {
    const value = values[Number(n) - 1]
    if (typeof value === 'number') return String(value)
    const plain = value instanceof Date ? value.toISOString() : String(value)
    return `'${plain.replaceAll("'", "''")}'`
  })

/** A district of some size, with people who open their inbox. */
const openSized = async (folder?: string) => {
  const district = await openDistrict({ LIREN_POOL: '8' }, folder)
  const owner = await ownerClient(district.ownerUrl)
  const pool = new pg.Pool({
    connectionString: district.ownerUrl,
    max: connections,
    options: '-c search_path=liren,public',
  })
  const person = async (loginName: string, name: string): Promise<Who> => {
    const { rows } = await owner.query<{ id: string; units: string[] }>(
      `select a.id, coalesce(array_agg(distinct g.unit_id) filter (where g.unit_id is not null), '{}') as units
        from identity_accounts a join identity_grants g on g.account_id = a.id and g.ended_at is null where a.login_name = $1 group by a.id`,
      [loginName],
    )
    const [found] = rows
    if (!found) throw new Error(`no account ${loginName}`)
    return { name, accountId: found.id, units: found.units, cookie: await district.signIn(loginName) }
  }
  const people = [await person('handler1', 'department'), await person('grid1', 'grid worker')]
  const stop = async () => {
    await pool.end()
    await owner.end()
    await district.stop()
  }
  return { district, owner, pool, people, stop }
}
type Sized = Awaited<ReturnType<typeof openSized>>

const pageUrl = (base: string, after: string | undefined) =>
  new URL(`${base}/api/matters/inbox?limit=${limit}${after === undefined ? '' : `&after=${after}`}`)

/** The ways to one page: through the house, by the statement alone, and where asked through the bare handler. */
const waysTo = async ({ district, pool, people }: Sized, index: number, isNext: boolean, withHandler: boolean) => {
  const who = people[index]
  if (!who) throw new Error('nobody there')
  const agent = keepAlive(connections)
  const open = async (url: URL) => {
    const answer = await send(agent, url, { headers: { cookie: who.cookie } })
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body}`)
    return answer
  }
  const first = JSON.parse((await open(pageUrl(district.base, undefined))).body) as Page
  if (isNext && first.next === null) throw new Error(`the ${who.name} has no next page: fill more`)
  const after = isNext ? (first.next ?? undefined) : undefined
  const url = pageUrl(district.base, after)
  const statement = await statementOf(who, after)
  const bare = { name: `inbox-${index}-${isNext}`, text: statement.text, values: [...statement.values] }
  const peer = withHandler
    ? await startBare(district.ownerUrl, {
        create: '',
        list: `select page.text as list from (${inlined(statement)}) as page`,
        read: '',
      })
    : undefined
  const ways: Record<string, () => Promise<number>> = {
    ours: async () => (await open(url)).ms,
    bare: async () => {
      const started = performance.now()
      await pool.query<{ text: string }>(bare)
      return performance.now() - started
    },
    ...(peer ? { handler: async () => (await send(agent, new URL(`${peer.base}/list`))).ms } : {}),
  }
  const { rows } = await pool.query<{ text: string }>(bare)
  if (rows[0]?.text !== (await open(url)).body) throw new Error('the bare statement answers something else')
  if (peer && (await send(agent, new URL(`${peer.base}/list`))).body !== rows[0]?.text)
    throw new Error('the bare handler answers something else')
  const stop = () => {
    agent.destroy()
    peer?.child.kill()
  }
  return { ways, stop }
}

/** All ways in turns, so that whatever else the machine does falls on all alike. */
const inTurns = async (ways: Readonly<Record<string, () => Promise<number>>>) => {
  const names = Object.keys(ways)
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]]))
  const warmUntil = performance.now() + 1500
  const until = warmUntil + seconds * 1000
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        const counts = performance.now() > warmUntil
        for (const name of names) {
          const ms = await ways[name]?.()
          if (counts && ms !== undefined) times[name]?.push(ms)
        }
      }
    }),
  )
  return times
}

const small = await openSized()
const large = await openSized(process.env.BENCH_FOLDER)
try {
  const [base = 10_000, ...more] = sizes
  console.log(
    `inbox: pages of ${limit}, ${connections} at a time, ${seconds} s a figure; ${base} matters beside as the yardstick`,
  )
  await fill(small.owner, base)
  for (const size of more) {
    await fill(large.owner, size)
    // Sessions are kept in the server's memory only once they are ten seconds old.
    await new Promise((resume) => setTimeout(resume, 11_000))
    for (const [index, { name }] of large.people.entries())
      for (const isNext of [false, true]) {
        const key = `${name}, ${isNext ? 'next' : 'first'} page`
        const here = await waysTo(large, index, isNext, true)
        const there = await waysTo(small, index, isNext, false)
        const times = await inTurns({
          ...here.ways,
          smallOurs: there.ways.ours ?? here.ways.ours,
          smallBare: there.ways.bare ?? here.ways.bare,
        } as Record<string, () => Promise<number>>)
        here.stop()
        there.stop()
        const at = (way: string, p: number) => percentile(times[way] ?? [], p)
        console.log(`  ${size} matters, ${key} (${times.ours?.length ?? 0} turns)`)
        for (const way of Object.keys(times))
          console.log(
            `    ${way.padEnd(10)} p50 ${at(way, 50).toFixed(2)}  p95 ${at(way, 95).toFixed(2)}  p99 ${at(way, 99).toFixed(2)} ms`,
          )
        for (const p of [50, 95]) {
          const limited = p === 95
          report(`  p${p} ours to bare SQL`, at('ours', p) / at('bare', p), limited ? { atMost: 1.3 } : undefined)
          report(`  p${p} ours to bare handler`, at('ours', p) / at('handler', p))
          report(`  p${p} bare handler to bare SQL`, at('handler', p) / at('bare', p))
          report(
            `  p${p} growth ${base} → ${size}`,
            at('ours', p) / at('smallOurs', p),
            limited ? { atMost: 1.2 } : undefined,
          )
          report(`  p${p} growth of the SQL alone`, at('bare', p) / at('smallBare', p))
        }
      }
  }
} finally {
  await small.stop()
  await large.stop()
}
