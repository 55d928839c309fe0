/** What an administrator decides about notices: ways to people, quiet hours, caps. */
import { type Static, Type } from '@liren/contract'

const text = (standard = '') => Type.String({ default: standard, maxLength: 300 })
/** Where what is sent goes: pointed elsewhere, others read it. */
const address = (standard = '') => Type.String({ default: standard, maxLength: 300, isKey: true })
const secret = () => Type.String({ default: '', maxLength: 600, secret: true })
const clock = (standard: string) => Type.String({ default: standard, pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })

export const PlatformSettings = Type.Object({
  quietFrom: clock('22:00'),
  quietUntil: clock('07:30'),
  dailyCap: Type.Integer({ minimum: 1, maximum: 200, default: 8 }),
  smsDailyCap: Type.Integer({ minimum: 1, maximum: 100, default: 4 }),
  groupMinutes: Type.Integer({ minimum: 0, maximum: 1440, default: 30 }),

  sms: Type.Enum(['off', 'aliyun', 'tencent'], { default: 'off' }),
  smsSignName: text('里仁'),
  aliyunBase: address('https://dysmsapi.aliyuncs.com'),
  aliyunKeyId: text(),
  aliyunKeySecret: secret(),
  tencentBase: address('https://sms.tencentcloudapi.com'),
  tencentSecretId: text(),
  tencentSecretKey: secret(),
  tencentAppId: text(),
  tencentRegion: text('ap-guangzhou'),

  wechat: Type.Enum(['off', 'template', 'subscribe'], { default: 'off' }),
  wechatBase: address('https://api.weixin.qq.com'),
  wechatAppId: text(),
  wechatSecret: secret(),
  wechatCallbackToken: secret(),
  wechatAesKey: secret(),

  miniProgram: Type.Enum(['off', 'developer', 'trial', 'formal'], { default: 'off' }),
  miniProgramAppId: text(),
  miniProgramSecret: secret(),
  miniProgramPage: text('pages/open/index'),
  miniProgramWords: Type.Enum(['off', 'on'], { default: 'off' }),

  wecom: Type.Enum(['off', 'on'], { default: 'off' }),
  wecomBase: address('https://qyapi.weixin.qq.com'),
  wecomCorpId: text(),
  wecomSecret: secret(),
  wecomAgentId: text(),

  dingtalk: Type.Enum(['off', 'public', 'government'], { default: 'off' }),
  dingtalkBase: address('https://oapi.dingtalk.com'),
  dingtalkAppKey: text(),
  dingtalkAppSecret: secret(),
  dingtalkAgentId: text(),
  dingtalkTenantId: text(),

  email: Type.Enum(['off', 'starttls', 'tls'], { default: 'off' }),
  emailHost: text(),
  emailPort: Type.Integer({ minimum: 1, maximum: 65535, default: 465 }),
  emailUser: text(),
  emailPassword: secret(),
  emailFrom: text(),

  receiptKey: secret(),
})
export type PlatformSettings = Static<typeof PlatformSettings>

/** A group chat of the community's duty room that hears of emergencies (值班群机器人). */
export const CommunitySettings = Type.Object({
  robot: Type.Enum(['off', 'wecom', 'dingtalk'], { default: 'off' }),
  robotKey: secret(),
  robotSecret: secret(),
})
export type CommunitySettings = Static<typeof CommunitySettings>
