/** The audit over HTTP: read by whoever audits, with the names of those who acted and what they did in words. */
import { sql } from 'kysely'
import type { Scope } from './actor.ts'
import { type Core, coreOf } from './core.ts'
import { mustBeFresh } from './fresh.ts'
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
type KernelWork = Work<typeof kernel>

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

type Asked = {
  readonly actorId?: string
  readonly actor?: string
  readonly action?: string
  readonly object?: string
  readonly since?: string
  readonly until?: string
  readonly result?: 'done' | 'refused'
}

/** What was asked for as it stands, and whatever goes by that name or number. */
const objectsOf = async (work: KernelWork, text: string): Promise<readonly string[]> => {
  const known = [...core(asWork(work)).modules.values()].map((module) => module.auditObjects?.(work.db, text) ?? [])
  return [text, ...(await Promise.all(known)).flat()]
}

/** Entries within reach that match, newest first, with names and words. */
const entries = async (work: KernelWork, query: Asked, after: number | null, limit: number) => {
  const { modules } = core(asWork(work))
  const naming = [...modules.values()].find((module) => module.accountNames)
  const scope = work.scope('audit.read')
  const named = query.actor === undefined ? null : ((await naming?.accountsNamed?.(work.db, query.actor.trim())) ?? [])
  const objects = query.object === undefined ? null : await objectsOf(work, query.object.trim())
  const conditions = [
    // Whoever audits a street reads what was done there; what belongs to no area, who audits the district.
    isDistrict(scope) ? null : within(scope, { area: 'a.area_code' }),
    after === null ? null : sql`a.id < ${after}`,
    query.actorId ? sql`a.actor_id = ${query.actorId}` : null,
    named ? sql`a.actor_id = any(${[...named]}::uuid[])` : null,
    query.action ? sql`a.action like ${`${query.action.replace(/[%_\\]/g, '\\$&')}%`}` : null,
    objects ? sql`a.object = any(${[...objects]}::text[])` : null,
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
  const page = rows.slice(0, limit)
  const ids = [...new Set(page.flatMap(({ actorId }) => actorId ?? []))]
  const names =
    naming?.accountNames && ids.length > 0 ? await naming.accountNames(work.db, ids) : new Map<string, string>()
  const titleOf = actionTitles(asWork(work))
  const items = page.map(({ origin, at, ...row }) => ({
    ...row,
    actorName: row.actorId === null ? null : (names.get(row.actorId) ?? null),
    actionTitle: titleOf(row.action),
    at: at.toISOString(),
    from: origin,
  }))
  return { items, hasMore: rows.length > limit }
}

export const readAudit = answer(kernel, 'audit', async (work, { query }) => {
  const { limit = 50, after: from, ...asked } = query
  const after = from ? Number(from) : null
  if (after !== null && !Number.isSafeInteger(after))
    throw refuseInput([{ keyword: 'format', instancePath: '/after', schemaPath: '', params: {} }], 'query')
  // Reading the audit is itself an act worth knowing of.
  work.audit({ facts: { action: query.action, object: query.object } })
  const { items, hasMore } = await entries(work, asked, after, limit)
  return { items, next: hasMore ? String(items.at(-1)?.id) : null }
})

/** As many as a spreadsheet still opens at once. */
const mostExported = 5000

export const exportAudit = answer(kernel, 'exportAudit', async (work, { body }) => {
  mustBeFresh(work)
  const { items, hasMore } = await entries(work, body, null, mostExported)
  work.audit({ facts: { action: body.action, object: body.object, rows: items.length } })
  return { items, isWhole: !hasMore }
})

export const auditActions = answer(kernel, 'auditActions', async (work) => {
  const titleOf = actionTitles(asWork(work))
  const actions = [...core(asWork(work)).modules.values()].flatMap(({ contract, jobs = [] }) => [
    // What only reads is mostly not kept; what is kept of it is found by its name.
    ...Object.entries(contract.routes ?? {}).flatMap(([name, { method }]) =>
      method === 'GET' ? [] : [`${contract.name}.${name}`],
    ),
    ...jobs.map(({ name }) => `job:${contract.name}/${name}`),
  ])
  return { items: actions.map((action) => ({ action, title: titleOf(action) })) }
})
