/** Applications of made-up neighbours in every state, so that each desk and each phone shows what a week looks like. */
import { files } from '@liren/files/contract'
import { forms } from '@liren/forms/contract'
import { identity } from '@liren/identity/contract'
import { configOf, type Preset } from '@liren/kernel'
import { matters, type PastActor } from '@liren/matters/contract'
import { people } from '@liren/people/contract'
import { applicationProcess } from '../application.ts'
import type { ItemRecord } from '../item.ts'
import { formChannel } from './begin.ts'
import { type Cast, type DemoApplication, pastOf } from './demo-past.ts'
import { keepTraces, type Life, type Whose } from './demo-traces.ts'
import { dayOf } from './items.ts'
import { broughtOf, type GivenMaterial, isDue, settle } from './materials.ts'
import { holderName, holderOf, type ServicesWork, stepOf, told } from './standing.ts'
import { type MaterialStored, type NamedApplication, store } from './store.ts'
import { type ItemStored, itemStore } from './store-items.ts'
import { tallied } from './submit.ts'

const dayMs = 86_400_000

type DemoAccounts = {
  readonly accounts: readonly {
    readonly loginName: string
    readonly area: string
    readonly roles: readonly { readonly role: string }[]
  }[]
}
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
    verdict: 'none',
    unknownFacts: [],
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
const papersOf = async (
  work: ServicesWork,
  { demo, item, row, handed }: Life,
  signature: string,
): Promise<readonly MaterialStored[]> => {
  if (!handed) return []
  const object = `application:${row.id}`
  const sign = async (name: string) =>
    (await work.use(files).keep({ name, bytes: Buffer.from(signature, 'base64') }, { module: 'services', object })).id
  const signs = item.record.materials.some(
    (one) => one.sources.includes('esign') && isDue(one, handed.values, formChannel(work, row.channel)) === true,
  )
  const signed = signs ? [await sign('签名.png'), await sign('其他签署人.png')] : []
  const settled = await settle(work, row, item.record, {
    answers: handed.values,
    channel: formChannel(work, row.channel),
    given: item.record.materials.flatMap(({ key, sources, text, isJoint }): GivenMaterial[] => {
      const source = sources.find((one) => one === 'declaration' || one === 'esign')
      if (source !== 'esign') return source ? [{ key, source }] : []
      return [{ key, source, files: signed.slice(0, isJoint ? 2 : 1), ...(text ? { textVersion: text.version } : {}) }]
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
      textVersion: null,
      textSha256: null,
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

/** Whoever hears of applications hears of these too: who has applied is not told of the same policy again. */
const tellPast = (work: ServicesWork, row: NamedApplication) => {
  work.emit('submitted', { ...told(row), channel: row.channel, isAssisted: row.helperId !== null })
  if (row.outcome === 'withdrawn') work.emit('withdrawn', told(row))
  else if (row.outcome !== null) work.emit('decided', { ...told(row), outcome: row.outcome, decisionId: null })
}

export const layDemoApplications = async (work: ServicesWork, preset: Preset) => {
  if (configOf(work).mode === 'production' || !preset.has('services/demo.json')) return
  const { common, applications, signature } = await preset.read<{
    /** What neighbours would answer to questions many forms ask. */
    common: Readonly<Record<string, unknown>>
    applications: readonly DemoApplication[]
    /** A line drawn by nobody (PNG, base64). */
    signature: string
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
    const papers = matter ? await papersOf(work, life, signature) : []
    const { itemName, ...row } = matter ? asItStands(life, matter.number, matter.state, papers) : life.row
    await store(work.db).add(row)
    if (!matter) continue
    await keepTraces(work, life, { ...row, itemName }, papers)
    tellPast(work, { ...row, itemName })
  }
}
