/** What was written on a sheet of paper while the platform was away becomes a case, at the time it was written down. */
import { AreaCode, At, Id, Nullable, Type } from '@liren/contract'
import { hear, secretsOf } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { plainPhone } from '../contact.ts'
import { cases } from '../contract.ts'
import { begin, keepBegun } from './begin.ts'
import { reference } from './reference.ts'
import { senderMark } from './report.ts'
import { sealContact } from './reporter-contact.ts'
import { store } from './store.ts'

/** What this module relies on of a sheet that was entered. */
const Reported = Type.Object({
  caseId: Id,
  text: Type.String(),
  areaCode: AreaCode,
  cellCode: Nullable(Type.String()),
  address: Nullable(Type.String()),
  isUrgent: Type.Boolean(),
  at: At,
  paper: Type.String(),
  enteredById: Nullable(Id),
  contactSealed: Nullable(Type.String()),
})

export const takeInPaper = hear(cases, 'command/paper-reported', Reported, 'take-in-paper', async (work, fact) => {
  const { caseId, text, areaCode, cellCode, address, isUrgent, paper } = fact
  if (await store(work.db).find(caseId)) return
  // Whoever rang was taken down at the duty desk, as at any other desk.
  const source = (await reference(work)).sources.find(({ code }) => code === 'desk')
  if (!source) return
  const begun = await begin(work, {
    id: caseId,
    text,
    source,
    categoryCode: null,
    areaCode,
    cellCode,
    place: null,
    address,
    leastGrade: isUrgent ? 3 : 1,
  })
  const said = fact.contactSealed
    ? (JSON.parse(secretsOf(work).open(fact.contactSealed, `command:contact:${caseId}`)) as {
        name?: string
        phone: string
      })
    : null
  const phone = said ? plainPhone(said.phone) : null
  const contact = said && phone ? sealContact(work, caseId, phone, said.name ?? null) : null
  const reporter = contact ? { name: contact.nameMasked, contactRef: caseId } : null
  const [opened] = await work.use(matters).openMany([
    {
      ...begun.input('intake', reporter),
      openedAt: new Date(fact.at),
      // Nobody could have been in time for what lay on paper.
      clocksFrom: work.now,
      facts: { paper },
    },
  ])
  if (!opened) return
  await keepBegun(work, begun, {
    opened: { number: opened.number, topics: [`area:${areaCode}`] },
    state: 'intake',
    ownership: null,
    isAnonymous: false,
    lookedAt: null,
    seenAt: new Date(fact.at),
    externalRef: paper,
    photos: [],
    photoIds: [],
    accountId: null,
    contact,
    sentBy: senderMark(work, caseId, fact.enteredById ?? paper),
  })
})
