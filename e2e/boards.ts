/** The pages of every board, who may open each, and real things for those that show one. */
import type { BoardName, WebModule } from '@liren/web/module.ts'
import { askAs } from './browser.ts'

// The border between the bundler and us: every module.tsx exports its plug as default.
const plugs = Object.values(import.meta.glob('../modules/*/web/module.tsx', { eager: true })) as {
  readonly default: WebModule
}[]

/** Who looks at a board; for each page the first who may open it. */
export const people: Readonly<Record<BoardName, readonly string[]>> = {
  resident: ['resident1'],
  merchant: ['merchant1'],
  worker: ['grid1', 'handler3', 'worker1'],
  desk: ['dispatcher1', 'leader1', 'admin2', 'steward1', 'system1', 'security1', 'audit1'],
}
export const base: Readonly<Record<BoardName, string>> = {
  resident: '',
  merchant: '/merchant',
  worker: '/worker',
  desk: '/desk',
}
const own: Readonly<Record<BoardName, readonly (readonly [path: string, may: string])[]>> = {
  resident: [
    ['/', 'anyone'],
    ['/me', 'anyone'],
    ['/area', 'anyone'],
  ],
  merchant: [
    ['/', 'anyone'],
    ['/me', 'anyone'],
  ],
  worker: [
    ['/', 'anyone'],
    ['/me', 'anyone'],
  ],
  desk: [
    ['/', 'anyone'],
    ['/system/settings', 'settings.read'],
    ['/system/audit', 'audit.read'],
    ['/system/modules', 'modules.read'],
    ['/system/jobs', 'jobs.read'],
  ],
}

const mayOf = new Map<string, readonly string[]>()
export const holds = async (login: string, may: string) => {
  if (may === 'anyone' || may === 'signed-in') return true
  const known = mayOf.get(login) ?? (await askAs<{ may: string[] }>(login, 'GET', '/api/kernel/shell')).may
  mayOf.set(login, known)
  return known.includes(may)
}

type Rows = { readonly items: readonly { readonly id: string; readonly version?: number | string }[] }

/** Pages of one thing, by how their address begins: what stands for the parts, or the list whose first row does. */
const things: readonly (readonly [begins: string, parts: readonly string[] | string])[] = [
  ['/services/items/', ['SQ-001']],
  ['/services/apply/', ['SQ-001']],
  // A square nobody shows.
  ['/sign-in/screen/', ['A'.repeat(43)]],
  ['/services/edit/', ['SQ-001']],
  ['/services/print/', ['SQ-001']],
  ['/services/lists/', ['powers']],
  ['/services/bundles/', ['elder-75']],
  ['/forms/begin/', ['household-update']],
  ['/forms/print/', ['household-update']],
  ['/forms/edit/', ['household-update']],
  ['/tool-library/tools/', ['tool-borrowing']],
  ['/tool-library/run/', ['tool-borrowing', 'loan']],
  ['/tool-library/records/', '/api/tool-library/records/mine?limit=1'],
  ['/tool-library/ports/', ['housing-fund']],
  ['/appointments/', '/api/appointments/places?limit=1'],
  ['/benefits/write/', '/api/benefits/rules?limit=1'],
  // Somebody who called for help; in a fresh district nobody did.
  ['/mutual-aid/danger/', ['01940000-0000-7000-8000-000000000001']],
  ['/mutual-aid/', '/api/mutual-aid/mine?limit=1'],
  ['/command/plans/', '/api/command/plans?limit=1'],
]
const nobodys = '01940000-0000-7000-8000-000000000001'

export const addressOf = async (path: string, login: string): Promise<string> => {
  const isMade = path.startsWith('/command/plans/running')
  const thing = isMade ? undefined : things.find(([begins]) => path.startsWith(begins) && path.includes(':'))?.[1]
  if (thing === undefined) return path.includes(':') ? path.replace(/:\w+/, await idFor(path, login)) : path
  const parts = typeof thing === 'string' ? await firstOf(thing, login) : [...thing]
  return path.replace(/:\w+/g, () => parts.shift() ?? nobodys)
}

/** The first of a list: its id, and its version where the address goes on with one. */
const firstOf = async (list: string, login: string): Promise<string[]> => {
  const [first] = (await askAs<Rows>(login, 'GET', list)).items
  return [first?.id ?? nobodys, ...(first?.version === undefined ? [] : [String(first.version)])]
}

/** A real id for a page that shows one thing. */
const idFor = async (path: string, login: string): Promise<string> => {
  if (path.startsWith('/command/briefs')) {
    const body = { area: '440104000000', onDay: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10) }
    return (await askAs<{ id: string }>('dispatcher1', 'POST', '/api/command/briefs', body)).id
  }
  if (path.startsWith('/command/plans/running')) {
    const running = await askAs<Rows>('dispatcher1', 'GET', '/api/command/launches?state=running&limit=1')
    const [plan] = (await askAs<Rows>('dispatcher1', 'GET', '/api/command/plans?limit=1')).items
    const body = { planId: plan?.id, area: '440104001001' }
    return (
      running.items[0]?.id ?? (await askAs<{ id: string }>('dispatcher1', 'POST', '/api/command/launches', body)).id
    )
  }
  const from = path.startsWith('/people') || path.startsWith('/identity') ? '/api/people/persons?limit=1' : null
  const list =
    from ??
    (login.startsWith('resident') || login.startsWith('merchant')
      ? '/api/matters/public?area=440104000000&limit=1'
      : '/api/matters/matters?process=case-handling&limit=1')
  const { items } = await askAs<Rows>(login, 'GET', list)
  return items[0]?.id ?? nobodys
}

/** Pages that only make sense on the way back from somewhere else. */
const passing = new Set(['/login/:provider'])

export const pagesOf = (board: BoardName) =>
  [
    ...own[board],
    ...plugs.flatMap(({ default: { boards } }) =>
      (boards[board]?.pages ?? []).map(({ path, may }) => [path, may ?? 'anyone'] as const),
    ),
  ].filter(([path]) => !passing.has(path))

/** The first of a board's people who may open a page. */
export const whoOpens = async (board: BoardName, may: string): Promise<string | undefined> => {
  for (const one of people[board]) if (await holds(one, may)) return one
  return undefined
}
