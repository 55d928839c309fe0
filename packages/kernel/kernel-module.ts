/** The kernel's own plug: shell, modules, settings, audit, jobs and the live stream, behind the same door as all others. */
import { sql } from 'kysely'
import type { PgBoss } from 'pg-boss'
import { networkOf } from './address.ts'
import { verifyAudit } from './audit.ts'
import { auditActions, exportAudit, readAudit } from './audit-routes.ts'
import { type Core, coreOf } from './core.ts'
import { kernel } from './kernel-contract.ts'
import type { Live } from './live.ts'
import en from './locales/en.json' with { type: 'json' }
import zh from './locales/zh-CN.json' with { type: 'json' }
import { answer, defineModule, type Module, type Work } from './module.ts'
import { refuseAsKernel } from './refusal.ts'
import { queues } from './relay.ts'
import { changeSettings, readSettings, settingsHistory, undoSetting } from './settings-routes.ts'
import { modulesOffFor } from './switched-off.ts'
import { say } from './words.ts'

/** What only exists once the host runs. */
export type Running = {
  boss: PgBoss | null
  live: Live | null
  presetTitle: () => Promise<{ title: string; area: string | null }>
}

const core = (work: Work): Core => {
  const found = coreOf.get(work)
  if (!found) throw new Error('the kernel works only for itself')
  return found
}
const asWork = (work: unknown) => work as Work

const shell = (running: Running) =>
  answer(kernel, 'shell', async (work) => {
    const { config, modules, roles } = core(asWork(work))
    const [{ title, area }, off] = await Promise.all([
      running.presetTitle(),
      modulesOffFor(core(asWork(work)), work.actor),
    ])
    return {
      name: 'Liren 里仁',
      preset: config.preset,
      title,
      area,
      demo: config.mode === 'demo',
      modules: [...modules.keys()].filter((name) => name !== 'kernel' && !off.includes(name)),
      may: [...roles]
        .filter(([, holders]) => work.actor.grants.some(({ role }) => holders.has(role)))
        .map(([permission]) => permission),
      version: '0.1.0',
    }
  })

const listModules = answer(kernel, 'modules', async (work) => {
  const { modules, roles, dictionary } = core(asWork(work))
  const word = (key: string) => say(dictionary, work.locale, key)
  const roleTitle = (role: string) => {
    const declaring = [...modules.values()].find((module) => module.roles && role in module.roles)
    const key = `${declaring?.contract.name}.role.${role}`
    const said = word(key)
    return said === key ? role : said
  }
  return {
    items: [...modules.values()].map((module) => {
      const { name } = module.contract
      return {
        name,
        title: word(`${name}.title`),
        version: module.contract.version,
        needs: (module.needs ?? []).map((need) => need.name),
        routes: Object.keys(module.contract.routes ?? {}).length,
        permissions: Object.keys(module.contract.permissions ?? {}).map((permission) => ({
          name: permission,
          title: word(`${name}.permission.${permission}`),
          roles: [...(roles.get(permission) ?? [])].map(roleTitle),
        })),
        events: Object.keys(module.contract.events ?? {}),
        jobs: (module.jobs ?? []).map((job) => ({
          name: job.name,
          title: word(`${name}.job.${job.name}`),
          cron: job.cron ?? null,
        })),
        holdsPersonalData: module.personalData ? word(module.personalData.what) : null,
      }
    }),
  }
})

const verify = answer(kernel, 'verifyAudit', async (work) => {
  const { ok, sealed, unsealed, firstBroken } = await verifyAudit(core(asWork(work)).pool)
  return { ok, sealed, unsealed, firstBroken }
})

const jobs = (running: Running) =>
  answer(kernel, 'jobs', async (work) => {
    const { rows } = await sql<{
      waiting: number
    }>`select (select count(*) from kernel_outbox where delivered_at is null)
      + (select count(*) from kernel_unheard) as waiting`.execute(work.db)
    const known = (await running.boss?.getQueues(Object.values(queues))) ?? []
    return {
      waitingEvents: rows[0]?.waiting ?? 0,
      liveScreens: running.live?.count() ?? 0,
      queues: known.map((queue) => ({
        name: queue.name,
        queued: Number(queue.queuedCount ?? 0),
        active: Number(queue.activeCount ?? 0),
        failed: 0,
      })),
    }
  })

const live = (running: Running) =>
  answer(kernel, 'live', async (work, { query }) => {
    if (!work.http || !running.live) throw refuseAsKernel('not-found')
    const { request, reply } = work.http
    if (!running.live.hasRoom(work.actor, networkOf(request.ip))) throw refuseAsKernel('too-many-requests')
    reply.hijack()
    running.live.join(work.actor, networkOf(request.ip), query.topics.split(',').filter(Boolean), reply.raw)
  })

const health = answer(kernel, 'health', async (work) => {
  await sql`select 1`.execute(work.db)
  return { ok: true }
})

/** The plug, tied to the running parts of this host. */
export const kernelModule = (running: Running): Module =>
  defineModule({
    contract: kernel,
    locales: { 'zh-CN': zh, en },
    routes: [
      shell(running),
      listModules,
      readSettings,
      changeSettings,
      settingsHistory,
      undoSetting,
      readAudit,
      auditActions,
      exportAudit,
      verify,
      jobs(running),
      live(running),
      health,
    ],
  })
