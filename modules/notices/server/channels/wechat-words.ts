/** WeChat's reading of words (内容安全, `msg_sec_check`): what people write for others to read in a mini program is shown to it first. */
import type { WordsObjection } from '../../contract.ts'
import { textOf } from './channel.ts'
import { postWechat, type WechatAccount } from './wechat.ts'

/** Its labels; everything else that it calls risky is against the rules of the network. */
const kinds: Readonly<Record<string, WordsObjection['kind']>> = { '10001': 'advert', '20003': 'abuse' }
const most = 2500
/** 3 = a forum: what stands among others' words for everybody. */
const scene = 3
/** Whose words they are it does not know, or not since two hours: it reads them without the writer then. */
const strangers = new Set(['40003', '61010'])

const codeOf = (reply: Record<string, unknown> | null) => (reply ? textOf(reply.errcode) || '0' : 'unreachable')

/**
 * @param openId the writer in the mini program, where known: the second version reads with it, the first without.
 * @returns what stands against the words; null where nothing does, and where nobody answered: a silent reader keeps nobody's words back.
 */
export const readByWechat = async (
  account: WechatAccount,
  text: string,
  openId: string | null,
): Promise<WordsObjection | null> => {
  const content = [...text].slice(0, most).join('')
  if (content.trim() === '') return null
  if (openId !== null) {
    const reply = await postWechat(account, '/wxa/msg_sec_check', { version: 2, scene, openid: openId, content })
    const code = codeOf(reply)
    if (code === '0') {
      const result = (reply?.result ?? {}) as { suggest?: unknown; label?: unknown }
      const kind = kinds[textOf(result.label)] ?? 'unlawful'
      return result.suggest === 'risky' || result.suggest === 'review'
        ? { kind, isSure: result.suggest === 'risky' }
        : null
    }
    if (!strangers.has(code)) return null
  }
  const code = codeOf(await postWechat(account, '/wxa/msg_sec_check', { content }))
  return code === '87014' ? { kind: 'unlawful', isSure: true } : null
}
