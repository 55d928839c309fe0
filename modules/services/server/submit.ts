/** Handing an application in: its form, its materials, its promise; from here on it has a number and a clock. */

import { randomInt } from 'node:crypto'
import type { Input, RouteOf } from '@liren/contract'
import { forms, type Handed } from '@liren/forms/contract'
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { applicationProcess } from '../application.ts'
import { services } from '../contract.ts'
import type { ItemRecord } from '../item.ts'
import { formChannel } from './begin.ts'
import { askForCondition, isItFor } from './is-it-for.ts'
import { dayOf } from './items.ts'
import { precheckLimit } from './limits.ts'
import { askForMaterials, broughtOf, type GivenMaterial, keepMaterials, settle } from './materials.ts'
import {
  accountOf,
  holderName,
  holderOf,
  isMine,
  recordOf,
  rowView,
  type ServicesWork,
  subjectOf,
  told,
} from './standing.ts'
import { type NamedApplication, store } from './store.ts'
import { proofStore } from './store-proofs.ts'

/** A promise stands for a proof; some are drawn by lot to be looked at afterwards. */
const keepPromise = async (work: ServicesWork, row: NamedApplication, record: ItemRecord, names: readonly string[]) => {
  const { promise } = record
  if (!promise || names.length === 0) return
  const isDrawn = randomInt(100) < promise.checkPercent
  const days = await work.setting<number>('promiseCheckDays')
  await proofStore(work.db).addPromise({
    applicationId: row.id,
    code: promise.code,
    version: promise.version,
    text: promise.text,
    consequences: promise.consequences,
    materialNames: [...names],
    madeAt: work.now,
    areaCode: row.areaCode,
    isDrawn,
    checkBy: isDrawn ? dayOf(new Date(work.now.getTime() + days * 86_400_000)) : null,
    checkedAt: null,
    checkedBy: null,
    isKept: null,
    finding: null,
  })
}

/** Counts of what people did, from the form they handed in. */
export const tallied = ({ tally }: Handed) => ({
  typed: tally.typed,
  prefilled: tally.prefilled + tally.derived + tally.byDefault,
  confirmed: tally.confirmed,
})

const openMatter = async (work: ServicesWork, row: NamedApplication, record: ItemRecord) => {
  const first = record.audience === 'firm' ? 'owner' : 'community'
  return work.use(matters).open({
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
      accountId: await accountOf(work, row.personId),
      personId: row.personId,
      name: await holderName(work, { personId: row.personId, enterpriseId: null }),
    },
    holder: await holderOf(work, first, record, row.areaCode),
    ...(await precheckLimit(work, row, record)),
    facts: { channel: row.channel, isAssisted: row.helperId !== null },
  })
}

/** Everything that lacks is named at once; nothing is kept before nothing lacks. */
export const settleAll = async (
  work: ServicesWork,
  row: NamedApplication,
  record: ItemRecord,
  asked: {
    readonly handed: Handed
    readonly given: readonly GivenMaterial[]
    readonly later: readonly string[]
    readonly isPromised: boolean
    readonly channel: string
  },
) => {
  const settled = await settle(work, row, record, { ...asked, answers: asked.handed.values })
  const [first] = settled.missing
  if (first) {
    const onlyPromise = settled.missing.every(({ sources }) => sources.includes('declaration')) && !asked.isPromised
    throw work.refuse(
      onlyPromise ? 'promise-missing' : 'material-missing',
      { names: settled.missing.map(({ name }) => name).join('、'), keys: settled.missing.map(({ key }) => key) },
      onlyPromise ? 'promise' : `materials.${first.key}`,
    )
  }
  return settled
}

const visitsOf = (channel: string) => (channel === 'window' || channel === 'kiosk' ? 1 : 0)

/** Before the act: what materials and condition will want of owners of data; whoever may not hand it in asks nobody. */
const askForHandingIn = async (work: ServicesWork, id: string) => {
  const row = await store(work.db).find(id)
  if (row?.state !== 'draft' || row.personId !== subjectOf(work) || !isMine(work, row)) return
  const record = await recordOf(work, row)
  await askForMaterials(work, record, row)
  await askForCondition(work, record, row)
}

const submitNow = async (work: ServicesWork, { params, body }: Input<RouteOf<typeof services, 'submit'>>) => {
  const row = await store(work.db).lock(params.id)
  if (!row || row.personId !== subjectOf(work) || !isMine(work, row)) throw work.refuse('not-found')
  if (row.state !== 'draft') return { ...rowView(row, work.locale), queryCode: null }
  const record = await recordOf(work, row)
  if (body.promise && body.promise.version !== record.promise?.version)
    throw work.refuse('stale-version', { version: record.promise?.version ?? 0 }, 'promise.version')
  const handed = await work.use(forms).submit(row.formId, body.filled)
  const settled = await settleAll(work, row, record, {
    handed,
    given: body.materials ?? [],
    later: body.later ?? [],
    isPromised: body.promise !== undefined,
    channel: formChannel(work, row.channel),
  })
  const { verdict, missing } = await isItFor(work, record, row)
  const opened = await openMatter(work, row, record)
  const change = {
    number: opened.number,
    state: opened.state,
    submittedAt: work.now,
    materialsGiven: broughtOf(settled.rows),
    visits: visitsOf(row.channel),
    verdict,
    unknownFacts: missing,
    ...tallied(handed),
  }
  await store(work.db).set(row.id, change)
  await keepMaterials(work, row, settled.rows)
  await keepPromise(work, row, record, settled.promised)
  work.audit({
    object: `application:${row.id}`,
    area: row.areaCode,
    facts: { number: opened.number, item: record.code },
  })
  work.emit('submitted', { ...told(row), channel: row.channel, isAssisted: row.helperId !== null }, opened.topics)
  if (record.isInstant) work.enqueue('decide-at-once', { applicationId: row.id }, { key: row.id })
  return { ...rowView({ ...row, ...change }, work.locale), queryCode: opened.queryCode }
}

export const submit = answer(services, 'submit', submitNow, {
  ahead: (work, { params }) => askForHandingIn(work, params.id),
})
