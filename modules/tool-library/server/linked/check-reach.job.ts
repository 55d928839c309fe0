/** Every five minutes linked addresses and ports are asked whether they still answer; after three silences the keeper is told. */
import { dayOf } from '@liren/contract/day'
import { identity } from '@liren/identity/contract'
import { configOf, longJob } from '@liren/kernel'
import { type Call, callOut, type Outcome } from '@liren/kernel/outward'
import { notices } from '@liren/notices/contract'
import { toolLibrary } from '../../contract.ts'
import { edition, type LibraryWork } from '../edition.ts'
import { portSecret } from '../ports/secret.ts'
import { signedHeaders } from '../ports/sign-call.ts'
import { type ReachRecord, reachStore } from '../store-outside.ts'

/** One silence is the weather; this many in a row are an alarm. */
export const downAfter = 3
const minute = 60_000
const atOnce = 8

/** A page may ask for a login or refuse a robot; what is gone or broken is not there. */
const isThere = (outcome: Outcome) =>
  outcome.isAnswered && outcome.status < 500 && outcome.status !== 404 && outcome.status !== 410
const whyNot = (outcome: Outcome) => (outcome.isAnswered ? `http-${outcome.status}` : outcome.why)

/** The question to put: a linked page as anybody opens it, a port at its own place of health, signed. */
const questionTo = async (work: LibraryWork, row: ReachRecord): Promise<Call> => {
  if (row.kind === 'linked') return { method: 'GET', url: row.url, withinMs: 10_000, atMostBytes: 512 * 1024 }
  const port = (await edition(work, row.toolId, row.version))?.port
  const url = new URL(row.url)
  url.pathname = `${url.pathname.replace(/\/$/, '')}${port?.healthPath ?? '/'}`
  const secret = await portSecret(work, row.toolId)
  const about = { method: 'GET', path: `${url.pathname}${url.search}`, body: '', at: work.now }
  return {
    method: 'GET',
    url: url.href,
    headers: secret === '' ? {} : signedHeaders(secret, row.toolId, about),
    withinMs: port?.answerWithinMs ?? 5000,
    atMostBytes: 64 * 1024,
  }
}

const tellKeeper = async (work: LibraryWork, row: ReachRecord, why: string | null) => {
  const accountIds = await work.use(identity).holders({ role: 'dataSteward' })
  if (accountIds.length === 0) return
  await work.use(notices).send({
    to: { accountIds },
    topic: 'tool-library.library',
    template: why === null ? 'tool-library.reached' : 'tool-library.silent',
    facts: { tool: row.head.name['zh-CN'], why: why ?? '' },
    link: '/tool-library/outside',
    object: `tool:${row.toolId}`,
    onceKey: `tool-library:reach:${row.toolId}:${why === null ? 'up' : 'down'}:${work.now.getTime()}`,
  })
}

const note = async (work: LibraryWork, row: ReachRecord, outcome: Outcome) => {
  const isFine = isThere(outcome)
  const fails = isFine ? 0 : row.fails + 1
  const isDown = fails >= downAfter
  const why = isFine ? null : whyNot(outcome)
  const reach = reachStore(work.db)
  // The longer it is silent, the more rarely it is asked, but at least every hour.
  const wait = isFine ? 30 : Math.min(60, 5 * fails)
  const nextAt = new Date(work.now.getTime() + (row.kind === 'port' ? 5 : wait) * minute)
  await reach.note({ toolId: row.toolId, fails, isDown, why, at: work.now, isAnswered: isFine, nextAt })
  if (row.kind === 'port') await reach.countCheck(row.toolId, dayOf(work.now), isFine)
  if (isDown === row.isDown) return
  work.audit({ object: `tool:${row.toolId}`, facts: { isDown, why } })
  work.emit('reach-changed', { toolId: row.toolId, isDown })
  await tellKeeper(work, row, why)
}

export const checkReach = longJob<typeof toolLibrary, { readonly toolId?: string } | null>(
  toolLibrary,
  'check-reach',
  { cron: '*/5 * * * *' },
  async (spell, payload) => {
    const one = payload?.toolId
    const { dataFolder, due } = await spell(async (work) => {
      const reach = reachStore(work.db)
      await reach.takeUp(work.now)
      const row = one === undefined ? null : await reach.one(one)
      const rows = one === undefined ? await reach.due(work.now, 200) : row ? [row] : []
      const questions = rows.map(async (each) => ({ row: each, question: await questionTo(work, each) }))
      return { dataFolder: configOf(work).dataFolder, due: await Promise.all(questions) }
    })
    for (let from = 0; from < due.length; from += atOnce) {
      // Outside of any transaction: whoever is slow holds up nobody else.
      const asked = await Promise.all(
        due
          .slice(from, from + atOnce)
          .map(async ({ row, question }) => ({ row, outcome: await callOut(dataFolder, question) })),
      )
      await spell(async (work) => {
        for (const { row, outcome } of asked) await note(work, row, outcome)
      })
    }
  },
)
