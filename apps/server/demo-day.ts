/**
 * The first day of a demo district: what its people said, asked for and announced, done once through the front door by the demo
 * accounts themselves, so that every list a newcomer opens holds something that really went the whole way.
 */
import type { Preset } from '@liren/kernel'
import type { Host } from '@liren/kernel/host'

/**
 * One act of `day.json`. In `does` and `with`, `{name.field}` stands for what the act that `keeps` that name was answered,
 * `{id}` for a new id, `{today}` and `{today+30}` for a day of the district, `{now-90}` for the moment so many minutes ago.
 */
export type DemoAct = {
  readonly as: string
  /** Method and address, e.g. `POST /api/notices/announcements`. */
  readonly does: string
  readonly with?: unknown
  readonly keeps?: string
  /** How often, once a second, it is asked before a refusal counts: for what waits for a job to be done. Once, where nothing is said. */
  readonly tries?: number
}
type Kept = Readonly<Record<string, unknown>>

const dayMs = 86_400_000
const minuteMs = 60_000
const district = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })

const said = (word: string, kept: Kept, now: number): string => {
  if (word === 'id') return crypto.randomUUID()
  const day = /^today([+-]\d+)?$/.exec(word)
  if (day) return district.format(now + Number(day[1] ?? 0) * dayMs)
  const moment = /^now([+-]\d+)$/.exec(word)
  if (moment) return new Date(now + Number(moment[1]) * minuteMs).toISOString()
  const found = word
    .split('.')
    .reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>> | undefined)?.[key], kept)
  if (typeof found !== 'string') throw new Error(`nothing was kept under {${word}}`)
  return found
}

/** The same, with every `{…}` in its texts filled in. */
export const filledIn = <T>(value: T, kept: Kept, now: number): T => {
  const fill = (one: unknown): unknown => {
    if (typeof one === 'string') return one.replace(/\{([\w.+-]+)\}/g, (_, word: string) => said(word, kept, now))
    if (Array.isArray(one)) return one.map(fill)
    if (one !== null && typeof one === 'object')
      return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, fill(inner)]))
    return one
  }
  return fill(value) as T
}

const headers = { 'x-liren': '1', 'accept-language': 'zh-CN' }

/** Long enough for a job to be done meanwhile. */
const second = () => new Promise((resume) => setTimeout(resume, 1000))

const signIn = async ({ app }: Host, loginName: string) => {
  // Only here: a preset without people has no day either.
  const { demoPassword } = await import('@liren/identity/seed')
  const answer = await app.inject({
    method: 'POST',
    url: '/api/identity/log-in',
    headers,
    payload: { loginName, password: demoPassword },
  })
  if (answer.statusCode >= 400) throw new Error(`${loginName}: ${answer.body}`)
  return answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

/**
 * Lives through `day.json` of the preset, act by act. An act that is refused is told to `refused`, and the day goes on.
 * @returns how many acts were done
 */
export const liveDay = async (
  host: Host,
  preset: Preset,
  refused: (act: DemoAct, why: string) => void,
): Promise<number> => {
  if (!preset.has('day.json')) return 0
  const { acts } = await preset.read<{ readonly acts: readonly DemoAct[] }>('day.json')
  // What was laid down is known to whoever listens before anybody acts upon it.
  await host.settle()
  const cookies = new Map<string, string>()
  const kept: Record<string, unknown> = {}
  let done = 0
  for (const act of acts)
    try {
      const now = host.core.now().getTime()
      const [method = '', url = ''] = filledIn(act.does, kept, now).split(' ')
      const cookie = cookies.get(act.as) ?? (await signIn(host, act.as))
      cookies.set(act.as, cookie)
      const ask = () =>
        host.app.inject({
          method: method as 'POST',
          url,
          headers: { ...headers, cookie },
          ...(act.with === undefined ? {} : { payload: filledIn(act.with, kept, now) as object }),
        })
      let answer = await ask()
      for (let left = (act.tries ?? 1) - 1; left > 0 && answer.statusCode >= 400; left -= 1) {
        await host.settle()
        await second()
        answer = await ask()
      }
      if (answer.statusCode >= 400) throw new Error(answer.body)
      if (act.keeps) kept[act.keeps] = answer.json()
      done += 1
    } catch (error) {
      refused(act, error instanceof Error ? error.message : String(error))
    }
  return done
}
