/** Which providers this district has set up, and the adapter for each. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { configOf } from '@liren/kernel'
import type { IdentityWork } from '../enter.ts'
import type { Adapter, AdapterMaker, ProviderSetting } from './adapter.ts'
import { dingtalk, governmentDingtalk } from './dingtalk.ts'
import { oidc } from './oidc.ts'
import { oauth2, ticket } from './plain.ts'
import { wechat, wechatMini } from './wechat.ts'
import { wecom } from './wecom.ts'

const makers: Readonly<Record<ProviderSetting['kind'], AdapterMaker>> = {
  oidc,
  wechat,
  'wechat-mini': wechatMini,
  wecom,
  dingtalk,
  'government-dingtalk': governmentDingtalk,
  oauth2,
  ticket,
}

/** Adapters keep app tokens and discovered end points, so they live as long as their setting stays the same. */
const made = new Map<string, Adapter>()

export const listProviders = async (work: IdentityWork) =>
  (await work.setting<readonly ProviderSetting[] | undefined>('providers')) ?? []

export const patiently: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(8000) })

/** The provider's secret: first line of `<data folder>/secrets/<id>`; an empty one means a public client. */
export const secretOf = async (work: IdentityWork, id: string) =>
  (await readFile(join(configOf(work).dataFolder, 'secrets', id), 'utf8').catch(() => '')).split('\n')[0]?.trim() ?? ''

export const adapterFor = async (
  work: IdentityWork,
  id: string,
): Promise<{ setting: ProviderSetting; adapter: Adapter }> => {
  const setting = (await listProviders(work)).find((one) => one.id === id)
  if (!setting) throw work.refuse('provider-unknown', {}, 'provider')
  const secret = await secretOf(work, id)
  const key = JSON.stringify([configOf(work).schema, setting, secret])
  const adapter = made.get(key) ?? makers[setting.kind]({ setting, secret, fetch: patiently, now: () => new Date() })
  made.set(key, adapter)
  return { setting, adapter }
}
