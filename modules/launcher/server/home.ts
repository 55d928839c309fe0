/** One's own home page: what the community offers, of that what is meant for one, of that what one wants to see; and why. */
import { answer, compileRule, type Judgement, jsonText, ownPersonOf } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { entriesAtMost, launcher, type Words } from '../contract.ts'
import { audienceFacts } from '../facts.ts'
import {
  arranged,
  audienceVerdict,
  chosenOver,
  composed,
  type HomeOrder,
  isMeantFor,
  type Judge,
  narrowedFor,
  seenBy,
  useLevel,
  usesFrom,
} from '../home.ts'
import type { LauncherWork } from './launcher-work.ts'
import { offHere, pictureOf } from './picture.ts'
import { store } from './store.ts'

const staffRoles = new Set([
  'gridWorker',
  'communityWorker',
  'communityAdmin',
  'handler',
  'acceptor',
  'dutyLeader',
  'dispatcher',
  'supervisor',
  'dataSteward',
])

const reaches = (grant: string, area: string) =>
  area.startsWith(grant.replace(/(000)+$/, '').replace(/(00)+$/, '')) && grant !== ''

export const factsAbout = async (work: LauncherWork, area: string): Promise<Readonly<Record<string, unknown>>> => {
  const { actor } = work
  const personId = ownPersonOf(actor)
  const known = personId === null ? null : await work.use(people).facts(personId)
  const here = actor.grants.filter((grant) => reaches(grant.area, area))
  return {
    ...(known ?? {}),
    isMember: here.some(({ role }) => role !== 'guest'),
    isStaff: here.some(({ role }) => staffRoles.has(role)),
    roles: [...new Set(here.map(({ role }) => role))],
    areaCode: known?.areaCode ?? area,
  }
}

export const judgeWith =
  (facts: Readonly<Record<string, unknown>>): Judge =>
  (rule) => {
    // Most tools are for everybody of the community; those rules need no reckoning.
    if (rule === 'true') return true
    if (rule === 'isMember' || rule === 'isStaff') return facts[rule] === undefined ? 'unknown' : facts[rule] === true
    return compileRule(rule, audienceFacts).judge(facts).verdict
  }

export const home = answer(launcher, 'home', async (work, { query }) => {
  const area = query.area ?? ''
  const [row, facts, off, atMost, order] = await Promise.all([
    store(work.db).homeOf(area, work.actor.id),
    factsAbout(work, area),
    offHere(work, area),
    work.setting<number>('tilesAtMost', area),
    work.setting<HomeOrder>('homeOrder', area),
  ])
  const own = row.tileOrder && row.hidden ? { order: row.tileOrder, hidden: row.hidden } : null
  const picture = await pictureOf(work, area, row)
  const { tiles, without } = picture.readyFor(query.board ?? 'resident').tilesFor(facts, own, off, order)
  // Written by hand: the tiles are JSON already, and there are many of them.
  return jsonText(
    `{"atMost":${atMost},"isOwnOrder":${own !== null && own.order.length > 0},"off":${JSON.stringify(off)},"without":${JSON.stringify(without)},"tiles":${tiles}}`,
  )
})

const said = (verdict: Judgement['verdict']) => (verdict === true ? 'yes' : verdict === false ? 'no' : 'unknown')

export const why = answer(launcher, 'why', async (work, { query }) => {
  const board = query.board ?? 'resident'
  const [picture, own, facts, off, order] = await Promise.all([
    pictureOf(work, query.area),
    work.actor.id === null ? null : store(work.db).choices(work.actor.id),
    factsAbout(work, query.area),
    offHere(work, query.area),
    work.setting<HomeOrder>('homeOrder', query.area),
  ])
  type Reason = {
    kind: 'community' | 'mandate' | 'audience' | 'own' | 'off'
    verdict: 'yes' | 'no' | 'unknown'
    title: Words | null
    text: string | null
    clauses: { clause: string; verdict: string; missing: string[] }[]
  }
  const reasons: Reason[] = []
  const isOff = off.some((name) => query.id === `native:${name}`)
  if (isOff) reasons.push({ kind: 'off', verdict: 'no', title: null, text: null, clauses: [] })
  const tool = picture.tools.find(({ id }) => id === query.id)
  if (!tool && !isOff) throw work.refuse('not-found')
  const placed = composed(picture.tools, picture.entries, picture.mandates).find(({ id }) => id === query.id)
  if (tool)
    reasons.push({
      kind: 'community',
      verdict: placed ? 'yes' : 'no',
      title: null,
      text: picture.composition
        ? `${picture.composition.madeByName} · ${picture.composition.effectiveAt.toISOString().slice(0, 10)}`
        : null,
      clauses: [],
    })
  if (placed?.mandate)
    reasons.push({
      kind: 'mandate',
      verdict: 'yes',
      title: null,
      text: `${placed.mandate.issuer}：${placed.mandate.reason}`,
      clauses: [],
    })
  const rules = [
    ...(tool?.audience ?? []).filter((one) => one.board === board),
    ...(narrowedFor(board, placed?.entry) ? [{ title: null, rule: placed?.entry?.audience ?? '' }] : []),
  ]
  for (const { title, rule } of rules) {
    const { verdict, because } = compileRule(rule, audienceFacts).judge(facts)
    reasons.push({
      kind: 'audience',
      verdict: said(verdict),
      title,
      text: null,
      // What a fact is stays with the person; which fact was asked, and how it fared, is told.
      clauses: because.map((one) => ({
        clause: one.clause,
        verdict: said(one.verdict),
        missing: one.used.filter(({ isMissing }) => isMissing).map(({ fact }) => fact),
      })),
    })
  }
  /** Where it stands on one's own home page, and by what. */
  const placeOf = () => {
    const judge = judgeWith(facts)
    const tools = picture.tools.filter(({ id }) => !off.some((name) => id === `native:${name}`))
    const { seen } = seenBy(tools, picture.entries, picture.mandates, own, board, judge, order)
    const at = seen.filter((one) => !one.isHidden).findIndex(({ id }) => id === query.id) + 1
    const by =
      placed?.mandate?.kind === 'mandatory' && !own?.order.includes(query.id)
        ? 'mandate'
        : own?.order.includes(query.id)
          ? 'own'
          : order === 'composed' || !placed
            ? 'order'
            : isMeantFor(placed, board, judge, narrowedFor(board, placed.entry))
              ? 'meant'
              : useLevel(placed.uses) > 0
                ? 'use'
                : 'order'
    // To the ten: how many exactly is nobody's business.
    return { at, by, uses: by === 'use' ? Math.floor((placed?.uses ?? 0) / usesFrom) * usesFrom : null } as const
  }
  const narrower = narrowedFor(board, placed?.entry)
  const verdict = placed ? audienceVerdict(placed, board, judgeWith(facts), narrower) : false
  const isHidden = placed ? (arranged([placed], own)[0]?.isHidden ?? false) : false
  if (own && placed)
    reasons.push({ kind: 'own', verdict: isHidden ? 'no' : 'yes', title: null, text: null, clauses: [] })
  const isSeen = verdict === true && !isHidden && !isOff
  return { id: query.id, isSeen, reasons, place: isSeen ? placeOf() : null }
})

export const choose = answer(launcher, 'choose', async (work, { body }) => {
  const tables = store(work.db)
  const own = { order: [...new Set(body.order)], hidden: [...new Set(body.hidden)] }
  const { order, hidden } = chosenOver(await tables.choices(work.actor.id ?? ''), own)
  const choices = { order: order.slice(0, entriesAtMost), hidden: hidden.slice(0, entriesAtMost) }
  await tables.choose(work.actor.id ?? '', choices, work.now)
  return choices
})

export const restore = answer(launcher, 'restore', async (work) => {
  if (work.actor.id) await store(work.db).restore(work.actor.id)
})
