/** Posts an emergency into the group chat of the duty room, where the community has one. */
import { configOf, job } from '@liren/kernel'
import { notices } from '../contract.ts'
import { dingtalkRobot } from './channels/dingtalk.ts'
import { wecomRobot } from './channels/wecom.ts'
import { store } from './store.ts'
import { outsideWords } from './topics.ts'
import { communitySetting, openSecret, setting } from './ways.ts'

export const ringRobot = job<typeof notices, { sendingId: string }>(
  notices,
  'ring-robot',
  { retryLimit: 3 },
  async (work, { sendingId }) => {
    const sending = await store(work.db).sending(sendingId)
    const area = sending.senderArea ?? ''
    const kind = await communitySetting(work, 'robot', area)
    if (kind === 'off') return
    const key = openSecret(work, 'robotKey', await communitySetting(work, 'robotKey', area))
    const secret = openSecret(work, 'robotSecret', await communitySetting(work, 'robotSecret', area))
    const { origin } = configOf(work)
    const message = { ...outsideWords(work, sending), url: origin && sending.link ? `${origin}${sending.link}` : null }
    const sent =
      kind === 'wecom'
        ? await wecomRobot({ base: await setting(work, 'wecomBase'), key }, message)
        : await dingtalkRobot({ base: await setting(work, 'dingtalkBase'), token: key, secret }, message)
    if (sent.status === 'sent') return
    work.log.warn('the robot of the duty room did not take a message', { sendingId, reason: sent.code })
    if (!sent.isFinal) throw new Error(`robot: ${sent.code}`)
  },
)
