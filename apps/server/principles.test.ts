/**
 * Principles are promises about pages and acts (principles.json): every page, route, module, tool and test named there exists, and what is said to be
 * lacking really is. The catalogue of needs (launcher/needs.json) leads to pages that are there, in all three levels.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WebModule } from '@liren/web/module.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadModules, projectRoot, readPreset } from './preset.ts'

type Part = {
  readonly served: readonly string[]
  readonly lacking?: readonly { readonly module: string; readonly what: string }[]
}
type Coverage = Readonly<Record<string, { readonly title: string; readonly parts: Readonly<Record<string, Part>> }>>
type Words = { readonly 'zh-CN': string; readonly en: string }
type Need = {
  readonly code: string
  readonly level: number
  readonly name: Words
  readonly ways: readonly { readonly module: string; readonly to: string; readonly name: Words }[]
  readonly lacking: readonly { readonly module: string; readonly name: Words }[]
}

// The files' shapes are what the tests below check.
const read = <T>(path: string) => JSON.parse(readFileSync(join(projectRoot, path), 'utf8')) as T
const coverage = read<Coverage>('apps/server/principles.json')
const { needs } = read<{ needs: readonly Need[] }>('presets/yuexiu/launcher/needs.json')
const district = readPreset('yuexiu')

const plugs = import.meta.glob('../../modules/*/web/module.tsx', { eager: true }) as Readonly<
  Record<string, { readonly default: WebModule }>
>
/** `board path` → module. */
const pages = new Map<string, string>()
let routes = new Set<string>()

beforeAll(async () => {
  for (const { default: plug } of Object.values(plugs))
    for (const [board, parts] of Object.entries(plug.boards))
      for (const { path } of parts?.pages ?? []) pages.set(`${board} ${path}`, plug.name)
  const modules = await loadModules(district)
  routes = new Set(
    modules.flatMap(({ contract }) => Object.keys(contract.routes ?? {}).map((name) => `${contract.name}.${name}`)),
  )
})

/** The module's page behind an address such as `/services/items/SQ-004?from=needs`. */
const pageAt = (board: string, address: string): string | undefined => {
  const parts = (address.split('?')[0] ?? '').split('/')
  const exact = pages.get(`${board} ${parts.join('/')}`)
  if (exact) return exact
  for (const [key, module] of pages) {
    const [on, path = ''] = key.split(' ')
    const pattern = path.split('/')
    if (
      on === board &&
      pattern.length === parts.length &&
      pattern.every((one, at) => one.startsWith(':') || one === parts[at])
    )
      return module
  }
  return undefined
}
const isThere = (claim: string): boolean => {
  const [kind = '', ...rest] = claim.split(':')
  const what = rest.join(':')
  switch (kind) {
    case 'page':
      return pages.has(what.replace(':', ' '))
    case 'route':
      return routes.has(what)
    case 'module':
      return district.modules.includes(what)
    case 'tool':
      return existsSync(join(projectRoot, 'presets/yuexiu/tool-library', `${what}.json`))
    case 'test':
      return existsSync(join(projectRoot, what))
    default:
      return false
  }
}

/** What each principle must speak of. */
const stages = ['find', 'decide', 'do', 'check', 'evaluate']
const actors = ['resident', 'merchant', 'communityWorker', 'department', 'leader', 'committee']
const asked: Readonly<Record<string, readonly string[]>> = {
  fourGovernances: ['selfRule', 'virtue', 'law', 'smart'],
  governanceBesideServices: ['cases', 'disputes', 'deliberation', 'supervision', 'measuredApart'],
  sixAttributes: ['oneStop', 'interactive', 'precise', 'easy', 'covering', 'connected'],
  sevenParts: [
    'partyLead',
    'governmentDuty',
    'consultation',
    'socialCoWork',
    'publicParticipation',
    'legalGuarantee',
    'technology',
  ],
  everyStageForEveryActor: actors.flatMap((actor) => stages.map((stage) => `${actor}.${stage}`)),
}

describe.each(Object.entries(asked))('%s', (number, parts) => {
  test('speaks of every part it is about, and of no other', () => {
    expect(Object.keys(coverage[number]?.parts ?? {}).sort()).toEqual([...parts].sort())
  })
  test('names only pages, routes, modules, tools and tests that exist', () => {
    const claims = Object.entries(coverage[number]?.parts ?? {}).flatMap(([part, { served }]) =>
      served.map((claim) => `${part} ${claim}`),
    )
    expect(claims.filter((one) => !isThere(one.split(' ')[1] ?? ''))).toEqual([])
  })
  test('leaves no part with nothing, and says of none that it lacks what is there', () => {
    const wrong = Object.entries(coverage[number]?.parts ?? {}).flatMap(([part, { served, lacking = [] }]) => [
      ...(served.length === 0 ? [`${part} has nothing`] : []),
      ...lacking
        .filter(({ module }) => district.modules.includes(module))
        .map(({ module }) => `${part}: ${module} is there`),
    ])
    expect(wrong).toEqual([])
  })
})

describe('the catalogue of needs', () => {
  test('has all three levels, each with the needs it is about', () => {
    const codes = (level: number) => needs.filter((need) => need.level === level).map(({ code }) => code)
    expect(codes(1)).toEqual(['clothing', 'food', 'housing', 'transport', 'learning', 'care'])
    expect(codes(2)).toEqual(['environment', 'order', 'fairness', 'interests'])
    expect(codes(3)).toEqual(['know', 'express', 'participate', 'supervise'])
  })
  test('answers every need by at least two ways that are there', () => {
    expect(needs.filter(({ ways }) => ways.length < 2).map(({ code }) => code)).toEqual([])
    const wrong = needs.flatMap(({ code, ways }) =>
      ways.filter(({ to, module }) => pageAt('resident', to) !== module).map(({ to }) => `${code} ${to}`),
    )
    expect(wrong).toEqual([])
  })
  test('leads to items and tools the district has', () => {
    const missing = needs.flatMap(({ ways }) =>
      ways.flatMap(({ to }) => {
        const item = /^\/services\/items\/(.+)$/.exec(to)?.[1]
        const tool = /^\/tool-library\/tools\/(.+)$/.exec(to)?.[1]
        return (item && !existsSync(join(projectRoot, `presets/yuexiu/services/items/${item}.json`))) ||
          (tool && !isThere(`tool:${tool}`))
          ? [to]
          : []
      }),
    )
    expect(missing).toEqual([])
  })
  test('says in both languages what is not there yet, and only that', () => {
    const claimed = needs.flatMap(({ code, lacking }) =>
      lacking.filter(({ module }) => district.modules.includes(module)).map(({ module }) => `${code} ${module}`),
    )
    expect(claimed).toEqual([])
    for (const { name } of needs.flatMap((need) => [need, ...need.ways, ...need.lacking])) {
      expect(name['zh-CN']).not.toBe('')
      expect(name.en).not.toBe('')
    }
  })
})
