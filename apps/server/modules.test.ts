/** Plugins are plugins: each boots alone with its needs, none is needed by the frame, and their face changes only on purpose. */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Module } from '@liren/kernel'
import { kernel } from '@liren/kernel/kernel-contract'
import { host } from '@liren/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadModules, readPreset } from './preset.ts'

let modules: Module[] = []
const names = readPreset('yuexiu').modules
beforeAll(async () => {
  modules = await loadModules(readPreset('yuexiu'))
})

const withNeeds = (name: string): Module[] => {
  const found = modules.find((module) => module.contract.name === name)
  if (!found) throw new Error(`no module ${name}`)
  const all = [...(found.needs ?? []).flatMap((need) => withNeeds(need.name)), found]
  return all.filter((module, index) => all.indexOf(module) === index)
}

describe('each module', () => {
  test.each(names)('%s boots alone with its needs', async (name) => {
    const town = await host(withNeeds(name))
    try {
      const shell = await town.guest.ask(kernel, 'shell')
      expect(shell.modules).toContain(name)
    } finally {
      await town.close()
    }
  })
})

test('with no module at all the shell still answers', async () => {
  const town = await host([])
  try {
    expect((await town.guest.ask(kernel, 'shell')).modules).toEqual([])
    expect((await town.guest.raw('GET', '/api/openapi.json')).status).toBe(200)
    expect((await town.guest.raw('GET', '/api/docs/')).status).toBe(200)
  } finally {
    await town.close()
  }
})

test('two districts with different module sets are made by presets alone', async () => {
  const others = readPreset('guali').modules
  expect(others).not.toEqual(names)
  expect((await loadModules(readPreset('guali'))).map(({ contract }) => contract.name).sort()).toEqual(
    [...others].sort(),
  )
})

/** Who may ask, by `module.route`. */
const permissions = () =>
  new Map(
    [kernel, ...modules.map(({ contract }) => contract)].flatMap(({ name, routes = {} }) =>
      Object.entries(routes as Readonly<Record<string, { readonly may: string }>>).map(
        ([route, { may }]) => [`${name}.${route}`, may] as const,
      ),
    ),
  )

type Operation = { readonly operationId?: string } & Readonly<Record<string, unknown>>

/** Without what is only said about it: words may change and nobody's program breaks. */
const withoutWords = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(withoutWords)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(
              ([key, said]) =>
                !(['description', 'summary', 'example', 'tags'].includes(key) && typeof said !== 'object'),
            )
            .map(([key, one]) => [key, withoutWords(one)]),
        )
      : value

/** `METHOD path name permission shape`: the shape is a print of what is asked and answered, so that a review sees which route changed. */
const faceOf = (
  mayOf: ReadonlyMap<string, string>,
  api: { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> },
) =>
  Object.entries(api.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, one]) => {
        const { parameters, requestBody, responses } = one
        const shape = JSON.stringify(withoutWords({ parameters, requestBody, responses }))
        const print = createHash('sha256').update(shape).digest('hex').slice(0, 8)
        return `${method.toUpperCase()} ${path} ${one.operationId ?? ''} ${mayOf.get(one.operationId ?? '') ?? '-'} ${print}`
      }),
    )
    .sort()

test('the API is the one in openapi.snapshot.json; update it on purpose with LIREN_TEST_SNAPSHOT=write', async () => {
  const town = await host(modules)
  try {
    const response = await town.guest.raw('GET', '/api/openapi.json')
    const face = faceOf(permissions(), (await response.json()) as Parameters<typeof faceOf>[1])
    const file = join(import.meta.dirname, 'openapi.snapshot.json')
    if (process.env.LIREN_TEST_SNAPSHOT === 'write') writeFileSync(file, `${JSON.stringify(face, null, 2)}\n`)
    expect(face).toEqual(JSON.parse(readFileSync(file, 'utf8')))
  } finally {
    await town.close()
  }
})

test('every foreign key has an index that serves it', async () => {
  const town = await host(modules)
  try {
    const { rows } = await town.owner.query<{ missing: string }>(
      `select k.conrelid::regclass || '(' || string_agg(a.attname, ', ') || ')' as missing
       from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey)
       where k.contype = 'f' and k.connamespace = current_schema()::regnamespace
         and not exists (select from pg_index i where i.indrelid = k.conrelid
           and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] <@ k.conkey)
       group by k.oid, k.conrelid order by 1`,
    )
    expect(rows.map((row) => row.missing)).toEqual([])
  } finally {
    await town.close()
  }
})

test('no table has a trigger, and every table stands in the district’s schema under its module’s name', async () => {
  const town = await host(modules)
  try {
    const { rows: triggers } = await town.owner.query('select tgname from pg_trigger where not tgisinternal')
    expect(triggers).toEqual([])
    const { rows } = await town.owner.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`,
    )
    const strangers = rows.filter(
      ({ name }) => !['kernel', ...names].some((module) => name.startsWith(`${module.replaceAll('-', '_')}_`)),
    )
    expect(strangers).toEqual([])
  } finally {
    await town.close()
  }
})
