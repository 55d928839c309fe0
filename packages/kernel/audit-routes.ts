/** The audit over HTTP: read by whoever audits, with the names of those who acted and what they did in words. */
import { sql } from 'kysely'
import type { Scope } from './actor.ts'
import { type Core, coreOf } from './core.ts'
import { kernel } from './kernel-contract.ts'
import { answer, type Work } from './module.ts'
import { within } from './permissions.ts'
import { refuseInput } from './validation.ts'
import { say } from './words.ts'

const core = (work: Work): Core => {
  const found = coreOf.get(work)
  if (!found) throw new Error('the kernel works only for itself')
  return found
}
const asWork = (work: unknown) => work as Work

/** `cases.dispatch` → `案件 · 派遣案件`: the module, and the permission its route asks for or the job's own words. */
const actionTitles = (work: Work) => {
  const { modules, dictionary } = core(work)
  const word = (key: string) => dictionary[work.locale].get(key)
  return (action: string): string => {
    const [, prefix = '', rest = ''] = /^(?:(job|hear|seed):)?(.*)$/.exec(action) ?? []
    const [name = '', what = ''] = rest.split(/[./](.*)/)
    const may = modules.get(name)?.contract.routes?.[what]?.may
    const does = prefix === 'job' ? word(`${name}.job.${what}`) : may && word(`${name}.permission.${may}`)
    const of = word(`${name}.title`) ?? (name === 'kernel' ? say(dictionary, work.locale, 'kernel.title') : name)
    return does ? `${of} · ${does}` : of
  }
}

const isDistrict = ({ everywhere, areas }: Scope) => everywhere || areas.some((prefix) => prefix.length <= 6)

export const readAudit = answer(kernel, 'audit', async (work, { query }) => {
  const limit = query.limit ?? 50
  const after = query.after ? Number(query.after) : null
  if (after !== null && !Number.isSafeInteger(after))
    throw refuseInput([{ keyword: 'format', instancePath: '/after', schemaPath: '', params: {} }], 'query')
  const scope = work.scope('audit.read')
  const conditions = [
    // Whoever audits a street reads what was done there; what belongs to no area, who audits the district.
    isDistrict(scope) ? null : within(scope, { area: 'a.area_code' }),
    after === null ? null : sql`a.id < ${after}`,
    query.actorId ? sql`a.actor_id = ${query.actorId}` : null,
    query.action ? sql`a.action like ${`${query.action.replace(/[%_\\]/g, '\\$&')}%`}` : null,
    query.object ? sql`a.object = ${query.object}` : null,
    query.since ? sql`a.at >= ${query.since}` : null,
    query.until ? sql`a.at < ${query.until}` : null,
    query.result ? sql`a.result = ${query.result}` : null,
  ].filter((one) => one !== null)
  const { rows } = await sql<{
    id: number
    at: Date
    actorId: string | null
    actorKind: string
    forPersonId: string | null
    action: string
    object: string | null
    areaCode: string | null
    result: 'done' | 'refused'
    facts: Record<string, unknown>
    requestId: string
    origin: string | null
    sealed: boolean
  }>`select a.id, a.at, a.actor_id, a.actor_kind, a.for_person_id, a.action, a.object, a.area_code, a.result, a.facts,
      a.request_id, a.origin, exists (select from kernel_audit_seals s where s.audit_id = a.id) as sealed
    from kernel_audit a ${conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``}
    order by a.id desc limit ${limit + 1}`.execute(work.db)
  // Reading the audit is itself an act worth knowing of.
  work.audit({ facts: { action: query.action, object: query.object } })
  const page = rows.slice(0, limit)
  const { modules } = core(asWork(work))
  const naming = [...modules.values()].find((module) => module.accountNames)?.accountNames
  const ids = [...new Set(page.flatMap(({ actorId }) => actorId ?? []))]
  const names = naming && ids.length > 0 ? await naming(work.db, ids) : new Map<string, string>()
  const titleOf = actionTitles(asWork(work))
  const items = page.map(({ origin, at, ...row }) => ({
    ...row,
    actorName: row.actorId === null ? null : (names.get(row.actorId) ?? null),
    actionTitle: titleOf(row.action),
    at: at.toISOString(),
    from: origin,
  }))
  return { items, next: rows.length > limit ? String(items.at(-1)?.id) : null }
})
