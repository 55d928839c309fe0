/** Sends announcements whose time has come, a page of people in each transaction: who was written to is not written to again. */
import { identity } from '@liren/identity/contract'
import { longJob, type Spell, type Work } from '@liren/kernel'
import { carriedBy } from '../announcement.ts'
import { notices } from '../contract.ts'
import { residentsOf, staffOf } from './audience.ts'
import { send } from './send.ts'
import { type AnnouncementRow, announcementStore, objectOf } from './store-announcements.ts'

/** Whoever has no account has no way either: they were counted before it was sent, and are met elsewhere. */
const sendPage = (work: Work<typeof notices>, row: AnnouncementRow, accountIds: readonly string[]) => {
  const { topic, template } = carriedBy[row.kind]
  return send(work, {
    to: { accountIds },
    topic: `notices.${topic}`,
    template: `notices.${template}`,
    facts: {
      title: { 'zh-CN': row.titleZh, en: row.titleEn ?? row.titleZh },
      text: { 'zh-CN': row.textZh, en: row.textEn ?? row.textZh },
      signature: row.signature,
    },
    ...(row.link === null ? {} : { link: row.link }),
    urgency: row.kind === 'emergency' ? 'emergency' : row.urgency,
    object: objectOf(row.id),
    sender: { unitId: row.senderUnitId, name: row.signature, area: row.areaCode },
    onceKey: `${objectOf(row.id)} ${row.reachedTo ?? ''}`,
  })
}

/** True while there is more to send. */
const goOn = async (work: Work<typeof notices>, id: string): Promise<boolean> => {
  const store = announcementStore(work.db)
  const row = await store.hold(id)
  if (!row) return false
  if (row.kind === 'work') {
    const accountIds = await staffOf(work, row)
    if (accountIds.length > 0) await sendPage(work, row, accountIds)
    await store.goOn(id, null, work.now)
    return false
  }
  const page = await residentsOf(work, row, row.reachedTo)
  const known = Object.values(await work.use(identity).accountsOfPersons(page.personIds))
  if (known.length > 0) await sendPage(work, row, known)
  await store.goOn(id, page.next, page.next === null ? work.now : null)
  work.audit({ object: objectOf(id), area: row.areaCode, facts: { people: known.length } })
  return page.next !== null
}

const each = async (spell: Spell<typeof notices>, id: string) => {
  while (await spell((work) => goOn(work, id))) {
    // The next page has its own transaction.
  }
}

export const announceJob = longJob<typeof notices>(
  notices,
  'announce',
  { cron: '* * * * *', retryLimit: 2 },
  async (spell) => {
    for (const id of await spell((work) => announcementStore(work.db).due(work.now))) await each(spell, id)
  },
)
