/** Monthly scores 月度得分: made daily from the cases, published by a leader, appealed against within three working days. */
import { identity } from '@liren/identity/contract'
import { answer, job } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { territory } from '@liren/territory/contract'
import { command } from '../contract.ts'
import { dayOf, startOfDay } from '../facts.ts'
import { versionOf } from '../formula.ts'
import { type Figure, indicatorOf } from '../indicator.ts'
import { monthBefore, monthDays, scoreFrom, scoreParts, scoreVersion } from '../score.ts'
import type { CommandWork } from './count.ts'
import { indicatorStore } from './store-indicators.ts'
import { type Score, scoreStore } from './store-scores.ts'
import { communityUnitsOf, formulaOf } from './window.ts'

const everywhere = { everywhere: true, areas: [], units: [] }
const none: Figure = { numerator: 0, denominator: 0, value: null }
const names = scoreParts.map(({ of }) => of)

/** Makes a month's scores of all units and subdistricts; `only` makes one anew after an appeal. */
export const makeScores = async (
  work: CommandWork,
  month: string,
  note: string | null,
  only?: Pick<Score, 'kind' | 'subject'>,
) => {
  const [from, until] = monthDays(month)
  const window = { from: startOfDay(from), until: startOfDay(until), now: work.now.getTime() }
  const communityUnits = await communityUnitsOf(work)
  const formula = await formulaOf(work)
  for (const kind of ['unit', 'area'] as const) {
    if (only && only.kind !== kind) continue
    const found = await indicatorStore(work.db).figures(names, {
      reach: { scope: everywhere, restricted: everywhere, area: null },
      window,
      communityUnits,
      formula,
      parted: kind === 'unit' ? 'unit' : { digits: 9 },
      scoredMonth: month,
    })
    const keys = [...found.keys()].filter((key) => key !== '' && (!only || only.subject === key))
    const units = new Map(
      (await work.use(organisation).units(kind === 'unit' ? keys : [])).map((unit) => [unit.id, unit]),
    )
    const areas = kind === 'area' ? await work.use(territory).areaNames(keys) : new Map<string, string>()
    for (const key of keys) {
      const figures = found.get(key) ?? {}
      const scored = scoreFrom(
        Object.fromEntries(names.map((name) => [name, figures[name] ?? none])) as Parameters<typeof scoreFrom>[0],
        formula,
      )
      const unit = units.get(key)
      await scoreStore(work.db).keep({
        month,
        kind,
        subject: key,
        subjectName: unit?.shortName ?? areas.get(key) ?? key,
        areaCode: kind === 'area' ? key : (unit?.areaCode ?? null),
        unitId: kind === 'unit' ? key : null,
        ...scored,
        formulaVersion: versionOf(scoreVersion, formula),
        computedAt: work.now,
        note,
      })
    }
  }
}

export const scoreDaily = job(command, 'score-daily', { cron: '10 4 * * *' }, async (work) => {
  const today = dayOf(work.now.getTime())
  for (const month of [monthBefore(today), today.slice(0, 7)])
    if (!(await scoreStore(work.db).isPublished(month))) await makeScores(work, month, null)
  work.audit({ facts: { day: today } })
})

const view = ({
  id,
  month,
  kind,
  subject,
  subjectName,
  points,
  parts,
  formulaVersion,
  computedAt,
  publishedAt,
  appealUntil,
  note,
}: Score) => ({
  id,
  month,
  kind,
  subject,
  subjectName,
  points,
  parts: parts.map((part) => ({ ...part, better: indicatorOf(part.of).better })),
  formulaVersion,
  computedAt: computedAt.toISOString(),
  publishedAt: publishedAt?.toISOString() ?? null,
  appealUntil: appealUntil?.toISOString() ?? null,
  note,
})

export const scores = answer(command, 'scores', async (work, { query }) => {
  const limit = query.limit ?? 50
  const scope = work.scope('indicator.read')
  const rows = await scoreStore(work.db).page(
    scope,
    work.may('score.decide'),
    query.month,
    query.kind,
    query.after ?? '',
    limit + 1,
  )
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items: items.map(view), next: rows.length > limit && last ? last.subjectName + last.id : null }
})

export const publishScores = answer(command, 'publishScores', async (work, { params }) => {
  // Scores are of the whole district: whoever publishes them answers for all of it.
  const areas = await work.use(territory).childrenOf()
  for (const { code } of areas) work.must('score.decide', { area: code })
  if (params.month >= dayOf(work.now.getTime()).slice(0, 7)) throw work.refuse('month-not-over', {}, 'month')
  if (!(await scoreStore(work.db).isPublished(params.month))) await makeScores(work, params.month, null)
  const until = await work.use(matters).dueAfter(work.now, { amount: 3, unit: 'workDays' })
  const published = await scoreStore(work.db).publish(params.month, work.now, until)
  work.audit({ facts: { month: params.month, scores: published.length } })
  work.enqueue('tell-scored', { month: params.month })
  return { published: published.length, appealUntil: until.toISOString() }
})

/**
 * Three working days run from the publication: whoever works in the unit or leads the area hears of it. A residents' committee has no
 * handlers of its own: those who work in its community.
 */
export const tellScored = job<typeof command, { month: string } | null>(
  command,
  'tell-scored',
  {},
  async (work, payload) => {
    if (!payload) return
    const published = await scoreStore(work.db).published(payload.month)
    const units = new Map(
      (await work.use(organisation).units(published.flatMap(({ unitId }) => (unitId ? [unitId] : [])))).map((unit) => [
        unit.id,
        unit,
      ]),
    )
    let told = 0
    for (const score of published) {
      const unit = score.unitId ? units.get(score.unitId) : undefined
      const { holders } = work.use(identity)
      const accountIds = !score.unitId
        ? await holders({ role: 'dutyLeader', area: score.subject })
        : unit?.kind === 'residentsCommittee' && unit.areaCode
          ? await holders({ role: 'communityWorker', area: unit.areaCode })
          : await holders({ role: 'handler', unitId: score.unitId })
      if (accountIds.length === 0) continue
      told += accountIds.length
      await work.use(notices).send({
        to: { accountIds },
        topic: 'command.score',
        template: 'command.scored',
        facts: {
          name: score.subjectName,
          month: score.month,
          points: score.points ?? 0,
          until: dayOf((score.appealUntil ?? work.now).getTime()),
        },
        link: '/command/scores',
        groupKey: `scores ${score.month}`,
        object: `score:${score.id}`,
        sender: { area: score.areaCode, unitId: score.unitId },
        onceKey: `scored ${score.id}`,
      })
    }
    work.audit({ facts: { month: payload.month, told } })
  },
)

/** The unit itself or its area's people appeal, naming the cases that should not have cost points. */
export const appealScore = answer(command, 'appealScore', async (work, { params, body }) => {
  const score = await scoreStore(work.db).read(params.id)
  if (!score || !work.may('indicator.read', { area: score.areaCode, unit: score.unitId }))
    throw work.refuse('not-found')
  if (!score.publishedAt || !score.appealUntil) throw work.refuse('not-published')
  if (work.now > score.appealUntil) throw work.refuse('appeal-too-late', { until: score.appealUntil.toISOString() })
  const counted = await scoreStore(work.db).countedIn(score, body.caseIds)
  const foreign = body.caseIds.filter((id) => !counted.includes(id))
  if (foreign.length > 0) throw work.refuse('not-of-this-score', { count: foreign.length }, 'caseIds')
  const [area] = await work.use(territory).childrenOf()
  const opened = await work.use(matters).open({
    process: 'score-appeal',
    title: `${score.subjectName} ${score.month}`,
    summary: body.text,
    areaCode: score.areaCode ?? area?.code ?? '',
    source: 'appeal',
    letter: 'S',
    facts: { scoreId: score.id, cases: body.caseIds.length },
  })
  await scoreStore(work.db).appeal(opened.id, score.id, body.caseIds)
  return { id: opened.id, number: opened.number }
})

/** Appeals against scores in sight: of the reader's own units and areas, or all for those who decide. */
export const appeals = answer(command, 'appeals', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await scoreStore(work.db).appeals(work.scope('indicator.read'), query.month, query.after, limit + 1)
  const items = rows.slice(0, limit)
  const ids = items.flatMap(({ matterId, caseIds }) => [matterId, ...caseIds])
  const found = new Map((await work.use(matters).rows(ids)).map((row) => [row.id, row]))
  const openings = new Map(
    (await work.use(matters).openings(items.map(({ matterId }) => matterId))).map((one) => [one.id, one]),
  )
  return {
    next: rows.length > limit ? (items.at(-1)?.matterId ?? null) : null,
    items: items.flatMap(({ matterId, caseIds, subjectName, month }) => {
      const row = found.get(matterId)
      if (!row) return []
      return [
        {
          id: matterId,
          number: row.number,
          subjectName,
          month,
          text: openings.get(matterId)?.summary ?? '',
          state: row.state,
          openedAt: row.openedAt,
          dueAt: row.dueAt,
          closedAt: row.closedAt,
          cases: caseIds.flatMap((id) => {
            const one = found.get(id)
            return one ? [{ id, module: one.module, number: one.number, title: one.title }] : []
          }),
        },
      ]
    }),
  }
})

/** Granted: the cases named are taken out, and the score is made anew with a note that says so. */
export const grantAppeal = answer(command, 'grantAppeal', async (work, { params, body }) => {
  const store = scoreStore(work.db)
  const appeal = await store.appealOf(params.id)
  const score = appeal ? await store.read(appeal.scoreId) : null
  if (!appeal || !score) throw work.refuse('not-found')
  await work.use(matters).move(params.id, 'grant', { facts: { note: body.because }, outcome: 'granted' })
  // A case may have been given to another unit since the appeal: what this score does not count is not taken out.
  await store.excuse(score, await store.countedIn(score, appeal.caseIds), body.because, work.now)
  await makeScores(work, score.month, body.because, score)
  return view((await store.read(score.id)) ?? score)
})
