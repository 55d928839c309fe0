/** Settings over HTTP: read, changed, and what they were before; every change can be taken back by one press, and stays in the history. */
import type { TSchema } from '@liren/contract'
import { sql } from 'kysely'
import { type Core, coreOf } from './core.ts'
import { mustBeFresh } from './fresh.ts'
import { kernel } from './kernel-contract.ts'
import { answer, type Module, type SettingChanged, type Work } from './module.ts'
import { refuseAsKernel } from './refusal.ts'
import { settingFields } from './settings.ts'
import { compile, refuseInput } from './validation.ts'
import { say } from './words.ts'
import { siblingOf } from './work.ts'

type KernelWork = Work<typeof kernel>
const asWork = (work: unknown) => work as Work
const core = (work: Work): Core => {
  const found = coreOf.get(work)
  if (!found) throw new Error('the kernel works only for itself')
  return found
}

/** The closed list of a setting; each of its values may have words of its own. */
const choicesOf = (field: unknown) => (field as { enum?: readonly string[] } | undefined)?.enum ?? []

const isSecret = (field: unknown) => (field as { secret?: boolean } | undefined)?.secret === true
/** Whoever sets it decides whom the district trusts: secrets, and what a module marks `isKey` (ways to sign in, outside checks). */
const isKey = (field: unknown) => isSecret(field) || (field as { isKey?: boolean } | undefined)?.isKey === true

export const readSettings = answer(kernel, 'settings', async (work, { query }) => {
  const { modules, settings, dictionary } = core(asWork(work))
  const area = query.area ?? ''
  work.must('settings.read', area === '' ? {} : { area })
  const items = await Promise.all(
    [...modules.values()]
      .filter((module) => module.settings)
      .map(async (module) => {
        const { name } = module.contract
        const { platform, community } = module.settings ?? {}
        const fields = { ...settingFields(platform), ...settingFields(community) }
        const { rows } = await sql<{ key: string }>`
          select key from kernel_settings where module = ${name} and area_code = ${area}`.execute(work.db)
        const values = await settings.all(name, area)
        return {
          module: name,
          title: say(dictionary, work.locale, `${name}.title`),
          platform: platform ?? null,
          community: community ?? null,
          labels: Object.fromEntries(
            Object.entries(fields).flatMap(([key, field]) => [
              [key, say(dictionary, work.locale, `${name}.setting.${key}`)],
              ...choicesOf(field).flatMap((one) => {
                const said = dictionary[work.locale].get(`${name}.settingChoice.${key}.${one}`)
                return said === undefined ? [] : [[`${key}.${one}`, said]]
              }),
            ]),
          ),
          // A setting marked secret goes in, never out.
          values: Object.fromEntries(
            Object.entries(values).map(([key, value]) => [
              key,
              isSecret(fields[key]) && value ? '••••••' : (value ?? null),
            ]),
          ),
          own: rows.map((row) => row.key),
        }
      }),
  )
  return { items, mayChange: mayChange(work, area) }
})

/** Holds the permission over the area everything else lies in. */
const isOverAll = (work: Work) => {
  const { rootArea } = core(work)
  return rootArea !== null && work.may('settings.change', { area: rootArea })
}

/** Platform values bind everybody: only a grant over the whole platform changes them. */
const mayChange = (work: KernelWork, area: string) =>
  area === ''
    ? work.scope('settings.change').everywhere || isOverAll(asWork(work))
    : work.may('settings.change', { area })

const mustChange = (work: KernelWork, area: string) => {
  if (!mayChange(work, area)) throw refuseAsKernel('forbidden', { permission: 'settings.change' })
}

const moduleOf = (work: KernelWork, name: string): Module & { readonly settings: NonNullable<Module['settings']> } => {
  const module = core(asWork(work)).modules.get(name)
  if (!module?.settings) throw refuseAsKernel('not-found')
  return { ...module, settings: module.settings }
}

/** Fields that may be set here: all of them for the platform, its own part for a community. */
const fieldsAt = ({ settings }: { readonly settings: NonNullable<Module['settings']> }, area: string) =>
  area === ''
    ? { ...settingFields(settings.platform), ...settingFields(settings.community) }
    : settingFields(settings.community)

type Place = { readonly module: string; readonly area: string; readonly key: string }

/** Writes one value as it is stored (null: no value of its own) and keeps what was there before. */
const put = async (work: KernelWork, { module, area, key }: Place, stored: unknown, undoes: number | null = null) => {
  const { rows } = await sql<{ value: unknown }>`select value from kernel_settings
    where module = ${module} and area_code = ${area} and key = ${key} for update`.execute(work.db)
  const [was] = rows
  if (stored === null)
    await sql`delete from kernel_settings where module = ${module} and area_code = ${area} and key = ${key}`.execute(
      work.db,
    )
  else
    await sql`insert into kernel_settings (module, area_code, key, value, changed_at, changed_by)
      values (${module}, ${area}, ${key}, ${JSON.stringify(stored)}::jsonb, ${work.now}, ${work.actor.id})
      on conflict (module, area_code, key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(
      work.db,
    )
  await sql`insert into kernel_settings_history (module, area_code, key, before, after, at, by_id, by_name, undoes)
    values (${module}, ${area}, ${key}, ${was ? JSON.stringify(was.value) : null}::jsonb, ${stored === null ? null : JSON.stringify(stored)}::jsonb,
      ${work.now}, ${work.actor.id}, ${work.actor.name}, ${undoes}::bigint)`.execute(work.db)
}

const tell = (work: KernelWork, module: string, area: string, keys: readonly string[], facts: object = {}) => {
  work.audit({ object: `settings:${module}`, area: area || null, facts: { keys, ...facts } })
  work.emit('settings-changed', { module, area, keys: [...keys] }, ['kernel:settings'])
  core(asWork(work)).settings.forget()
}

export const changeSettings = answer(kernel, 'changeSettings', async (work, { params, body }) => {
  const { secrets } = core(asWork(work))
  const module = moduleOf(work, params.module)
  const area = body.area ?? ''
  mustChange(work, area)
  const fields = fieldsAt(module, area)
  const changed: string[] = []
  for (const [key, value] of Object.entries(body.values)) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined
    if (!field)
      throw refuseInput(
        [{ keyword: 'additionalProperties', instancePath: '', schemaPath: '', params: { additionalProperty: key } }],
        'body',
      )
    if (value !== null) checkValue(field, key, value)
    if (isKey(field)) mustBeFresh(work)
    await askModule(work, params.module, { area, key, value })
    const stored =
      value !== null && isSecret(field) ? secrets.seal(String(value), `setting:${params.module}:${key}`) : value
    await put(work, { module: params.module, area, key }, stored)
    changed.push(key)
  }
  tell(work, params.module, area, changed)
  return { changed }
})

/** The module itself may know better than its schema. */
const askModule = async (work: KernelWork, name: string, changed: SettingChanged) => {
  const check = core(asWork(work)).modules.get(name)?.settings?.check
  // A check is written for its own module's work, which is made here.
  if (check) await check(siblingOf.get(work)?.(name) as never, changed)
}

const checkValue = (field: TSchema, key: string, value: unknown) => {
  const check = compile(field, 'body')
  if (!check(value))
    throw refuseInput(
      (check.errors ?? []).map((error) => ({ ...error, instancePath: `/${key}${error.instancePath}` })),
      'body',
    )
}

type Change = {
  readonly id: number
  readonly module: string
  readonly areaCode: string
  readonly key: string
  readonly before: unknown
  readonly after: unknown
  readonly at: Date
  readonly byName: string
  readonly undoes: number | null
  readonly isUndone: boolean
  readonly isNewest: boolean
}
const history = sql`select h.id::float8 as id, h.module, h.area_code, h.key, h.before, h.after, h.at, h.by_name, h.undoes::float8 as undoes,
  exists (select 1 from kernel_settings_history u where u.undoes = h.id) as is_undone,
  not exists (select 1 from kernel_settings_history n where n.module = h.module and n.area_code = h.area_code and n.key = h.key and n.id > h.id) as is_newest
  from kernel_settings_history h`

export const settingsHistory = answer(kernel, 'settingsHistory', async (work, { params, query }) => {
  const { dictionary } = core(asWork(work))
  const module = moduleOf(work, params.module)
  const area = query.area ?? ''
  work.must('settings.read', area === '' ? {} : { area })
  const limit = query.limit ?? 50
  const after = query.after ? Number(query.after) : null
  if (after !== null && !Number.isSafeInteger(after))
    throw refuseInput([{ keyword: 'format', instancePath: '/after', schemaPath: '', params: {} }], 'query')
  const { rows } = await sql<Change>`${history} where h.module = ${params.module} and h.area_code = ${area}
    and ${after === null ? sql`true` : sql`h.id < ${after}::bigint`} order by h.id desc limit ${limit + 1}`.execute(
    work.db,
  )
  const fields = fieldsAt(module, '')
  const shown = (key: string, value: unknown) => (isSecret(fields[key]) && value !== null ? '••••••' : value)
  const items = rows.slice(0, limit).map(({ areaCode: _, before, after: then, at, isNewest, ...row }) => ({
    ...row,
    label: say(dictionary, work.locale, `${params.module}.setting.${row.key}`),
    before: shown(row.key, before),
    after: shown(row.key, then),
    at: at.toISOString(),
    mayUndo: isNewest,
  }))
  return { items, next: rows.length > limit ? String(items.at(-1)?.id) : null }
})

/** Takes back the newest change of a key: what was before holds again. Taking back is a change like any other. */
export const undoSetting = answer(kernel, 'undoSetting', async (work, { params }) => {
  const { rows } = await sql<Change>`${history} where h.id = ${params.id}::bigint`.execute(work.db)
  const [change] = rows
  if (!change) throw refuseAsKernel('not-found')
  const { key, areaCode: area } = change
  const module = moduleOf(work, change.module)
  mustChange(work, area)
  // One key is taken back at a time, by one person.
  await sql`select pg_advisory_xact_lock(hashtext(${`setting ${change.module} ${area} ${key}`}))`.execute(work.db)
  const again = (await sql<Change>`${history} where h.id = ${params.id}::bigint`.execute(work.db)).rows[0]
  if (!again?.isNewest) throw refuseAsKernel('conflict')
  const field = fieldsAt(module, area)[key]
  // A field an upgrade took away or narrowed cannot be given its old value.
  if (!field) throw refuseAsKernel('not-found')
  if (isKey(field)) mustBeFresh(work)
  if (change.before !== null && !isSecret(field)) checkValue(field, key, change.before)
  if (!isSecret(field)) await askModule(work, change.module, { area, key, value: change.before })
  await put(work, { module: change.module, area, key }, change.before, params.id)
  tell(work, change.module, area, [key], { undoes: params.id })
  return undefined
})
