/** Watches over the rules of alerts: raises what is new, tells whoever is on duty, lets go of what is over. */
import { job } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { territory } from '@liren/territory/contract'
import { compare, isOfOneCase, restMs } from '../alert.ts'
import { command } from '../contract.ts'
import type { CommandWork } from './count.ts'
import { type AlertRule, alertRuleStore } from './store-alert-rules.ts'
import { type Alert, alertStore } from './store-alerts.ts'
import { findAlerts } from './store-findings.ts'
import { whomAt } from './whom.ts'

export const tellAlerted = (work: CommandWork, alert: Pick<Alert, 'id' | 'areaCode' | 'isRestricted'>) =>
  work.emit('alerted', { alertId: alert.id, areaCode: alert.areaCode }, [
    // Anybody may listen to an area, so that nothing restricted is heard there.
    ...(alert.isRestricted ? ['board:restricted'] : [`area:${alert.areaCode}`]),
  ])

/** Whoever is on duty at the levels of the rule, each once. */
const duePeople = async (work: CommandWork, rule: AlertRule, alert: Alert): Promise<readonly string[]> => {
  const where = { areaCode: alert.areaCode, cellCode: alert.cellCode, unitId: alert.unitId }
  const people = new Set<string>()
  for (const rung of rule.tell)
    for (const { accountId } of await whomAt(work, rung, where)) if (accountId) people.add(accountId)
  return [...people]
}

const tell = async (work: CommandWork, rule: AlertRule, alert: Alert) => {
  const accountIds = await duePeople(work, rule, alert)
  if (accountIds.length === 0) return
  const [caseId] = alert.caseIds
  const isOne = isOfOneCase(alert.kind)
  const [row] = isOne && caseId ? await work.use(matters).rows([caseId]) : []
  const names = await work.use(territory).areaNames([alert.areaCode])
  const unit = alert.unitId ? await work.use(organisation).unit(alert.unitId) : null
  const area = names.get(alert.areaCode) ?? alert.areaCode
  await work.use(notices).send({
    to: { accountIds },
    topic: 'command.alert',
    template: alert.isRestricted ? 'command.alertHidden' : isOne ? 'command.alertedCase' : 'command.alerted',
    facts: alert.isRestricted
      ? {}
      : {
          rule: rule.name,
          area,
          count: alert.count,
          number: row?.number ?? '',
          title: row?.title ?? '',
          unit: unit?.shortName ?? '',
        },
    link: isOne && caseId ? `/matters/${caseId}` : '/command/alerts',
    urgency: 'urgent',
    // One rule that finds a dozen things at once is one message with a count.
    groupKey: `alert ${rule.id}`,
    object: `alert:${alert.id}`,
    sender: { area: alert.areaCode },
    onceKey: `alert ${alert.id}`,
  })
  await alertStore(work.db).tell(alert.id, accountIds, work.now)
}

/** The areas a rule about silence looks over; the other kinds find theirs by their cases. */
export const areasOf = async (
  work: CommandWork,
  { kind, per, areaCode }: Pick<AlertRule, 'kind' | 'per' | 'areaCode'>,
) => (kind === 'silent' ? (await work.use(territory).areasAt(per, areaCode)).map(({ code }) => code) : [])

export const watchOver = async (work: CommandWork, rule: AlertRule) => {
  const store = alertStore(work.db)
  const found = await findAlerts(work.db, rule, work.now, await areasOf(work, rule))
  const rest = isOfOneCase(rule.kind) ? 0 : restMs
  const { raise, goesOn, over } = compare(await store.standing(rule.id), found, work.now, rest)
  await store.goOn(rule.id, goesOn, work.now)
  await store.over(rule.id, over, work.now)
  let raised = 0
  for (const finding of raise) {
    const alert = await store.raise(rule, finding, work.now)
    if (!alert) continue
    raised += 1
    await tell(work, rule, alert)
    tellAlerted(work, alert)
  }
  return { raised, over: over.length }
}

export const watch = job(command, 'watch', { cron: '*/5 * * * *' }, async (work) => {
  for (const rule of await alertRuleStore(work.db).on()) {
    const { raised, over } = await watchOver(work, rule)
    if (raised + over > 0) work.audit({ facts: { [rule.name]: { raised, over } } })
  }
})
