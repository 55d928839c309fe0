/** Announcements at the desk: counted before they are written, written, listed with how far they got, taken back in time. */
import { identity } from '@liren/identity/contract'
import { answer, uuidv7, type Work } from '@liren/kernel'
import { carriedBy, fewest, isObliging, timeFault } from '../announcement.ts'
import { type Announcement, type AnnouncementBody, type AudienceCount, notices } from '../contract.ts'
import { checkRule, residentsOf, staffOf, type Whom } from './audience.ts'
import { keyText, readKey } from './page-key.ts'
import { type AnnouncementRow, announcementStore, objectOf } from './store-announcements.ts'
import { openWays } from './ways.ts'

type NoticesWork = Work<typeof notices>

const viewOf = (row: AnnouncementRow, reach: Announcement['reach']): Announcement => ({
  ...row,
  sendAt: row.sendAt.toISOString(),
  writtenAt: row.writtenAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
  object: objectOf(row.id),
  reach,
})

const views = async (work: NoticesWork, rows: readonly AnnouncementRow[]) => {
  const reachOf = await announcementStore(work.db).reachOf(rows.map(({ id }) => id))
  return rows.map((row) => viewOf(row, reachOf(row.id)))
}

const whomOf = ({
  areaCode,
  rule,
  roles,
}: Pick<AnnouncementBody, 'areaCode' | 'rule'> & { readonly roles?: AnnouncementBody['roles'] | undefined }): Whom => ({
  areaCode,
  rule: rule?.trim() || null,
  roles: roles ?? [],
})

export const announcements = answer(notices, 'announcements', async (work, { query }) => {
  const limit = query.limit ?? 20
  const rows = await announcementStore(work.db).list(work.scope('announcement.read'), readKey(query.after), limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: await views(work, shown),
    next: rows.length > limit && last ? keyText({ at: last.writtenAt, id: last.id }) : null,
  }
})

const found = async (work: NoticesWork, permission: string, id: string) => {
  const row = await announcementStore(work.db).find(work.scope(permission), id)
  if (!row) throw work.refuse('not-found')
  return row
}

const one = async (work: NoticesWork, id: string): Promise<Announcement> => {
  const [view] = await views(work, [await found(work, 'announcement.read', id)])
  if (!view) throw work.refuse('not-found')
  return view
}

export const announcement = answer(notices, 'announcement', (work, { params }) => one(work, params.id))

const counted = async (work: NoticesWork, whom: Whom) => {
  let [people, unknown, after]: [number, number, string | null] = [0, 0, null]
  const accounts: string[] = []
  do {
    const page = await residentsOf(work, whom, after)
    people += page.personIds.length
    unknown += page.unknown
    if (page.personIds.length > 0)
      accounts.push(...Object.values(await work.use(identity).accountsOfPersons(page.personIds)))
    after = page.next
  } while (after !== null)
  return { people, unknown, accounts }
}

/** A handful is nobody's business; none at all may be said. */
const veiled = (count: number) => (count > 0 && count < fewest ? null : count)

export const countAudience = answer(notices, 'countAudience', async (work, { query }): Promise<AudienceCount> => {
  work.must('announcement.write', { area: query.areaCode })
  const roles = typeof query.roles === 'string' ? [query.roles] : query.roles
  const whom = whomOf({ areaCode: query.areaCode, ...(query.rule ? { rule: query.rule } : {}), roles })
  const ways = await openWays(work)
  const topic = `notices.${carriedBy[query.kind].topic}`
  if (query.kind === 'work') {
    const staff = await staffOf(work, whom)
    return { people: staff.length, unknown: 0, reachable: staff.length, refusing: 0, ways: [...ways] }
  }
  checkRule(work, whom.rule)
  const { people, unknown, accounts } = await counted(work, whom)
  const refusing = query.kind === 'optional' ? await announcementStore(work.db).refusing(accounts, topic) : 0
  const isFew = veiled(people) === null || veiled(accounts.length) === null
  return {
    people: veiled(people),
    unknown,
    reachable: isFew ? null : accounts.length,
    refusing: isFew ? null : veiled(refusing),
    ways: [...ways],
  }
})

const checked = (work: NoticesWork, body: AnnouncementBody) => {
  work.must('announcement.write', { area: body.areaCode })
  if (isObliging(body.kind)) {
    work.must('announcement.oblige', { area: body.areaCode })
    if (!body.basis) throw work.refuse('basis-needed', {}, 'basis')
  }
  if ((body.titleEn === undefined) !== (body.textEn === undefined))
    throw work.refuse('half-translated', {}, body.titleEn === undefined ? 'titleEn' : 'textEn')
  const sendAt = body.sendAt ? new Date(body.sendAt) : work.now
  const fault = timeFault(sendAt, work.now)
  if (fault) throw work.refuse(fault, {}, 'sendAt')
  return sendAt
}

export const announce = answer(notices, 'announce', async (work, { body }) => {
  const sendAt = checked(work, body)
  const whom = whomOf(body)
  if (body.kind !== 'work') checkRule(work, whom.rule)
  const row: AnnouncementRow = {
    id: uuidv7(),
    ...whom,
    kind: body.kind,
    urgency: body.urgency,
    titleZh: body.titleZh.trim(),
    textZh: body.textZh.trim(),
    titleEn: body.titleEn?.trim() ?? null,
    textEn: body.textEn?.trim() ?? null,
    signature: body.signature.trim(),
    basis: body.basis?.trim() ?? null,
    link: body.link ?? null,
    senderUnitId: work.actor.grants.find(({ unitId }) => unitId !== null)?.unitId ?? null,
    writtenBy: work.actor.id,
    writtenAt: work.now,
    sendAt,
    state: 'waiting',
    reachedTo: null,
    finishedAt: null,
  }
  await announcementStore(work.db).put(row)
  const { kind, rule, basis } = row
  work.audit({
    object: objectOf(row.id),
    area: row.areaCode,
    facts: { kind, rule, basis, sendAt: sendAt.toISOString() },
  })
  if (sendAt <= work.now) work.enqueue('announce', null, { key: 'announce' })
  const [view] = await views(work, [row])
  if (!view) throw work.refuse('not-found')
  return view
})

export const withdraw = answer(notices, 'withdraw', async (work, { params }) => {
  work.audit({ object: objectOf(params.id) })
  await found(work, 'announcement.write', params.id)
  if (!(await announcementStore(work.db).withdraw(params.id, work.now))) throw work.refuse('gone-already')
  return one(work, params.id)
})
