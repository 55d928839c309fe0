/** Every ten minutes: whoever lets a record rest too long is reminded, once for each state. */
import { job } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { type GivenTopics, notices } from '@liren/notices/contract'
import { toolLibrary } from '../contract.ts'
import { edition } from './edition.ts'
import { recordStore } from './store-records.ts'

export const toolTopics = {
  topics: [
    { name: 'reminder', kind: 'optional', templates: { reminder: { outside: ['tool'] } } },
    {
      name: 'remarks',
      kind: 'optional',
      templates: { remarkAnswered: { outside: ['state'] }, offerAnswered: { outside: ['state'] } },
    },
    {
      name: 'library',
      kind: 'work',
      templates: {
        trialAsked: { outside: ['tool', 'unit'] },
        upgraded: { outside: ['tool'] },
        upgradeWaits: { outside: ['tool'] },
        trialEnded: { outside: ['tool'] },
        trialAgreed: { outside: ['tool'] },
        trialDeclined: { outside: ['tool'] },
        decidedYes: { outside: ['tool'] },
        decidedNo: { outside: ['tool'] },
        withdrawn: { outside: ['tool'] },
        formula: { outside: ['day'] },
        silent: { outside: ['tool'] },
        reached: { outside: ['tool'] },
      },
    },
  ],
} as const satisfies GivenTopics

export const remind = job(toolLibrary, 'remind', { cron: '*/10 * * * *' }, async (work) => {
  const records = recordStore(work.db)
  for (const { toolId, version } of await records.versionsInUse()) {
    const document = await edition(work, toolId, version)
    for (const reminder of document?.reminders ?? []) {
      const before = new Date(work.now.getTime() - reminder.afterHours * 3_600_000)
      const due = await records.resting(
        { toolId, version, process: reminder.of, state: reminder.state, before, reminder: reminder.id },
        200,
      )
      if (due.length === 0) continue
      const rows = new Map(
        (await work.use(matters).rows(due.map(({ matterId }) => matterId))).map((row) => [row.id, row]),
      )
      for (const record of due) {
        const to = reminder.to === 'reporter' ? record.accountId : (rows.get(record.matterId)?.holderAccountId ?? null)
        if (to === null) continue
        await work.use(notices).send({
          to: { accountIds: [to] },
          topic: 'tool-library.reminder',
          template: 'tool-library.reminder',
          facts: { tool: document?.name['zh-CN'] ?? toolId, title: record.title, words: reminder.words['zh-CN'] },
          link: `/tool-library/records/${record.id}`,
          object: `record:${record.id}`,
          onceKey: `tool-library:${record.id}:${reminder.id}:${record.movedAt.getTime()}`,
        })
      }
      await records.noteReminded(
        due.map(({ id }) => id),
        reminder.id,
      )
    }
  }
})
