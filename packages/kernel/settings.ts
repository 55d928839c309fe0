/** Settings: what administrators decide, per platform or community, drawn from each module's schema. */
import type { TSchema } from '@liren/contract'
import type pg from 'pg'
import { areaPrefix } from './actor.ts'
import { ask } from './database.ts'
import type { Module } from './module.ts'

type Row = { module: string; area_code: string; key: string; value: unknown }

const nameOf = ({ module, key }: Pick<Row, 'module' | 'key'>) => `${module}.${key}`

/** Cached in memory, reloaded when any process changes a value. */
export type Settings = {
  readonly read: (module: string, key: string, area?: string) => Promise<unknown>
  readonly all: (module: string, area: string) => Promise<Readonly<Record<string, unknown>>>
  /** Is this key set for any area at all? */
  readonly isAnywhere: (module: string, key: string) => Promise<boolean>
  /** Areas that set a key to just this value. */
  readonly areasWith: (module: string, key: string, value: unknown) => Promise<readonly string[]>
  readonly forget: () => void
}

/** Fields of a settings schema with their defaults. */
export const settingFields = (schema: TSchema | undefined): Readonly<Record<string, TSchema>> =>
  (schema as { properties?: Record<string, TSchema> } | undefined)?.properties ?? {}

/** Reads values: the nearest area that set one, else the platform's value, else the schema's default. */
export const createSettings = (pool: pg.Pool, modules: ReadonlyMap<string, Module>): Settings => {
  let loaded: Promise<ReadonlyMap<string, readonly Row[]>> | null = null
  let loadedAt = 0
  const rows = () => {
    // Another process may have changed a value and its notice been lost: never trust the cache for more than 30 s.
    if (!loaded || Date.now() - loadedAt > 30_000) {
      loadedAt = Date.now()
      loaded = ask<Row>(pool, 'select module, area_code, key, value from kernel_settings').then(
        (result) => Map.groupBy(result.rows, nameOf),
        (error) => {
          loaded = null
          throw error
        },
      )
    }
    return loaded
  }
  const fallback = (module: string, key: string) => {
    const { platform, community } = modules.get(module)?.settings ?? {}
    const field = settingFields(community)[key] ?? settingFields(platform)[key]
    return (field as { default?: unknown } | undefined)?.default
  }
  const nearest = (found: readonly Row[], area: string) =>
    found
      .filter((row) => row.area_code === '' || (area !== '' && area.startsWith(areaPrefix(row.area_code))))
      .sort((a, b) => areaPrefix(b.area_code).length - areaPrefix(a.area_code).length)[0]
  const read = async (module: string, key: string, area = '') => {
    const set = (await rows()).get(nameOf({ module, key }))
    const found = set && nearest(set, area)
    return found ? found.value : fallback(module, key)
  }
  return Object.freeze({
    read,
    all: async (module, area) => {
      const { platform, community } = modules.get(module)?.settings ?? {}
      const keys = [...Object.keys(settingFields(platform)), ...Object.keys(settingFields(community))]
      return Object.fromEntries(
        await Promise.all(keys.map(async (key) => [key, await read(module, key, area)] as const)),
      )
    },
    isAnywhere: async (module, key) => (await rows()).has(nameOf({ module, key })),
    areasWith: async (module, key, value) =>
      ((await rows()).get(nameOf({ module, key })) ?? [])
        .filter((row) => row.value === value)
        .map((row) => row.area_code),
    forget: () => {
      loaded = null
    },
  })
}
