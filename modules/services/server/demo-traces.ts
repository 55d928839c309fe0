/** What made-up applications left on their way: papers, a visit, a notice with its objection, a promise, the decision. */
import type { Handed } from '@liren/forms/contract'
import { identity } from '@liren/identity/contract'
import { secretsOf, uuidv7 } from '@liren/kernel'
import type { PastActor } from '@liren/matters/contract'
import { issueLicence, untilOf, writeDecision } from './decide.ts'
import type { Cast, DemoApplication, Past } from './demo-past.ts'
import { dayOf } from './items.ts'
import { placeOfObjection } from './notices.ts'
import { scheduleRenewal } from './renewals.ts'
import { placeOfFinding } from './review.ts'
import { holderName, type ServicesWork } from './standing.ts'
import { type MaterialStored, type NamedApplication, store } from './store.ts'
import type { ItemStored } from './store-items.ts'
import { proofStore } from './store-proofs.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

export type Whose = { readonly personId: string; readonly enterpriseId: string | null; readonly reporter: PastActor }

/** One made-up application with everything that happened to it. */
export type Life = {
  readonly demo: DemoApplication
  readonly item: ItemStored
  readonly whose: Whose
  readonly row: NamedApplication
  readonly past: Past
  readonly handed: Handed | null
  readonly cast: Cast
}

/** Rows of what happened on the way: a visit, a notice with its objection, a promise, the decision. */
export const keepTraces = async (
  work: ServicesWork,
  life: Life,
  row: NamedApplication,
  papers: readonly MaterialStored[],
) => {
  const { demo, item, past, cast } = life
  const queries = store(work.db)
  const { seal } = secretsOf(work)
  const { record } = item
  for (const paper of papers) await queries.setMaterial(paper)
  for (const { licenceId } of papers)
    if (licenceId)
      await proofStore(work.db).noteUse({
        id: uuidv7(),
        licenceId,
        at: row.submittedAt ?? work.now,
        purpose: work.words('services.screen.usedFor', { item: row.itemName }),
        byId: null,
        byName: record.ownerName,
        applicationId: row.id,
      })
  const visited = record.flow.findIndex(({ kind }) => kind === 'visit' || kind === 'assess')
  if (demo.found && visited >= 0) {
    const id = uuidv7()
    await queries.addVisit({
      id,
      applicationId: row.id,
      step: visited,
      kind: record.flow[visited]?.kind ?? 'visit',
      byNames: [cast.clerk.name, cast.examiner.name],
      byIds: cast.clerk.accountId ? [cast.clerk.accountId] : [],
      foundSealed: seal(demo.found, placeOfFinding(id)),
      isGenuine: true,
      fileIds: [],
      at: new Date((past.at.accept ?? work.now).getTime() + 4 * hourMs),
    })
  }
  const hungAt = past.at.publish
  if (hungAt) {
    const id = uuidv7()
    const days = record.flow.find(({ kind }) => kind === 'notice')?.noticeDays ?? 5
    await queries.addNotice({
      id,
      applicationId: row.id,
      itemCode: row.itemCode,
      itemName: row.itemName,
      areaCode: row.areaCode,
      shown: demo.notice ?? `申请人：${await holderName(work, row)}`,
      fromAt: hungAt,
      untilAt: new Date(hungAt.getTime() + days * dayMs),
      endedAt: past.at.endNotice ?? null,
    })
    const objector = demo.objection ? await work.use(identity).accountByLogin(demo.objection.by) : null
    if (demo.objection && objector) {
      const objectionId = uuidv7()
      const madeAt = new Date(Math.min(hungAt.getTime() + 20 * hourMs, work.now.getTime() - hourMs))
      await queries.addObjection({
        id: objectionId,
        noticeId: id,
        accountId: objector.id,
        textSealed: seal(demo.objection.text, placeOfObjection(objectionId)),
        madeAt,
        answer: demo.objection.answer ?? null,
        isUpheld: demo.objection.answer ? false : null,
        answeredAt: demo.objection.answer ? new Date(madeAt.getTime() + 10 * hourMs) : null,
      })
    }
  }
  const promised = papers.filter(({ source }) => source === 'declaration').map(({ name }) => name)
  if (record.promise && promised.length > 0) {
    const told = demo.promise
    await proofStore(work.db).addPromise({
      applicationId: row.id,
      code: record.promise.code,
      version: record.promise.version,
      text: record.promise.text,
      consequences: record.promise.consequences,
      materialNames: promised,
      madeAt: row.submittedAt ?? work.now,
      areaCode: row.areaCode,
      isDrawn: told?.isDrawn ?? false,
      checkBy: told?.isDrawn ? dayOf(new Date(work.now.getTime() + (told.checkInDays ?? 20) * dayMs)) : null,
      checkedAt: told?.isKept === undefined ? null : new Date(work.now.getTime() - dayMs),
      checkedBy: told?.isKept === undefined ? null : cast.clerk.name,
      isKept: told?.isKept ?? null,
      finding: told?.finding ?? null,
    })
  }
  const decidedAt = past.at.approve ?? past.at.refuse
  if (past.at.approve) {
    await issueLicence(work, { row, record }, past.at.approve)
    await scheduleRenewal(work, row, record, untilOf(past.at.approve, record.validYears), past.at.approve)
  }
  if (decidedAt)
    await writeDecision(
      work,
      { row, record },
      {
        outcome: past.at.approve ? 'approved' : 'refused',
        text:
          demo.text ?? (past.at.approve ? `经审核符合条件，同意${record.name}。` : '经审核不符合规定条件，不予批准。'),
        basis: demo.basis ?? record.legalBasis[0] ?? '',
      },
      decidedAt,
    )
}
