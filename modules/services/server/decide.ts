/** 决定 The decision with its document, the licence it issues, the handing over; and what the platform decides at once. */
import { createHash, randomBytes } from 'node:crypto'
import { creditCodeFault, dateFault, tidyNumber } from '@liren/contract/numbers'
import { answer, job, secretsOf, uuidv7 } from '@liren/kernel'
import { organisation } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import { services } from '../contract.ts'
import type { ItemRecord } from '../item.ts'
import type { DecisionView } from '../views.ts'
import { takeEffect } from './effects.ts'
import { askForCondition, isItFor } from './is-it-for.ts'
import { dayOf } from './items.ts'
import { acceptOne } from './precheck.ts'
import { scheduleRenewal } from './renewals.ts'
import {
  dueStep,
  type Found,
  find,
  holderName,
  isMine,
  move,
  recordOf,
  type ServicesWork,
  stepOf,
  told,
} from './standing.ts'
import { type DecisionStored, store } from './store.ts'
import { itemStore } from './store-items.ts'
import { proofStore } from './store-proofs.ts'

const placeOf = (id: string) => `services:decision:${id}`
/** Without signs that are mistaken for one another. */
const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
export const makeCode = (length: number) =>
  [...randomBytes(length)].map((byte) => signs[byte % signs.length] ?? '2').join('')

export const untilOf = (now: Date, years: number | undefined) => {
  if (years === undefined) return null
  const until = new Date(now)
  until.setUTCMonth(until.getUTCMonth() + Math.round(years * 12))
  return dayOf(until)
}

/** The document of a decision; `at` is when it was made. */
export const writeDecision = async (
  work: ServicesWork,
  { row, record }: Pick<Found, 'row' | 'record'>,
  said: { readonly outcome: 'approved' | 'refused'; readonly text: string; readonly basis: string },
  at: Date = work.now,
): Promise<string> => {
  const id = uuidv7()
  const issuer = (await work.use(organisation).unitByCode(record.owner))?.name ?? record.ownerName
  const validUntil = said.outcome === 'approved' ? untilOf(at, record.validYears) : null
  const holderMasked = await holderName(work, row)
  const remedy = await work.setting<string>('appealText')
  const number = `${row.number}D`
  const code = makeCode(10)
  const whole = {
    number,
    code,
    itemName: record.name,
    holderMasked,
    issuer,
    ...said,
    remedy,
    at: at.toISOString(),
    validUntil,
  }
  const sha256 = createHash('sha256').update(JSON.stringify(whole)).digest('hex')
  await store(work.db).addDecision({
    id,
    applicationId: row.id,
    number,
    code,
    outcome: said.outcome,
    itemName: record.name,
    holderMasked,
    issuer,
    textSealed: secretsOf(work).seal(said.text, placeOf(id)),
    basis: said.basis,
    remedy,
    issuedAt: at,
    validUntil,
    withdrawnAt: null,
    sha256,
  })
  return id
}

/** 电子证照 The licence an approval issues; of a firm just founded it is the firm's, under its own code. */
export const issueLicence = async (
  work: ServicesWork,
  { row, record }: Pick<Found, 'row' | 'record'>,
  at: Date = work.now,
  creditCode?: string,
): Promise<void> => {
  if (!record.issues) return
  const licenceNumber = creditCode ?? `${record.issues.slice(0, 2).toUpperCase()}${row.number}D`
  await proofStore(work.db).addLicences([
    {
      id: uuidv7(),
      typeCode: record.issues,
      typeName: record.result.split(/[（、]/)[0] ?? record.result,
      numberSealed: secretsOf(work).seal(licenceNumber, `services:licence:${record.issues}`),
      numberMasked: `${licenceNumber.slice(0, 4)}****${licenceNumber.slice(-4)}`,
      numberFingerprint: secretsOf(work).fingerprint(`services licence ${record.issues} ${licenceNumber}`),
      personId: row.enterpriseId ? null : row.personId,
      enterpriseId: row.enterpriseId,
      holderMasked: await holderName(work, row),
      issuer: (await work.use(organisation).unitByCode(record.owner))?.name ?? record.ownerName,
      issuedOn: dayOf(at),
      validUntil: untilOf(at, record.validYears),
      status: 'valid',
      applicationId: row.id,
    },
  ])
}

const finish = async (
  work: ServicesWork,
  { row, record }: Pick<Found, 'row' | 'record'>,
  outcome: 'approved' | 'refused',
) => {
  await store(work.db).set(row.id, { finishedAt: work.now })
  const item = await itemStore(work.db).item(row.itemCode, row.itemVersion)
  work.emit('finished', {
    ...told(row),
    outcome,
    typed: row.typed,
    baseFields: item?.record.baseline.fields ?? record.baseline.fields,
    materials: row.materialsGiven,
    baseMaterials: record.baseline.materials,
  })
}

const hasDelivery = ({ record, row }: Pick<Found, 'row' | 'record'>) =>
  record.flow.slice(row.step + 1).some(({ kind }) => kind === 'deliver')

type Settled = Readonly<Record<string, string | number>>
/** What only the office can say must be said, and fit; what nobody asked for is not taken. */
const settledOf = (work: ServicesWork, record: ItemRecord, given: Settled): Settled => {
  const asked = record.effects?.settles ?? []
  for (const key of Object.keys(given))
    if (!asked.some((one) => one.key === key)) throw work.refuse('settled-unknown', { key }, `settled.${key}`)
  for (const { key, label, codes, format, isOptional } of asked) {
    const value = given[key]
    const name = label[work.locale === 'en' ? 'en' : 'zh']
    if (value === undefined || value === '') {
      if (isOptional) continue
      throw work.refuse('settled-missing', { name }, `settled.${key}`)
    }
    const isFit =
      format === 'integer'
        ? Number.isInteger(value)
        : typeof value === 'string' &&
          (!codes || value in codes) &&
          (format !== 'date' || (/^\d{4}-\d{2}-\d{2}$/.test(value) && dateFault(value, '2999-12-31') === null)) &&
          (format !== 'creditCode' || creditCodeFault(tidyNumber(value)) === null)
    if (!isFit) throw work.refuse('settled-unfit', { name }, `settled.${key}`)
  }
  return given
}

export const approveOne = async (
  work: ServicesWork,
  id: string,
  said: {
    readonly text: string
    readonly basis?: string | undefined
    readonly despite?: string | undefined
    readonly seen?: number | undefined
    readonly settled?: Settled | undefined
  },
) => {
  const found = await find(work, id)
  const { row, record } = found
  const settled = settledOf(work, record, said.settled ?? {})
  const step = stepOf(record, row.step)
  if (row.state === 'reviewing' && step?.kind !== 'decide') throw work.refuse('step-open', { step: step?.name })
  const late = (await store(work.db).materials(id)).filter(({ isLater, givenAt }) => isLater && givenAt === null)
  if (late.length > 0 && !said.despite)
    throw work.refuse('materials-late', { names: late.map(({ name }) => name).join('、') }, 'despite')
  const basis = said.basis ?? record.legalBasis[0] ?? ''
  const moved = await move(work, id, 'approve', {
    seen: said.seen,
    facts: { text: record.result, basis },
    outcome: 'approved',
  })
  if (moved.isReplay) return moved
  await store(work.db).set(id, { decidedAt: work.now, outcome: 'approved', step: row.step + 1 })
  const decisionId = await writeDecision(work, found, { outcome: 'approved', text: said.text, basis })
  const validUntil = untilOf(work.now, record.validYears)
  await takeEffect(work, found, { id: decisionId, at: work.now, validUntil, settled })
  await scheduleRenewal(work, row, record, validUntil)
  // Founding a firm has made the application the firm's.
  const now = (await store(work.db).find(id)) ?? row
  await issueLicence(
    work,
    { row: now, record },
    work.now,
    now.enterpriseId ? String(settled.creditCode ?? '') || undefined : undefined,
  )
  work.emit('decided', { ...told(row), outcome: 'approved', decisionId })
  if (hasDelivery(found)) return moved
  const issued = await move(work, id, 'issue', { facts: {} })
  await finish(work, found, 'approved')
  return issued
}

export const approve = answer(services, 'approve', (work, { params, body }) => approveOne(work, params.id, body))

export const refuse = answer(services, 'refuse', async (work, { params, body }) => {
  const found = await find(work, params.id)
  const { row, record } = found
  const step = stepOf(record, row.step)
  if (row.state === 'reviewing' && step?.kind !== 'decide') throw work.refuse('step-open', { step: step?.name })
  const moved = await move(work, row.id, 'refuse', {
    seen: body.seen,
    facts: { text: body.basis, basis: body.basis },
    outcome: 'refused',
  })
  if (moved.isReplay) return moved
  await store(work.db).set(row.id, { decidedAt: work.now, outcome: 'refused' })
  const decisionId = await writeDecision(work, found, { outcome: 'refused', text: body.text, basis: body.basis })
  work.emit('decided', { ...told(row), outcome: 'refused', decisionId })
  await finish(work, found, 'refused')
  return moved
})

export const issueOne = async (work: ServicesWork, id: string, how: string, seen: number | undefined) => {
  const found = await find(work, id)
  const moved = await move(work, id, 'issue', { seen, facts: { text: how } })
  if (!moved.isReplay) await finish(work, found, 'approved')
  return moved
}

export const issue = answer(services, 'issue', (work, { params, body }) =>
  issueOne(work, params.id, body.how, body.seen),
)

/** 智能秒批 Every check was met at submission and its condition holds: accepted, decided and handed over by the platform, each step in the timeline. */
export const decideAtOnceJob = job<typeof services, { applicationId: string }>(
  services,
  'decide-at-once',
  {
    retryLimit: 3,
    ahead: async (work, { applicationId }) => {
      const row = await store(work.db).find(applicationId)
      if (row?.state === 'submitted') await askForCondition(work, await recordOf(work, row), row)
    },
  },
  async (work, { applicationId }) => {
    const row = await store(work.db).lock(applicationId)
    if (row?.state !== 'submitted') return
    const materials = await store(work.db).materials(applicationId)
    // Paper has to be looked at by a person.
    if (materials.some(({ source, isLater }) => isLater || source === 'upload')) return
    const { record } = await find(work, applicationId)
    // A step of its own, a visit above all, is not taken by the platform.
    const first = stepOf(record, await dueStep(work, row, record, 0))
    if (first?.kind !== 'decide') return
    // Whom it is for is not left to whoever asks: what is not met, or not known, a person decides.
    if (!record.conditions || (await isItFor(work, record, row)).verdict !== 'yes') return
    await acceptOne(work, applicationId, undefined, work.words('services.screen.byPlatform'))
    const moved = await approveOne(work, applicationId, { text: record.result })
    if (moved.state === 'issuing')
      await issueOne(work, applicationId, record.flow.at(-1)?.name ?? record.result, undefined)
  },
)

export const decisionText = (work: object, row: Pick<DecisionStored, 'id' | 'textSealed'>) =>
  secretsOf(work).open(row.textSealed, placeOf(row.id))

/** What was decided about somebody is theirs to read; others read it with the answers, for a reason. */
export const decisionView = async (
  work: ServicesWork,
  row: DecisionStored,
  whose: Pick<Found['row'], 'personId' | 'enterpriseId'>,
  isOwn: boolean,
): Promise<DecisionView> => {
  const own =
    isOwn && whose.enterpriseId === null
      ? (
          await work.use(people).readPrivate({
            personIds: [whose.personId],
            fields: ['fullName'],
            purpose: 'own-request',
            reason: work.words('services.screen.ownDecision'),
          })
        ).get(whose.personId)?.fullName
      : null
  return {
    id: row.id,
    number: row.number,
    code: row.code,
    outcome: row.outcome,
    itemName: row.itemName,
    holder: own ?? row.holderMasked,
    issuer: row.issuer,
    text: isOwn ? decisionText(work, row) : null,
    basis: row.basis,
    remedy: row.remedy,
    issuedAt: row.issuedAt.toISOString(),
    validUntil: row.validUntil,
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    sha256: row.sha256,
  }
}

export const decision = answer(services, 'decision', async (work, { params }) => {
  const row = await store(work.db).decision(params.id)
  const whose = row ? await store(work.db).find(row.applicationId) : null
  if (!row || !whose) throw work.refuse('not-found')
  const isOwn = isMine(work, whose)
  if (!isOwn && !work.may('application.read', { area: whose.areaCode })) throw work.refuse('not-found')
  return decisionView(work, row, whose, isOwn)
})

/** By anybody who holds the paper: the number and the code printed on it. */
export const verify = answer(services, 'verify', async (work, { body }) => {
  const code = body.code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
  const row = await store(work.db).decisionBy(body.number.trim().toUpperCase(), code)
  if (!row) throw work.refuse('wrong-code', {}, 'code')
  const today = dayOf(work.now)
  return {
    number: row.number,
    itemName: row.itemName,
    holder: row.holderMasked,
    issuer: row.issuer,
    outcome: row.outcome,
    issuedAt: row.issuedAt.toISOString(),
    validUntil: row.validUntil,
    status:
      row.withdrawnAt !== null
        ? ('withdrawn' as const)
        : row.validUntil !== null && row.validUntil < today
          ? ('expired' as const)
          : ('valid' as const),
    sha256: row.sha256,
  }
})
