/** What became of sendings, for whoever sent them: reach, channels, click-through, opt-outs. Never who, only how many. */
import { answer } from '@liren/kernel'
import { notices } from '../contract.ts'
import { type ReportOf, store } from './store.ts'
import { topicTitle } from './topics.ts'

const day = (text: string | undefined) => (text === undefined ? undefined : new Date(text))

export const report = answer(notices, 'report', async (work, { query }) => {
  const of: ReportOf = { ...query, since: day(query.since), until: day(query.until), scope: work.scope('report.read') }
  const [reach, channels] = await Promise.all([store(work.db).reach(of), store(work.db).reachByChannel(of)])
  return { reach, channels }
})

const percent = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10)

export const senders = answer(notices, 'senders', async (work, { query }) => {
  const monthAgo = new Date(work.now.getTime() - 30 * 86_400_000)
  const of = { since: day(query.since) ?? monthAgo, until: day(query.until), scope: work.scope('report.read') }
  return {
    items: (await store(work.db).senders(of)).map((row) => ({
      ...row,
      title: topicTitle(work, row.topic),
      openedPercent: percent(row.opened, row.messages),
      optedOutPercent: percent(row.optedOut, row.recipients),
    })),
  }
})
