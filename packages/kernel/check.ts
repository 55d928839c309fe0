/** What boot refuses: missing needs, names declared twice, roles and words that do not exist, versions that do not fit. */
import type { Contract, TSchema } from '@liren/contract'
import type { Module } from './module.ts'
import { kernelRefusals } from './refusal.ts'
import { settingFields } from './settings.ts'
import { type Dictionary, flatten, type Locale, locales } from './words.ts'

const fail = (module: string, why: string): never => {
  throw new Error(`module "${module}": ${why}`)
}

/** Migrations run as they are listed: by rising numbers, each once, also where two people added one on the same day. */
const checkMigrations = (module: Module) => {
  const names = Object.keys(module.migrations ?? {})
  for (const [index, migration] of names.entries()) {
    const before = names[index - 1]
    if (before !== undefined && migration.slice(0, 4) <= before.slice(0, 4))
      fail(module.contract.name, `migration "${migration}" stands behind "${before}": numbers rise`)
  }
}

/** Orders modules so that each comes after its needs; their migrations have to be in order themselves. */
export const inOrder = (modules: readonly Module[]): readonly Module[] => {
  const byName = new Map<string, Module>()
  for (const module of modules) {
    const { name } = module.contract
    if (byName.has(name)) fail(name, 'is there twice')
    checkMigrations(module)
    byName.set(name, module)
  }
  const ordered: Module[] = []
  const visiting = new Set<string>()
  const visit = (module: Module) => {
    if (ordered.includes(module)) return
    const { name } = module.contract
    if (visiting.has(name)) fail(name, 'needs itself in a circle')
    visiting.add(name)
    for (const need of module.needs ?? []) {
      const found = byName.get(need.name)
      if (!found) throw new Error(`module "${name}": needs "${need.name}", which is not installed`)
      checkVersion(name, need, found.contract)
      visit(found)
    }
    visiting.delete(name)
    ordered.push(module)
  }
  for (const module of modules) visit(module)
  return ordered
}

/** A need is met by the same major version (the same minor before 1.0), not older than the one it was written for. */
const checkVersion = (name: string, need: Contract, found: Contract) => {
  const [wanted, there] = [need.version, found.version].map((version) => version.split('.').map(Number))
  const [a = 0, b = 0, c = 0] = wanted ?? []
  const [x = 0, y = 0, z = 0] = there ?? []
  const fits = a === x && (a > 0 ? y > b || (y === b && z >= c) : y === b && z >= c)
  if (!fits) fail(name, `was written for ${need.name} ${need.version}, but ${found.version} is installed`)
}

const describe = (module: Module): { key: string; what: string }[] => {
  const { contract } = module
  return [
    { key: 'title', what: 'its title' },
    ...Object.keys(contract.refusals ?? {}).map((code) => ({ key: `refusal.${code}`, what: `refusal ${code}` })),
    ...Object.keys(contract.permissions ?? {}).map((name) => ({
      key: `permission.${name}`,
      what: `permission ${name}`,
    })),
    ...Object.keys(contract.events ?? {}).map((name) => ({ key: `event.${name}`, what: `event ${name}` })),
    ...Object.keys(module.roles ?? {}).map((role) => ({ key: `role.${role}`, what: `role ${role}` })),
    ...(module.jobs ?? []).map((job) => ({ key: `job.${job.name}`, what: `job ${job.name}` })),
    ...[module.settings?.platform, module.settings?.community].flatMap((schema) =>
      Object.keys(settingFields(schema)).map((key) => ({ key: `setting.${key}`, what: `setting ${key}` })),
    ),
  ]
}

/** Words of all modules; refuses keys missing in one language and declared names without words. */
export const gatherWords = (modules: readonly Module[]): Dictionary => {
  const all: Record<Locale, Map<string, string>> = { 'zh-CN': new Map(), en: new Map() }
  for (const module of modules) {
    const { name } = module.contract
    const flat = { 'zh-CN': flatten(module.locales['zh-CN']), en: flatten(module.locales.en) }
    for (const locale of locales) {
      const other = locale === 'en' ? 'zh-CN' : 'en'
      for (const key of flat[other].keys())
        if (!flat[locale].has(key)) fail(name, `has no words in ${locale} for "${key}"`)
      for (const { key, what } of describe(module))
        if (!flat[locale].get(key)?.trim()) fail(name, `has no words in ${locale} for ${what} (key "${key}")`)
      for (const [key, text] of flat[locale]) all[locale].set(`${name}.${key}`, text)
    }
  }
  return all
}

/** Permission → roles, from contracts and from what roles bring along; refuses roles nobody declares. */
export const gatherRoles = (modules: readonly Module[]): ReadonlyMap<string, ReadonlySet<string>> => {
  // With no module that declares roles, the two built-in callers remain.
  const declared = new Set(['guest'])
  for (const module of modules)
    for (const role of Object.keys(module.roles ?? {})) {
      if (declared.has(role) && role !== 'guest')
        fail(module.contract.name, `declares role "${role}", which is there already`)
      declared.add(role)
    }
  const hasRoles = modules.some((module) => module.roles)
  const table = new Map<string, Set<string>>()
  for (const { contract } of modules)
    for (const [permission, roles] of Object.entries(contract.permissions ?? {})) {
      if (table.has(permission)) fail(contract.name, `declares permission "${permission}", which is there already`)
      for (const role of roles)
        if (hasRoles && !declared.has(role))
          fail(contract.name, `gives "${permission}" to role "${role}", which nobody declares`)
      table.set(permission, new Set(roles))
    }
  for (const module of modules)
    for (const [role, { may }] of Object.entries(module.roles ?? {}))
      for (const permission of may ?? []) {
        const roles = table.get(permission)
        if (!roles)
          throw new Error(`module "${module.contract.name}": role "${role}" may "${permission}", which nobody declares`)
        roles.add(role)
      }
  return table
}

/** Every refusal by its full name. */
export const gatherRefusals = (modules: readonly Module[]): ReadonlyMap<string, number> =>
  new Map([
    ...Object.entries(kernelRefusals).map(([code, status]) => [`kernel/${code}`, status] as const),
    ...modules.flatMap(({ contract }) =>
      Object.entries(contract.refusals ?? {}).map(([code, status]) => [`${contract.name}/${code}`, status] as const),
    ),
  ])

const collectPersonal = (schema: unknown, into: Set<string>) => {
  if (typeof schema !== 'object' || schema === null) return
  for (const [key, inner] of Object.entries(schema as Record<string, unknown>)) {
    if (key === 'properties')
      for (const [name, field] of Object.entries(inner as Record<string, { personal?: boolean }>)) {
        if (field?.personal) into.add(name)
        collectPersonal(field, into)
      }
    else if (typeof inner === 'object') collectPersonal(inner, into)
  }
}

/** Names of all fields marked personal in any contract. */
export const gatherPersonal = (modules: readonly Module[]): ReadonlySet<string> => {
  const names = new Set(['password', 'secret', 'token', 'idNumber', 'phone', 'code', 'otp', 'cookie', 'authorization'])
  for (const { contract } of modules) {
    for (const route of Object.values(contract.routes ?? {}))
      for (const schema of [route.params, route.query, route.body, route.reply] as (TSchema | undefined)[])
        collectPersonal(schema, names)
    for (const schema of Object.values(contract.events ?? {})) collectPersonal(schema, names)
  }
  return names
}

/** Each declared route has its handler, each handler its route. */
export const checkRoutes = (modules: readonly Module[]) => {
  for (const module of modules) {
    const { name, routes } = module.contract
    const answered = (module.routes ?? []).map((one) => one.route)
    for (const route of Object.keys(routes ?? {})) {
      const count = answered.filter((one) => one === route).length
      if (count !== 1) fail(name, `route ${route} has ${count} handlers`)
    }
    for (const one of module.routes ?? []) if (one.contract !== name) fail(name, `answers a route of "${one.contract}"`)
  }
}

/** What is expected of a feature that is not needed, held against what it declares; absent, there is nothing to hear. */
const checkExpected = (name: string, on: string, expects: TSchema, modules: readonly Module[]) => {
  const [from, event = ''] = on.split('/')
  const there = modules.find((module) => module.contract.name === from)
  if (!there) return
  const told = there.contract.events?.[event] as { properties?: Readonly<Record<string, unknown>> } | undefined
  if (!told) fail(name, `listens to "${on}", which is never told`)
  const missing = ((expects as { required?: readonly string[] }).required ?? []).find((key) => !told?.properties?.[key])
  if (missing !== undefined) fail(name, `expects "${missing}" of "${on}", which does not tell it`)
}

/** A listener hears what somebody needed tells, or states what it expects; a collector checks what it was given. */
export const checkParts = (modules: readonly Module[], dictionary: Dictionary) => {
  for (const module of modules) {
    const { name } = module.contract
    const heard = [module.contract, ...(module.needs ?? [])]
    for (const listener of module.listeners ?? []) {
      if (listener.names) continue
      if (listener.expects) {
        checkExpected(name, listener.on, listener.expects, modules)
        continue
      }
      const [from, event = ''] = listener.on.split('/')
      const source = heard.find((contract) => contract.name === from)
      if (!source) fail(name, `listens to "${listener.on}" without needing "${from}"`)
      else if (!source.events?.[event]) fail(name, `listens to "${listener.on}", which is never told`)
    }
    if (module.checkGiven)
      module.checkGiven(
        modules.flatMap((giver) => {
          const part = giver.gives?.[name]
          if (part === undefined) return []
          const giverName = giver.contract.name
          return [
            {
              module: giverName,
              part,
              words: (key: string) => locales.every((l) => dictionary[l].has(`${giverName}.${key}`)),
            },
          ]
        }),
      )
  }
}
