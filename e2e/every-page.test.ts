/** Every page of every board, at both sizes, and in the dark: nothing serious for axe-core, no complaint, nothing wider than the screen. */
import type { BoardName, WebModule } from '@liren/web/module.ts'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { accessibilityOf, askAs, type Screen, settled, still, type Visit, visit } from './browser.ts'

// The border between the bundler and us: every module.tsx exports its plug as default.
const plugs = Object.values(import.meta.glob('../modules/*/web/module.tsx', { eager: true })) as {
  readonly default: WebModule
}[]

/** Who looks at a board; for each page the first who may open it. */
const people: Readonly<Record<BoardName, readonly string[]>> = {
  resident: ['resident1'],
  merchant: ['merchant1'],
  worker: ['grid1', 'handler3', 'worker1'],
  desk: ['dispatcher1', 'leader1', 'admin2', 'steward1', 'system1', 'security1', 'audit1'],
}
const base: Readonly<Record<BoardName, string>> = {
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
const holds = async (login: string, may: string) => {
  if (may === 'anyone' || may === 'signed-in') return true
  const known = mayOf.get(login) ?? (await askAs<{ may: string[] }>(login, 'GET', '/api/kernel/shell')).may
  mayOf.set(login, known)
  return known.includes(may)
}

type Rows = { readonly items: readonly { readonly id: string }[] }

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
  ['/mutual-aid/', '/api/mutual-aid/mine?limit=1'],
  ['/command/plans/', '/api/command/plans?limit=1'],
]
const nobodys = '01940000-0000-7000-8000-000000000001'

/** Of these a fresh district has none: their pages say so, and the browser notes that nothing was found. */
const mayBeGone = [
  '/services/:id',
  '/services/journey/',
  '/services/notices/:id',
  '/services/decisions/',
  '/forms/:id',
  '/tool-library/studio/',
  '/tool-library/records/',
  '/tool-library/:id',
  '/sign-on/ask/',
  '/sign-in/screen/',
]
const isNothingFound = (trouble: string) => /\b404\b/.test(trouble)

const addressOf = async (path: string, login: string): Promise<string> => {
  const isMade = path.startsWith('/command/plans/running')
  const thing = isMade ? undefined : things.find(([begins]) => path.startsWith(begins) && path.includes(':'))?.[1]
  if (thing === undefined) return path.includes(':') ? path.replace(/:\w+/, await idFor(path, login)) : path
  const parts =
    typeof thing === 'string' ? [(await askAs<Rows>(login, 'GET', thing)).items[0]?.id ?? nobodys] : [...thing]
  return path.replace(/:\w+/g, () => parts.shift() ?? nobodys)
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

const visits = new Map<string, Visit>()
const at = async (board: BoardName, login: string | null) => {
  const key = `${board} ${login ?? 'a guest'}`
  const known = visits.get(key)
  if (known) return known
  const made = await visit(board === 'desk' ? 'desk' : 'phone', login)
  visits.set(key, made)
  return made
}
afterAll(async () => {
  for (const { context } of visits.values()) await context.close()
})

const sizes: Readonly<Record<Screen, { width: number; height: number }>> = {
  phone: { width: 390, height: 844 },
  desk: { width: 1440, height: 900 },
}

/** Pages that only make sense on the way back from somewhere else. */
const passing = new Set(['/login/:provider'])

const pagesOf = (board: BoardName) =>
  [
    ...own[board],
    ...plugs.flatMap(({ default: { boards } }) =>
      (boards[board]?.pages ?? []).map(({ path, may }) => [path, may ?? 'anyone'] as const),
    ),
  ].filter(([path]) => !passing.has(path))

/** Opens a page at both sizes, light and dark, and gives back whatever is wrong with it. */
const wrongWith = async (one: Visit, board: BoardName, path: string, filled: string): Promise<readonly string[]> => {
  const before = one.troubles.length
  const wrong: string[] = []
  for (const [size, viewport] of Object.entries(sizes)) {
    await one.page.setViewportSize(viewport)
    if (size === 'phone') {
      await one.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      await one.page.goto(`${inject('address')}${base[board]}${filled}`)
    }
    // In the dark only colours differ, and they are the same at both sizes: the board's own is looked at.
    const isOwn = (size === 'desk') === (board === 'desk')
    for (const colorScheme of isOwn ? (['light', 'dark'] as const) : (['light'] as const)) {
      await one.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await settled(one.page)
      await still(one.page)
      const where = `${size} ${colorScheme}`
      const rules = colorScheme === 'dark' ? ['color-contrast'] : []
      wrong.push(...(await accessibilityOf(one.page, rules)).map((finding) => `${where}: ${finding}`))
      if (colorScheme === 'light') {
        const tooWide = await one.page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        if (tooWide > 1) wrong.push(`${where}: ${tooWide} px wider than the screen`)
      }
    }
  }
  const mayMiss = mayBeGone.some((begins) => path.startsWith(begins))
  const troubles = one.troubles.slice(before).filter((trouble) => !mayMiss || !isNothingFound(trouble))
  return [...wrong, ...troubles]
}

for (const board of ['resident', 'merchant', 'worker', 'desk'] as const)
  describe(`the ${board} board`, () => {
    test.for(pagesOf(board))('%s', async ([path, may]) => {
      let login: string | undefined
      for (const one of people[board]) if (!login && (await holds(one, may))) login = one
      expect(login, `nobody among ${people[board].join(', ')} holds ${may}`).toBeDefined()
      const one = await at(board, login ?? '')
      expect(await wrongWith(one, board, path, await addressOf(path, login ?? ''))).toEqual([])
    })
  })

/** Pages anybody may open, and that show no one thing. */
const forGuests = pagesOf('resident').filter(([path, may]) => may === 'anyone' && !path.includes(':'))

describe('the resident board, before anybody signed in', () => {
  test('has pages for signing in, registering and asking by number', () => {
    const paths = forGuests.map(([path]) => path)
    expect(paths).toEqual(expect.arrayContaining(['/', '/sign-in', '/register', '/matters/progress', '/cases/public']))
  })

  test.for(forGuests)('%s', async ([path]) => {
    expect(await wrongWith(await at('resident', null), 'resident', path, path)).toEqual([])
  })
})
