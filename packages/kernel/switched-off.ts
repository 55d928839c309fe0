/** Modules that a community has switched off: their routes refuse there, for its people and about its places, within a minute everywhere. */
import { sql } from 'kysely'
import { type Actor, areaPrefix } from './actor.ts'
import { type Core, coreOf } from './core.ts'
import type { kernel } from './kernel-contract.ts'
import type { Work } from './module.ts'
import { refuseAsKernel } from './refusal.ts'
import { siblingOf } from './work.ts'

/** Settings are kept by module, area and key; this key is the kernel's own and stands in no module's schema. */
export const offKey = 'isOff'

/** Names of modules that others stand on: whoever switches one off would switch off more than they see. */
const isNeeded = (core: Core, module: string) =>
  [...core.modules.values()].some(({ needs }) => needs?.some(({ name }) => name === module))

/** Modules switched off where somebody looks, by the nearest area that says so. */
export const modulesOff = async (work: object, area: string): Promise<readonly string[]> => {
  const core = coreOf.get(work)
  if (!core) throw new Error('modulesOff() needs a work made by the kernel')
  const found: string[] = []
  for (const name of core.modules.keys()) if ((await core.settings.read(name, offKey, area)) === true) found.push(name)
  return found
}

/** Names of all modules this district has. */
export const installed = (work: object): readonly string[] => {
  const core = coreOf.get(work)
  if (!core) throw new Error('installed() needs a work made by the kernel')
  return [...core.modules.keys()]
}

/** Features switched off wherever somebody belongs: their boards need not fetch a line of them. Whoever belongs nowhere sees all. */
export const modulesOffFor = async (core: Core, actor: Actor): Promise<readonly string[]> => {
  const homes = [...new Set(actor.grants.filter(({ area }) => area !== '').map(({ area }) => area))]
  if (homes.length === 0) return []
  const found: string[] = []
  for (const name of core.modules.keys()) {
    if (!(await core.settings.isAnywhere(name, offKey))) continue
    const off = await Promise.all(homes.map((area) => core.settings.read(name, offKey, area)))
    if (off.every((one) => one === true)) found.push(name)
  }
  return found
}

/** Features a community may switch off. */
export const switchable = (work: object): readonly string[] => {
  const core = coreOf.get(work)
  if (!core) throw new Error('switchable() needs a work made by the kernel')
  return [...core.modules.keys()].filter((name) => name !== 'kernel' && !isNeeded(core, name))
}

/** Modules that put a door of their own on the home page of a board, foundations too: what cannot be switched off can still be put in order. */
export const withDoors = (work: object, board: string): readonly string[] => {
  const core = coreOf.get(work)
  if (!core) throw new Error('withDoors() needs a work made by the kernel')
  return [...core.modules.keys()].filter((name) => core.modules.get(name)?.doors?.includes(board))
}

/**
 * Switches a feature off in an area, or on again, in the work's own transaction; audited by the caller's act.
 * @throws Refusal `kernel/not-found` for a module that is not there or that others need.
 */
export const switchModule = async (work: Work, module: string, area: string, isOff: boolean): Promise<void> => {
  const core = coreOf.get(work)
  if (!core) throw new Error('switchModule() needs a work made by the kernel')
  if (!core.modules.has(module) || module === 'kernel' || isNeeded(core, module)) throw refuseAsKernel('not-found')
  await sql`insert into kernel_settings (module, area_code, key, value, changed_at, changed_by)
    values (${module}, ${area}, ${offKey}, ${JSON.stringify(isOff)}::jsonb, ${work.now}, ${work.actor.id})
    on conflict (module, area_code, key) do update set value = excluded.value, changed_at = excluded.changed_at,
      changed_by = excluded.changed_by`.execute(work.db)
  // The kernel's own fact, told by its own work: every process looks at its settings anew.
  const frame = siblingOf.get(work)?.('kernel') as unknown as Work<typeof kernel> | undefined
  frame?.emit('settings-changed', { module, area, keys: [offKey] }, ['kernel:settings'])
}

/** Areas at and below one in which a feature is switched off of itself, and the area itself where it is off from above. */
export const offWithin = async (work: Work, module: string, area: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ areaCode: string }>`select area_code from kernel_settings
    where module = ${module} and key = ${offKey} and value = 'true'::jsonb and area_code like ${`${areaPrefix(area)}%`} order by area_code`.execute(
    work.db,
  )
  const found = rows.map(({ areaCode }) => areaCode)
  return found.includes(area) || !(await modulesOff(work, area)).includes(module) ? found : [area, ...found]
}

/** Where an act happens, as far as its input says. */
const areasIn = (request: { readonly query?: unknown; readonly body?: unknown; readonly params?: unknown }) =>
  [request.query, request.body, request.params].flatMap((part) => {
    const { area, areaCode } = (part ?? {}) as { area?: unknown; areaCode?: unknown }
    return [area, areaCode].filter((code): code is string => typeof code === 'string' && /^\d{6,15}$/.test(code))
  })

/** Refuses what a community has switched off: by the place asked about, else by where the asking person belongs. */
export const refuseWhereOff = async (
  core: Core,
  module: string,
  actor: Actor,
  request: { readonly query?: unknown; readonly body?: unknown; readonly params?: unknown },
): Promise<void> => {
  // Nearly always nobody has switched anything off, and nothing more is asked.
  if (actor.kind === 'system' || !(await core.settings.isAnywhere(module, offKey))) return
  const isOff = async (area: string) => (await core.settings.read(module, offKey, area)) === true
  for (const area of areasIn(request)) if (await isOff(area)) throw refuseAsKernel('module-disabled', { module, area })
  const homes = actor.grants.filter(({ area }) => area !== '')
  if (homes.length === 0) return
  for (const { area } of homes) if (!(await isOff(area))) return
  throw refuseAsKernel('module-disabled', { module, area: homes[0]?.area })
}
