/** The ways that are switched on, made from the settings, and where each of them finds a person. */

import { identity } from '@liren/identity/contract'
import { secretsOf, type Work } from '@liren/kernel'
import type { ChannelName } from '../contract.ts'
import type { CommunitySettings, PlatformSettings } from '../settings.ts'
import { aliyunSms } from './channels/aliyun-sms.ts'
import type { Channel } from './channels/channel.ts'
import { dingtalk } from './channels/dingtalk.ts'
import { email } from './channels/email.ts'
import { governmentDingtalk } from './channels/government-dingtalk.ts'
import { tencentSms } from './channels/tencent-sms.ts'
import { miniProgram, officialAccount } from './channels/wechat.ts'
import { wecom } from './channels/wecom.ts'
import { store } from './store.ts'

export const setting = <K extends keyof PlatformSettings>(work: Work, key: K) => work.setting<PlatformSettings[K]>(key)
export const communitySetting = <K extends keyof CommunitySettings>(work: Work, key: K, area: string) =>
  work.setting<CommunitySettings[K]>(key, area)

/** Secrets lie sealed in the settings, tied to their place. */
export const openSecret = (work: Work, key: string, sealed: string) =>
  sealed === '' ? '' : secretsOf(work).open(sealed, `setting:notices:${key}`)

/** All settings at once, secrets opened on the way. */
const reader = (work: Work) => {
  const plain = <K extends keyof PlatformSettings>(key: K) => setting(work, key)
  const secret = async (key: keyof PlatformSettings) => openSecret(work, key, String(await setting(work, key)))
  return { plain, secret }
}

const makers: Partial<Record<ChannelName, (work: Work) => Promise<Channel | null>>> = {
  sms: async (work) => {
    const { plain, secret } = reader(work)
    const kind = await plain('sms')
    const signName = await plain('smsSignName')
    if (kind === 'aliyun')
      return aliyunSms({
        base: await plain('aliyunBase'),
        keyId: await plain('aliyunKeyId'),
        keySecret: await secret('aliyunKeySecret'),
        signName,
      })
    if (kind === 'tencent')
      return tencentSms({
        base: await plain('tencentBase'),
        secretId: await plain('tencentSecretId'),
        secretKey: await secret('tencentSecretKey'),
        appId: await plain('tencentAppId'),
        region: await plain('tencentRegion'),
        signName,
      })
    return null
  },
  wechat: async (work) => {
    const { plain, secret } = reader(work)
    const way = await plain('wechat')
    return way === 'off'
      ? null
      : officialAccount({
          base: await plain('wechatBase'),
          appId: await plain('wechatAppId'),
          secret: await secret('wechatSecret'),
          way,
        })
  },
  'mini-program': async (work) => {
    const { plain, secret } = reader(work)
    const state = await plain('miniProgram')
    return state === 'off'
      ? null
      : miniProgram({
          base: await plain('wechatBase'),
          appId: await plain('miniProgramAppId'),
          secret: await secret('miniProgramSecret'),
          page: await plain('miniProgramPage'),
          state,
        })
  },
  wecom: async (work) => {
    const { plain, secret } = reader(work)
    return (await plain('wecom')) === 'off'
      ? null
      : wecom({
          base: await plain('wecomBase'),
          corpId: await plain('wecomCorpId'),
          secret: await secret('wecomSecret'),
          agentId: await plain('wecomAgentId'),
        })
  },
  dingtalk: async (work) => {
    const { plain, secret } = reader(work)
    const kind = await plain('dingtalk')
    const app = {
      base: await plain('dingtalkBase'),
      appKey: await plain('dingtalkAppKey'),
      appSecret: await secret('dingtalkAppSecret'),
    }
    if (kind === 'government') return governmentDingtalk({ ...app, tenantId: await plain('dingtalkTenantId') })
    return kind === 'public' ? dingtalk({ ...app, agentId: await plain('dingtalkAgentId') }) : null
  },
  email: async (work) => {
    const { plain, secret } = reader(work)
    const kind = await plain('email')
    return kind === 'off'
      ? null
      : email({
          host: await plain('emailHost'),
          port: await plain('emailPort'),
          isSecure: kind === 'tls',
          user: await plain('emailUser'),
          password: await secret('emailPassword'),
          from: await plain('emailFrom'),
        })
  },
}

export const outsideChannels = [
  'wechat',
  'mini-program',
  'wecom',
  'dingtalk',
  'sms',
  'email',
] as const satisfies readonly ChannelName[]

export const channelOf = async (work: Work, name: ChannelName): Promise<Channel | null> =>
  (await makers[name]?.(work)) ?? null

/** Names of the ways that are switched on. */
export const openWays = async (work: Work): Promise<readonly ChannelName[]> => {
  const made = await Promise.all(outsideChannels.map(async (name) => ((await channelOf(work, name)) ? name : null)))
  return made.filter((name) => name !== null)
}

/** What identity's providers are called, per way. */
const providers: Partial<Record<ChannelName, string>> = {
  wechat: 'wechat',
  'mini-program': 'wechat-mini',
  wecom: 'wecom',
  dingtalk: 'dingtalk',
}

/** Seals of this module are tied to their place. */
export const phoneContext = 'notices:phone'
export const emailContext = (accountId: string) => `notices:email:${accountId}`

type Reachable = { readonly accountId: string | null; readonly phoneSealed: string | null }

/** Where one channel finds this person; null when it does not. */
export const addressOf = async (work: Work, to: Reachable, channel: ChannelName): Promise<string | null> => {
  if (to.accountId === null)
    return channel === 'sms' && to.phoneSealed ? secretsOf(work).open(to.phoneSealed, phoneContext) : null
  if (channel === 'sms') return (await work.use(identity).phonesOf([to.accountId]))[to.accountId] ?? null
  if (channel === 'email') {
    const box = await store(work.db).mailbox(to.accountId)
    return box ? secretsOf(work).open(box.emailSealed, emailContext(to.accountId)) : null
  }
  const provider = providers[channel]
  return provider ? ((await work.use(identity).subjectsOf(provider, [to.accountId]))[to.accountId] ?? null) : null
}
