/** Applications of made-up neighbours in every state, so that each desk and each phone shows what a week looks like. */
import { forms, type Handed } from '@liren/forms/contract'
import { identity } from '@liren/identity/contract'
import { configOf, type Preset, secretsOf, uuidv7 } from '@liren/kernel'
import { matters, type PastActor } from '@liren/matters/contract'
import { people } from '@liren/people/contract'
import { applicationProcess } from '../application.ts'
import type { ItemRecord } from '../item.ts'
import { formChannel } from './begin.ts'
import { writeDecision } from './decide.ts'
import { type Cast, type DemoApplication, type Past, pastOf } from './demo-past.ts'
import { dayOf } from './items.ts'
import { broughtOf, settle } from './materials.ts'
import { placeOfObjection } from './notices.ts'
import { placeOfFinding } from './review.ts'
import { holderName, holderOf, type ServicesWork, stepOf } from './standing.ts'
import { type MaterialStored, type NamedApplication, store } from './store.ts'
import { type ItemStored, itemStore } from './store-items.ts'
import { proofStore } from './store-proofs.ts'
import { tallied } from './submit.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

type DemoAccounts = {
  readonly accounts: readonly {
    readonly loginName: string
    readonly area: string
    readonly roles: readonly { readonly role: string }[]
  }[]
}
type Whose = { readonly personId: string; readonly enterpriseId: string | null; readonly reporter: PastActor }

/** The same ids every time: seeded twice, they are there once. */
const idOf = (index: number) => `0197c000-0000-7000-8000-${(index + 1).toString(16).padStart(12, '0')}`

const actorOf = async (work: ServicesWork, login: string | undefined, name: string): Promise<PastActor> => {
  const account = login === undefined ? null : await work.use(identity).accountByLogin(login)
  return { accountId: account?.id ?? null, name: account?.displayName ?? name, unitId: account?.unitId ?? null }
}

const whoseOf = async (work: ServicesWork, demo: DemoApplication, isFirm: boolean): Promise<Whose | null> => {
  if (typeof demo.by === 'number') {
    const [personId] = (await work.use(people).personIdsIn(demo.area, null, demo.by + 1)).slice(demo.by)
    const person = personId ? await work.use(people).person(personId) : null
    return (
      person && { personId: person.id, enterpriseId: null, reporter: { accountId: null, name: person.displayName } }
    )
  }
  const account = await work.use(identity).accountByLogin(demo.by)
  if (!account?.personId) return null
  const [firm] = isFirm ? await work.use(people).enterprisesOf(account.personId) : []
  return {
    personId: account.personId,
    enterpriseId: firm?.enterprise.id ?? null,
    reporter: { accountId: account.id, name: account.displayName },
  }
}

type Life = {
  readonly demo: DemoApplication
  readonly item: ItemStored
  readonly whose: Whose
  readonly row: NamedApplication
  readonly past: Past
  readonly handed: Handed | null
  readonly cast: Cast
}

const rowOf = (
  demo: DemoApplication,
  item: ItemStored,
  whose: Whose,
  index: number,
  madeAt: Date,
): NamedApplication => {
  const channel = demo.channel ?? (typeof demo.by === 'number' ? 'window' : 'mobile')
  return {
    id: idOf(index),
    itemCode: item.code,
    itemVersion: item.version,
    itemName: item.record.name,
    number: null,
    state: 'draft',
    areaCode: demo.area,
    personId: whose.personId,
    enterpriseId: whose.enterpriseId,
    accountId: whose.reporter.accountId,
    channel,
    channels: [channel],
    helperId: null,
    authorityId: null,
    bundleCode: null,
    bundleId: null,
    formId: idOf(index),
    typed: 0,
    prefilled: 0,
    confirmed: 0,
    materialsGiven: 0,
    visits: 0,
    step: -1,
    gaps: demo.gaps ? [...demo.gaps] : null,
    gapFields: [...(demo.gapFields ?? [])],
    wasCorrected: demo.isCorrected ?? false,
    refusedConsents: [],
    consents: [],
    authorisedAt: null,
    handedTo: demo.handedTo ?? null,
    handedState: demo.handedState ?? null,
    submittedAt: null,
    acceptedAt: null,
    decidedAt: null,
    finishedAt: null,
    pausedSince: null,
    pausedSeconds: 0,
    outcome: null,
    madeAt,
  }
}

const liveThrough = async (
  work: ServicesWork,
  demo: DemoApplication,
  index: number,
  staff: (area: string) => Promise<Omit<Cast, 'reporter'>>,
): Promise<Life | null> => {
  const item = await itemStore(work.db).item(demo.item)
  if (!item?.form) return null
  const whose = await whoseOf(work, demo, item.record.audience === 'firm')
  if (!whose) return null
  const cast = { ...(await staff(demo.area)), reporter: whose.reporter }
  const submittedAt = new Date(work.now.getTime() - demo.daysAgo * dayMs)
  const row = rowOf(demo, item, whose, index, new Date(submittedAt.getTime() - 12 * 60_000))
  const isHelped = typeof demo.by === 'number'
  const handed = await work.use(forms).layPast({
    id: row.formId,
    code: item.code,
    area: row.areaCode,
    channel: formChannel(work, row.channel),
    personId: row.personId,
    enterpriseId: row.enterpriseId,
    holder: `services/application:${row.id}`,
    accountId: isHelped ? cast.clerk.accountId : row.accountId,
    isAssisted: isHelped,
    answers: demo.answers ?? {},
    startedAt: row.madeAt,
    submittedAt: demo.state === 'draft' ? null : submittedAt,
  })
  const past =
    handed === null
      ? { acts: [], step: -1, at: {} }
      : await pastOf(demo, item.record, cast, { submittedAt, now: work.now }, (step) =>
          holderOf(work, step?.by ?? 'owner', item.record, row.areaCode),
        )
  return {
    demo,
    item,
    whose,
    row: { ...row, helperId: isHelped ? cast.clerk.accountId : null, submittedAt: handed ? submittedAt : null },
    past,
    handed,
    cast,
  }
}

/** Papers as they were given; what nobody holds was brought. */
const papersOf = async (work: ServicesWork, { demo, item, row, handed }: Life): Promise<readonly MaterialStored[]> => {
  if (!handed) return []
  const settled = await settle(work, row, item.record, {
    answers: handed.values,
    channel: formChannel(work, row.channel),
    given: item.record.materials.flatMap(({ key, sources }) => {
      const source = sources.find((one) => one === 'declaration' || one === 'esign')
      return source ? [{ key, source }] : []
    }),
    later: demo.later ?? [],
    isPromised: true,
  })
  const at = row.submittedAt ?? work.now
  const due = dayOf(new Date(work.now.getTime() + (demo.dueInDays ?? 5) * dayMs))
  return [
    ...settled.rows.map((one) => ({ ...one, ...(one.isLater ? { dueOn: due } : { givenAt: at }) })),
    ...settled.missing.map(({ key, name }) => ({
      applicationId: row.id,
      key,
      name,
      source: 'upload' as const,
      fileIds: [],
      licenceId: null,
      isLater: false,
      dueOn: null,
      givenAt: at,
    })),
  ]
}

const outcomes = {
  closed: 'approved',
  issuing: 'approved',
  refused: 'refused',
  declined: 'declined',
  withdrawn: 'withdrawn',
} as const

/** Rows of what happened on the way: a visit, a notice with its objection, a promise, the decision. */
const keepTraces = async (work: ServicesWork, life: Life, row: NamedApplication, papers: readonly MaterialStored[]) => {
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

const openedAs = async (work: ServicesWork, life: Life, record: ItemRecord) => {
  const { row, demo, past, whose, cast } = life
  return {
    process: applicationProcess.name,
    id: row.id,
    subjectId: row.id,
    title: record.name,
    areaCode: row.areaCode,
    kindCode: record.code,
    source: row.channel,
    letter: 'S',
    isRestricted: record.isConfidential ?? false,
    reporter: {
      accountId: whose.reporter.accountId,
      personId: row.personId,
      name: await holderName(work, { personId: row.personId, enterpriseId: null }),
    },
    holder: await holderOf(work, record.audience === 'firm' ? 'owner' : 'community', record, row.areaCode),
    openedAt: row.submittedAt ?? work.now,
    openedBy: typeof demo.by === 'number' ? cast.clerk : whose.reporter,
    facts: { channel: row.channel, isAssisted: row.helperId !== null },
    acts: past.acts,
  }
}

const secondsBetween = (from: Date | undefined, until: Date | undefined) =>
  from && until ? Math.round((until.getTime() - from.getTime()) / 1000) : 0

const asItStands = (life: Life, number: string, state: string, papers: readonly MaterialStored[]): NamedApplication => {
  const { row, past, handed, demo } = life
  const { at } = past
  const outcome = Object.hasOwn(outcomes, demo.state) ? outcomes[demo.state as keyof typeof outcomes] : null // just looked up
  const isOver =
    stepOf(life.item.record, 0) !== undefined && ['closed', 'declined', 'refused', 'withdrawn'].includes(state)
  return {
    ...row,
    ...(handed ? tallied(handed) : {}),
    number,
    state,
    materialsGiven: broughtOf(papers),
    visits: row.channel === 'window' ? 1 : 0,
    step: past.step,
    acceptedAt: at.accept ?? null,
    decidedAt: at.approve ?? at.refuse ?? at.decline ?? null,
    finishedAt: isOver ? (at.issue ?? at.refuse ?? at.decline ?? at.withdraw ?? null) : null,
    pausedSince: state === 'waiting' || state === 'noticing' ? (at.pause ?? at.publish ?? null) : null,
    pausedSeconds: secondsBetween(at.publish, at.endNotice),
    outcome,
  }
}

export const layDemoApplications = async (work: ServicesWork, preset: Preset) => {
  if (configOf(work).mode === 'production' || !preset.has('services/demo.json')) return
  const { common, applications } = await preset.read<{
    /** What neighbours would answer to questions many forms ask. */
    common: Readonly<Record<string, unknown>>
    applications: readonly DemoApplication[]
  }>('services/demo.json')
  const { accounts } = await preset.read<DemoAccounts>('identity/accounts.json')
  const clerkOf = (area: string) =>
    accounts.find((one) => one.area === area && one.roles.some(({ role }) => role === 'communityWorker'))?.loginName
  const staff = async (area: string) => ({
    clerk: await actorOf(work, clerkOf(area), '社区窗口'),
    examiner: await actorOf(work, 'acceptor1', '受理员'),
    decider: await actorOf(work, 'handler6', '经办人'),
  })
  const lives: Life[] = []
  for (const [index, demo] of applications.entries()) {
    if (await store(work.db).find(idOf(index))) continue
    const life = await liveThrough(work, { ...demo, answers: { ...common, ...demo.answers } }, index, staff)
    if (life) lives.push(life)
    preset.progress('applications', index + 1, applications.length)
  }
  const begun = lives.filter(({ handed }) => handed !== null)
  const opened = await work
    .use(matters)
    .openMany(await Promise.all(begun.map((life) => openedAs(work, life, life.item.record))))
  for (const life of lives) {
    const matter = opened.find(({ id }) => id === life.row.id)
    const papers = matter ? await papersOf(work, life) : []
    const { itemName, ...row } = matter ? asItStands(life, matter.number, matter.state, papers) : life.row
    await store(work.db).add(row)
    if (matter) await keepTraces(work, life, { ...row, itemName }, papers)
  }
}
