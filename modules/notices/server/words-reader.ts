/** Who reads words before everybody may (内容安全审核): the mini program's platform, where an administrator switched it on. */
import { identity } from '@liren/identity/contract'
import type { Work } from '@liren/kernel'
import type { WordsReader } from '../contract.ts'
import { readByWechat } from './channels/wechat-words.ts'
import { openSecret, setting } from './ways.ts'

export const wordsReader = async (work: Work): Promise<WordsReader | null> => {
  if ((await setting(work, 'miniProgramWords')) === 'off') return null
  const account = {
    base: await setting(work, 'wechatBase'),
    appId: await setting(work, 'miniProgramAppId'),
    secret: openSecret(work, 'miniProgramSecret', await setting(work, 'miniProgramSecret')),
  }
  if (account.appId === '' || account.secret === '') return null
  return async ({ text, accountId }) => {
    const known = accountId === null ? {} : await work.use(identity).subjectsOf('wechat-mini', [accountId])
    return readByWechat(account, text, (accountId === null ? null : known[accountId]) ?? null)
  }
}
