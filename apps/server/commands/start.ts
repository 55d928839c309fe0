/** `liren start`: the whole district on one port, seeded on first run, with the addresses and demo logins printed. */
import type { Preset } from '@liren/kernel'
import { isOwnMachine } from '@liren/kernel/config'
import { serveBoards } from '../boards.ts'
import { beginAnew, configuration, openDistrict, seedDistrict } from '../district.ts'
import { print, progressLine } from '../output.ts'
import { presetFor } from '../preset.ts'

export type StartOptions = {
  readonly port?: string
  readonly preset?: string
  readonly scale?: string
  readonly json?: boolean
  readonly seed?: boolean
  /** Practice spaces only: begins anew. */
  readonly fresh?: boolean
}

type DemoLogin = {
  readonly loginName: string
  readonly name: string
  readonly role: string
  readonly board: string
  readonly password?: string
}

/** Demo logins come from the module that keeps accounts, if it is installed. */
const demoLogins = async (preset: Preset): Promise<readonly DemoLogin[]> => {
  if (!preset.modules.includes('identity')) return []
  const seed = (await import('@liren/identity/seed')) as {
    demoLogins?: (preset: Preset) => Promise<readonly DemoLogin[]>
  }
  return (await seed.demoLogins?.(preset)) ?? []
}

const table = (logins: readonly DemoLogin[]) =>
  logins
    .map((login) => `  ${login.loginName.padEnd(16)} ${login.board.padEnd(9)} ${login.name} · ${login.role}`)
    .join('\n')

/** Runs until told to stop. */
export const start = async (options: StartOptions): Promise<void> => {
  const config = configuration({ PORT: options.port, LIREN_PRESET: options.preset })
  if (config.practiceOf && options.fresh) await beginAnew(config)
  const opened = await openDistrict(config, { isWorking: true })
  const scale = options.scale === 'full' ? 'full' : 'demo'
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    await opened.close()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.on('SIGHUP', stop)
  // A practice space never outlives the district that opened it.
  if (config.practiceOf) process.stdin.on('end', stop).resume()
  // Pages may ask a kiosk's own card reader, where one is set up; a database that is away for a moment takes no page away.
  const devices = async () => {
    const read = opened.host.core.settings.read('identity', 'cardReader').catch(() => null)
    const set = (await read) as { readonly address?: string } | null | undefined
    return set?.address ? [set.address] : []
  }
  const hasSessions = opened.host.core.modules.has('identity')
  const hasBoards = await serveBoards(opened.host.app, config.practiceOf, undefined, devices, hasSessions)
  if (config.mode === 'demo' && options.seed !== false) await seedDistrict(opened, scale, progressLine())
  const address = await opened.host.app.listen({ host: config.host, port: config.port })
  const logins = config.mode === 'demo' ? await demoLogins(presetFor(opened.file, config.preset, scale, () => {})) : []
  const password = logins[0]?.password
  const lines = [
    '',
    `  里仁 Liren — ${opened.file.title['zh-CN']}`,
    '',
    `  居民 resident   ${address}/`,
    `  先锋 worker     ${address}/worker`,
    `  智库 desk       ${address}/desk`,
    `  商家 merchant   ${address}/merchant`,
    `  接口 API        ${address}/api/docs`,
    ...(hasBoards ? [] : ['', '  The boards are not built: run `npm start`, or `npx vite build apps/web`.']),
    ...(config.mode === 'demo' && !isOwnMachine(config)
      ? [
          '',
          '  ⚠ 演示环境已对外开放：示范账号的密码是公开的。This demo can be reached by others, and its passwords are public.',
        ]
      : []),
    ...(logins.length > 0 ? ['', `  Demo logins (password ${password ?? 'as documented'}):`, table(logins)] : []),
    '',
  ]
  print(
    options.json ?? false,
    { address, preset: opened.file.name, logins: logins.map(({ loginName }) => loginName), people: logins },
    lines.join('\n'),
  )
}
