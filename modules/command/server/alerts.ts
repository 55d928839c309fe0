/** Alerts on the board: those that stand, taking note of one, and the rules an administrator sets. */
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { territory } from '@liren/territory/contract'
import { isOfOneCase } from '../alert.ts'
import { command } from '../contract.ts'
import type { AlertRuleBody } from '../routes-alerts.ts'
import type { CommandWork } from './count.ts'
import { reachFor } from './reach.ts'
import { shared } from './share.ts'
import { alertRuleStore, type NewRule } from './store-alert-rules.ts'
import { type Alert, alertStore } from './store-alerts.ts'
import { findAlerts } from './store-findings.ts'
import { areasOf, tellAlerted } from './watch.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

const views = async (work: CommandWork, alerts: readonly Alert[]) => {
  const unitIds = alerts.flatMap(({ unitId }) => (unitId ? [unitId] : []))
  const ones = alerts.flatMap(({ kind, caseIds }) => (isOfOneCase(kind) ? caseIds.slice(0, 1) : []))
  const units = new Map((await work.use(organisation).units(unitIds)).map((unit) => [unit.id, unit.shortName]))
  const rows = new Map((await work.use(matters).rows(ones)).map((row) => [row.id, row]))
  const names = await work.use(territory).areaNames([...new Set(alerts.map(({ areaCode }) => areaCode))])
  return alerts.map((alert) => {
    const row = isOfOneCase(alert.kind) ? rows.get(alert.caseIds[0] ?? '') : undefined
    return {
      id: alert.id,
      kind: alert.kind,
      ruleName: alert.ruleName,
      areaCode: alert.areaCode,
      areaName: names.get(alert.areaCode) ?? alert.areaCode,
      categoryCode: alert.categoryCode,
      unitName: alert.unitId ? (units.get(alert.unitId) ?? null) : null,
      count: alert.count,
      usual: alert.usual,
      cases: alert.caseIds.length,
      caseOf: row
        ? {
            id: row.id,
            module: row.module,
            number: row.number,
            title: row.title,
            phase: row.phase,
            state: row.state,
            holderUnitName: row.holderUnitName,
          }
        : null,
      firstAt: alert.firstAt.toISOString(),
      lastAt: alert.lastAt.toISOString(),
      raisedAt: alert.raisedAt.toISOString(),
      told: alert.told,
      seenByName: alert.seenByName,
      seenAt: iso(alert.seenAt),
      seenNote: alert.seenNote,
      overAt: iso(alert.overAt),
    }
  })
}

export const alerts = answer(command, 'alerts', async (work, { query }) => {
  const reach = reachFor(work, query.area)
  const asked = {
    state: query.state ?? 'standing',
    kind: query.kind,
    after: query.after,
    limit: query.limit ?? 30,
  } as const
  return shared(work, ['alerts', reach, asked], async () => {
    const page = await alertStore(work.db).page(reach, asked)
    return { items: await views(work, page.items), next: page.next }
  })
})

export const seeAlert = answer(command, 'seeAlert', async (work, { params, body }) => {
  const store = alertStore(work.db)
  const reach = reachFor(work, undefined)
  const found = await store.read(params.id, reach)
  if (!found) throw work.refuse('not-found')
  work.must('alert.see', { area: found.areaCode })
  if (found.seenAt !== null) throw work.refuse('seen-already', { name: found.seenByName ?? '' })
  await store.see(found.id, work.actor.name, body.note, work.now)
  tellAlerted(work, found)
  work.audit({ object: `alert:${found.id}`, area: found.areaCode, facts: { rule: found.ruleName, note: body.note } })
  const [view] = await views(work, [{ ...found, seenAt: work.now, seenByName: work.actor.name, seenNote: body.note }])
  if (!view) throw work.refuse('not-found')
  return view
})

/** Twenty cases of an alert are enough to begin with. */
const casesShown = 20

/** For those who have no board: what they were told of, where they work. */
export const toldAlerts = answer(command, 'toldAlerts', async (work) => {
  if (work.actor.id === null) return { items: [] }
  const since = new Date(work.now.getTime() - 7 * 86_400_000)
  const alerts = await alertStore(work.db).toldTo(work.actor.id, since, 30)
  const ids = [...new Set(alerts.flatMap(({ caseIds }) => caseIds.slice(0, casesShown)))]
  const inSight = ids.length === 0 ? [] : (await work.use(matters).list({ ids, limit: ids.length })).items
  const rows = new Map(inSight.map((row) => [row.id, row]))
  const shown = await views(work, alerts)
  return {
    items: shown.map((view, n) => ({
      ...view,
      caseOf: view.caseOf && rows.has(view.caseOf.id) ? view.caseOf : null,
      seenCases: (alerts[n]?.caseIds ?? []).slice(0, casesShown).flatMap((id) => {
        const row = rows.get(id)
        if (!row) return []
        const { module, number, title, phase, state, holderUnitName } = row
        return [{ id, module, number, title, phase, state, holderUnitName }]
      }),
    })),
  }
})

export const alertRules = answer(command, 'alertRules', async (work, { query }) => {
  const since = new Date(work.now.getTime() - 30 * 86_400_000)
  const page = await alertRuleStore(work.db).page(work.scope('board.read'), since, query.after, query.limit ?? 50)
  const names = await work.use(territory).areaNames([...new Set(page.items.map(({ areaCode }) => areaCode))])
  return {
    next: page.next,
    items: page.items.map((rule) => ({
      id: rule.id,
      areaCode: rule.areaCode,
      areaName: names.get(rule.areaCode) ?? rule.areaCode,
      name: rule.name,
      kind: rule.kind,
      count: rule.count,
      hours: rule.hours,
      factor: rule.factor,
      per: rule.per,
      categories: [...rule.categories],
      leastGrade: rule.leastGrade,
      tell: [...rule.tell],
      isOn: rule.isOn,
      changedAt: rule.changedAt.toISOString(),
      changedByName: rule.changedByName,
      raised: rule.raised,
      seen: rule.seen,
      mayEdit: work.may('alert.rule', { area: rule.areaCode }),
    })),
  }
})

const ruleOf = ({ area, ...rest }: AlertRuleBody): NewRule => ({ areaCode: area, ...rest })
const by = (work: CommandWork) => ({ at: work.now, byName: work.actor.name })

export const makeAlertRule = answer(command, 'makeAlertRule', async (work, { body }) => {
  work.must('alert.rule', { area: body.area })
  const id = await alertRuleStore(work.db).keep(ruleOf(body), by(work))
  work.audit({ object: `alert-rule:${id}`, area: body.area, facts: { ...body } })
  return { id }
})

const editable = async (work: CommandWork, id: string) => {
  const rule = await alertRuleStore(work.db).read(id)
  if (!rule || !work.may('alert.rule', { area: rule.areaCode })) throw work.refuse('not-found')
  return rule
}

export const changeAlertRule = answer(command, 'changeAlertRule', async (work, { params, body }) => {
  await editable(work, params.id)
  work.must('alert.rule', { area: body.area })
  await alertRuleStore(work.db).keep(ruleOf(body), by(work), params.id)
  work.audit({ object: `alert-rule:${params.id}`, area: body.area, facts: { ...body } })
  return undefined
})

export const removeAlertRule = answer(command, 'removeAlertRule', async (work, { params }) => {
  const rule = await editable(work, params.id)
  await alertRuleStore(work.db).remove(params.id, work.now)
  work.audit({ object: `alert-rule:${params.id}`, area: rule.areaCode, facts: { name: rule.name } })
  return undefined
})

export const tryAlertRule = answer(command, 'tryAlertRule', async (work, { body }) => {
  work.must('alert.rule', { area: body.area })
  const rule = ruleOf(body)
  const found = await findAlerts(work.db, rule, work.now, await areasOf(work, rule))
  return { found: found.length, cases: found.reduce((sum, { caseIds }) => sum + caseIds.length, 0) }
})
