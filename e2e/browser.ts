/** A person at a phone or a desk: opens pages, signs in, and notices whatever a page complains about. */
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromiumPath } from '@liren/testing/chromium'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
  type Request,
} from 'playwright-core'
import { expect, inject } from 'vitest'

export const password = 'Liren-demo-2026'
/** 应元路, in the first community of the first subdistrict. */
export const yingyuan = { longitude: 113.260934, latitude: 23.14529 }

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]
let launched: Promise<Browser> | undefined
/** Begun by the one process that walks: what it says to the browser passes through no other. It ends with that process. */
const browser = () => {
  launched ??= chromium.launch({ executablePath: chromiumPath(), headless: true, args: flags })
  return launched
}

const screens = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  desk: { viewport: { width: 1440, height: 900 } },
} as const satisfies Record<string, BrowserContextOptions>
export type Screen = keyof typeof screens

/** One person's browser. Ends with `await using`; then anything the page complained about fails the test. */
export type Visit = AsyncDisposable & {
  readonly page: Page
  readonly context: BrowserContext
  readonly troubles: readonly string[]
  /** From now on complaints matching this are expected. */
  readonly expects: (what: RegExp) => void
  /** Leaves the network and comes back. */
  readonly goOffline: () => Promise<void>
  readonly goOnline: () => Promise<void>
}

/**
 * Lends visits to pages walked side by side: one nobody uses, or a new one. What a page complains about is its visit's own, so a
 * visit is never with two at once.
 */
export const lender = (make: (screen: Screen, login: string | null) => Promise<Visit> = visit) => {
  const all: Visit[] = []
  const idle = new Map<string, Visit[]>()
  return {
    with: async <T>(screen: Screen, login: string | null, use: (one: Visit) => Promise<T>): Promise<T> => {
      const key = `${screen} ${login ?? 'a guest'}`
      const waiting = idle.get(key) ?? []
      idle.set(key, waiting)
      const one = waiting.pop() ?? (await make(screen, login))
      if (!all.includes(one)) all.push(one)
      try {
        return await use(one)
      } finally {
        waiting.push(one)
      }
    },
    close: async () => {
      for (const { context } of all) await context.close()
    },
  }
}

/** What pages complained about during this test. */
const complaints: string[] = []
export const complaintsSoFar = (): string[] => complaints.splice(0)

const listen = (page: Page, complain: (what: string) => void, isAway: () => boolean) => {
  // Its failure may be heard of only after the network is back.
  const begunAway = new WeakSet<Request>()
  page.on('request', (request) => {
    if (isAway()) begunAway.add(request)
  })
  page.on('console', (message) => {
    // Failed loads are heard below, with their address.
    if (message.type() === 'error' && !/^Failed to load resource/.test(message.text()))
      complain(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => complain(`page: ${error.message}`))
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    // A page that is left takes its streams and reads along.
    if (why !== 'net::ERR_ABORTED' && !begunAway.has(request)) complain(`request: ${why} ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400)
      complain(`response: ${response.status()} ${response.request().method()} ${response.url()}`)
  })
}

/** Opens a browser of one's own; with a login name one is signed in already. */
export const visit = async (
  screen: Screen,
  login: string | null = null,
  options: BrowserContextOptions & { readonly at?: string } = {},
): Promise<Visit> => {
  const { at, ...more } = options
  const address = at ?? inject('address')
  const context = await (await browser()).newContext({
    baseURL: address,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    geolocation: yingyuan,
    permissions: ['geolocation'],
    // Each new browser would fetch the whole board for later: only who leaves the network needs that, and says `allow`.
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
    ...screens[screen],
    ...more,
  })
  context.setDefaultTimeout(15_000)
  const troubles: string[] = []
  const expected: RegExp[] = []
  let isAway = false
  const complain = (what: string) => {
    if (!isAway && !expected.some((one) => one.test(what))) troubles.push(what)
  }
  context.on('page', (page) => listen(page, complain, () => isAway))
  if (login !== null) await context.addCookies(await cookiesOf(login, address))
  const page = await context.newPage()
  return {
    page,
    context,
    troubles,
    expects: (what) => {
      expected.push(what)
    },
    goOffline: async () => {
      isAway = true
      await context.setOffline(true)
    },
    goOnline: async () => {
      await context.setOffline(false)
      isAway = false
    },
    [Symbol.asyncDispose]: async () => {
      await context.close()
      // Told after the test, so that they never hide why it failed.
      complaints.push(...troubles)
    },
  }
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const bytesOf = (secret: string) => {
  const bits = [...secret.replace(/=+$/, '')].map((sign) => base32.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
/** The six digits an authenticator app would show now (RFC 6238). */
export const totp = (secret: string, at: number = Date.now()): string => {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const hash = createHmac('sha1', bytesOf(secret)).update(counter).digest()
  const offset = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

type Cookie = { readonly name: string; readonly value: string; readonly url: string }
const known = new Map<string, { readonly cookies: Promise<readonly Cookie[]>; readonly since: number }>()
/** What asks for a fresh proof takes a sign-in of some minutes ago, no older one. */
const isFresh = ({ since }: { readonly since: number }) => Date.now() - since < 5 * 60_000

export const cookieFrom = (response: Response, address: string): Cookie | null => {
  const [pair = ''] = (response.headers.getSetCookie()[0] ?? '').split(';')
  const at = pair.indexOf('=')
  return at < 0 ? null : { name: pair.slice(0, at), value: pair.slice(at + 1), url: address }
}

/** A plain request as this person, for preparing what a journey is not about. */
export const request = async (
  address: string,
  method: string,
  path: string,
  body?: unknown,
  cookies: readonly Cookie[] = [],
) => {
  const response = await fetch(`${address}${path}`, {
    method,
    headers: {
      'x-liren': '1',
      'accept-language': 'zh-CN',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookies.length > 0 ? { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return response
}

/** The session of a demo person, signed in once for minutes of journeys; administrators also get their second factor. */
const cookiesOf = async (login: string, address: string): Promise<Cookie[]> => {
  const key = `${address} ${login}`
  const kept = known.get(key)
  if (kept && isFresh(kept)) return [...(await kept.cookies)]
  const cookies = enter(key, login, address)
  // Known from now on: who is asked for twice at once signs in once. Who did not get in is not remembered.
  known.set(key, { cookies, since: Date.now() })
  cookies.catch(() => known.delete(key))
  return [...(await cookies)]
}
const enter = async (key: string, login: string, address: string): Promise<readonly Cookie[]> => {
  const entered = await request(address, 'POST', '/api/identity/log-in', { loginName: login, password })
  const first = cookieFrom(entered, address)
  if (!first) throw new Error(`${login} got no session`)
  let cookies = [first]
  const { next } = (await entered.json()) as { next: string | null }
  if (next === 'enrol-second-factor') {
    const started = await request(address, 'POST', '/api/identity/me/totp', {}, cookies)
    const { secret } = (await started.json()) as { secret: string }
    secrets.set(key, secret)
    const done = await request(address, 'POST', '/api/identity/me/totp/confirmation', { code: totp(secret) }, cookies)
    const fresh = cookieFrom(done, address)
    if (fresh) cookies = [fresh]
  } else if (next === 'second-factor') {
    // The code just used is refused a second time: the next half minute's is taken, which the server allows for.
    const code = totp(secrets.get(key) ?? '', Date.now() + 30_000)
    const done = await request(address, 'POST', '/api/identity/log-in/second-factor', { code }, cookies)
    const fresh = cookieFrom(done, address)
    if (fresh) cookies = [fresh]
  }
  return cookies
}
const secrets = new Map<string, string>()

/** Asks a server as a demo person, outside any page. */
export const askAs = async <T>(
  login: string | null,
  method: string,
  path: string,
  body?: unknown,
  address: string = inject('address'),
): Promise<T> => {
  const response = await request(address, method, path, body, login === null ? [] : await cookiesOf(login, address))
  // The caller names what it asked for.
  return (response.status === 204 ? undefined : await response.json()) as T
}

/** Signs in through the page itself, by name and password. */
export const signIn = async (
  { page }: Pick<Visit, 'page'>,
  board: '' | '/worker' | '/desk' | '/merchant',
  login: string,
) => {
  await page.goto(`${board}/sign-in`)
  await page.getByRole('radio', { name: '密码登录' }).check()
  await page.getByLabel('登录名或手机号').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.locator('form').getByRole('button', { name: '登录', exact: true }).click()
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Finding = {
  readonly id: string
  readonly impact: string | null
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

/** Which of axe-core's rules are asked: `only` these, or all `but` these. */
type Rules = { readonly only?: readonly string[]; readonly but?: readonly string[] }

/** What axe-core finds serious or critical on the page as it stands, in words; by all its rules or some. */
export const accessibilityOf = async (page: Page, { only = [], but = [] }: Rules = {}): Promise<readonly string[]> => {
  // Evaluated, not added as a script tag: the pages' own policy forbids those.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(`(() => {${axeSource}})()`)
  const options = {
    resultTypes: ['violations'],
    // No rule we ask reads style sheets or sounds, which axe would fetch again.
    preload: false,
    ...(only.length > 0 ? { runOnly: [...only] } : {}),
    rules: Object.fromEntries(but.map((rule) => [rule, { enabled: false }])),
  }
  const found = await page.evaluate(async (options) => {
    // axe puts itself on the window; the page's types do not know it.
    const { axe } = globalThis as unknown as {
      axe: { run: (root: Document, options: object) => Promise<{ violations: Finding[] }> }
    }
    const { violations } = await axe.run(document, options)
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, impact, nodes }) => ({
        id,
        impact,
        nodes: nodes
          .slice(0, 4)
          .map(({ html, failureSummary }) => ({ html: html.slice(0, 200), failureSummary: failureSummary ?? '' })),
      }))
  }, options)
  return found.map(
    ({ id, impact, nodes }) =>
      `${impact} ${id}: ${nodes.map(({ html, failureSummary }) => `${html} — ${failureSummary.replaceAll('\n', ' ')}`).join(' | ')}`,
  )
}

/** Fails on anything serious. */
export const axe = async (page: Page) => expect(await accessibilityOf(page)).toEqual([])

/**
 * Goes to a page: as a link would where its board stands there already, otherwise by its address. Comes back when what stood
 * there before is gone.
 */
export const goTo = async (page: Page, address: string) => {
  const isGoing = await page.evaluate((to) => {
    const boardOf = (path: string) => /^\/(desk|worker|merchant)(?=\/|$)/.exec(path)?.[1] ?? 'resident'
    const { origin, pathname } = new URL(to)
    const before = document.querySelectorAll('#main > *')
    if (origin !== location.origin || boardOf(pathname) !== boardOf(location.pathname)) return false
    if (pathname === location.pathname || before.length === 0) return false
    for (const one of before) one.setAttribute('data-left', '')
    ;(window as { calmSince?: number | null }).calmSince = null
    history.pushState(null, '', to)
    return true
  }, address)
  if (!isGoing) await page.goto(address)
  else await page.waitForFunction(() => document.querySelector('[data-left]') === null)
}

/** Waits until the page has drawn what it asked for: something to read, nothing loading, and so for a quarter of a second. */
export const settled = async (page: Page) => {
  await page.locator('main').first().waitFor()
  await page.waitForFunction(
    () => {
      const seen = window as { calmSince?: number | null }
      const isLoading = document.querySelector('.skeleton, .ant-skeleton, .ant-spin-spinning') !== null
      const isDrawn = (document.querySelector('main')?.innerText.trim() ?? '') !== ''
      if (isLoading || !isDrawn) seen.calmSince = null
      else seen.calmSince ??= performance.now()
      return seen.calmSince != null && performance.now() - seen.calmSince > 250
    },
    undefined,
    { polling: 100 },
  )
}

/** Waits until this board has everything it needs without a network, as the page itself says. */
export const readyForOffline = (page: Page) =>
  page.locator('html[data-offline-ready]').waitFor({ state: 'attached', timeout: 60_000 })

/** Waits until nothing moves any more: colours of controls change over a moment. */
export const still = (page: Page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    // A change of colours begins with the next frame.
    await frame()
    await frame()
    const ends = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.all(ends.map((one) => one.finished.catch(() => undefined)))
  })

/** Waits for pictures that come a moment after the words; those further down come when somebody gets there. */
export const pictured = (page: Page) =>
  page.waitForFunction(() =>
    [...document.images]
      .filter((image) => image.loading !== 'lazy' || image.getBoundingClientRect().top < innerHeight)
      .every((image) => image.complete && image.naturalWidth > 0),
  )

/** A photo as a phone's camera would hand it over. */
export const photo = async (page: Page, name = 'IMG_0001.jpg') => ({
  name,
  mimeType: 'image/jpeg',
  buffer: await page.screenshot({ type: 'jpeg', quality: 70 }),
})

/** Takes a photo on the page: one press, and the camera hands it over. */
export const takePhoto = async (page: Page, name?: string) => {
  await page
    .getByLabel('拍照')
    .first()
    .setInputFiles(await photo(page, name))
}
