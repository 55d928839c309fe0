/** Beginning an application: the form is started where forms are, filled as far as the person allows; each material says where it was found. */
import { catalogue } from '@liren/catalogue/contract'
import type { Input, RouteOf } from '@liren/contract'
import { forms } from '@liren/forms/contract'
import { answer } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import { services } from '../contract.ts'
import { inLanguage } from '../language.ts'
import { askForCondition, isItFor } from './is-it-for.ts'
import { askForMaterials, materialsFor } from './materials.ts'
import { rowView, type ServicesWork, subjectOf } from './standing.ts'
import { type NamedApplication, store } from './store.ts'
import { type ItemStored, itemStore } from './store-items.ts'

export type FormChannel = 'online' | 'window' | 'proxy' | 'paper' | 'kiosk'

/** How forms call the way it is filled in: a relative who helps is a proxy, staff who help are a window. */
export const formChannel = (work: ServicesWork, channel: string): FormChannel => {
  if (channel === 'kiosk') return 'kiosk'
  if (work.actor.onBehalfOf) return work.may('application.assist') ? 'window' : 'proxy'
  return channel === 'window' ? 'window' : 'online'
}

export const openItem = async (work: ServicesWork, code: string): Promise<ItemStored> => {
  const item = await itemStore(work.db).item(code)
  if (item?.state !== 'published') throw work.refuse('no-such-item')
  if (item.form === null) throw work.refuse('not-open')
  return item
}

/** The community it is handled in: the one named, else where the person lives. */
const communityOf = async (work: ServicesWork, asked: string | undefined, personId: string): Promise<string> => {
  const code = (asked ?? (await work.use(people).person(personId))?.areaCode ?? '').slice(0, 12)
  const area = code === '' ? null : await work.use(territory).area(code)
  if (area?.level !== 'community') throw work.refuse('no-such-community', {}, 'area')
  return code
}

export type Beginning = {
  readonly id: string
  readonly item: ItemStored
  readonly area: string | undefined
  readonly channel: string
  readonly enterpriseId: string | null
  readonly refused: readonly string[]
  readonly bundle: { readonly code: string; readonly id: string } | null
  /** Whom it is about, where nobody of theirs acts: a policy found them and they said yes. */
  readonly personId?: string
}

const startedOf = (work: ServicesWork, asked: Beginning, area: string, personId: string) => ({
  id: asked.id,
  code: asked.item.record.code,
  area,
  channel: formChannel(work, asked.channel),
  personId,
  enterpriseId: asked.enterpriseId,
  refused: asked.refused,
  holder: `services/application:${asked.id}`,
})

const mayActFor = async (work: ServicesWork, personId: string, enterpriseId: string | null) =>
  enterpriseId === null ||
  (await work.use(people).enterprisesOf(personId)).some(({ enterprise }) => enterprise.id === enterpriseId)

/** Before the act: what the form, the materials and the condition will want of owners of data, asked while nothing is held. */
export const askForBeginning = async (work: ServicesWork, asked: Beginning): Promise<void> => {
  const personId = asked.personId ?? subjectOf(work)
  if (!(await mayActFor(work, personId, asked.enterpriseId))) return
  const areaCode = await communityOf(work, asked.area, personId)
  const whose = { personId, enterpriseId: asked.enterpriseId, areaCode }
  await work.use(forms).askAhead(startedOf(work, asked, areaCode, personId))
  await askForMaterials(work, asked.item.record, whose)
  await askForCondition(work, asked.item.record, whose)
}

/** Begun twice under one id it is one application, and only ever its own person's. */
export const beginOne = async (work: ServicesWork, asked: Beginning): Promise<NamedApplication> => {
  const personId = asked.personId ?? subjectOf(work)
  const queries = store(work.db)
  const before = await queries.lock(asked.id)
  if (before) {
    if (before.personId !== personId || before.itemCode !== asked.item.code) throw work.refuse('id-taken', {}, 'id')
    return before
  }
  const { record } = asked.item
  if (!(await mayActFor(work, personId, asked.enterpriseId))) throw work.refuse('not-yours', {}, 'enterpriseId')
  const areaCode = await communityOf(work, asked.area, personId)
  await work.use(forms).start(startedOf(work, asked, areaCode, personId))
  const row = {
    id: asked.id,
    itemCode: asked.item.code,
    itemVersion: asked.item.version,
    number: null,
    state: 'draft',
    areaCode,
    personId,
    enterpriseId: asked.enterpriseId,
    accountId: work.actor.onBehalfOf ? null : work.actor.id,
    channel: asked.channel,
    channels: [asked.channel],
    helperId: work.actor.onBehalfOf ? work.actor.id : null,
    authorityId: work.actor.onBehalfOf?.authorityId ?? null,
    bundleCode: asked.bundle?.code ?? null,
    bundleId: asked.bundle?.id ?? null,
    formId: asked.id,
    typed: 0,
    prefilled: 0,
    confirmed: 0,
    materialsGiven: 0,
    visits: 0,
    step: -1,
    gaps: null,
    gapFields: [],
    wasCorrected: false,
    refusedConsents: [...asked.refused],
    consents: [],
    authorisedAt: asked.bundle ? work.now : null,
    handedTo: null,
    handedState: null,
    submittedAt: null,
    acceptedAt: null,
    decidedAt: null,
    finishedAt: null,
    pausedSince: null,
    pausedSeconds: 0,
    outcome: null,
    madeAt: work.now,
    verdict: 'none' as const,
    unknownFacts: [],
  }
  await queries.add(row)
  work.audit({ object: `application:${asked.id}`, area: areaCode, facts: { item: record.code } })
  return { ...row, itemName: record.name, itemNameEn: record.nameEn ?? null }
}

type BeginInput = Input<RouteOf<typeof services, 'begin'>>
const beginningOf = ({ body }: BeginInput, item: ItemStored): Beginning => ({
  id: body.id,
  item,
  area: body.area,
  channel: body.channel,
  enterpriseId: body.enterpriseId ?? null,
  refused: body.refused ?? [],
  bundle: null,
})

export const begin = answer(
  services,
  'begin',
  async (work, input) => {
    const { params, body } = input
    const item = await openItem(work, params.code)
    const row = await beginOne(work, beginningOf(input, item))
    const { record } = item
    const said = inLanguage(record, work.locale).promise
    const consents = await Promise.all(
      record.consents.map(async (purpose) => ({
        purpose,
        isGiven: await work.use(catalogue).consented(row.personId, purpose),
      })),
    )
    return {
      application: rowView(row, work.locale),
      materials: await materialsFor(work, record, row, {}, formChannel(work, body.channel)),
      ...(await isItFor(work, record, row)),
      promise: said ? { text: said.text, consequences: said.consequences, version: said.version } : null,
      consents,
    }
  },
  {
    ahead: async (work, input) => {
      await askForBeginning(work, beginningOf(input, await openItem(work, input.params.code)))
    },
  },
)

type BundleInput = Input<RouteOf<typeof services, 'beginBundle'>>
const partsOf = async (work: ServicesWork, { params, body }: BundleInput): Promise<readonly Beginning[]> => {
  const bundle = (await itemStore(work.db).bundles()).find(({ code }) => code === params.code)
  if (!bundle) throw work.refuse('not-found')
  const chosen = bundle.itemCodes.filter((code) => body.items.includes(code))
  if (chosen.length < body.items.length) throw work.refuse('no-such-item', {}, 'items')
  const parts: Beginning[] = []
  for (const [index, code] of chosen.entries()) {
    const item = await openItem(work, code)
    parts.push({
      id: partId(body.id, index),
      item,
      area: body.area,
      channel: body.channel,
      enterpriseId: body.enterpriseId ?? null,
      refused: body.isAuthorised
        ? []
        : sharedKeys((await work.use(forms).published(code, body.area))?.definition ?? item.form),
      bundle: { code: bundle.code, id: body.id },
    })
  }
  return parts
}

/** 一书授权 One authorisation for all: without it each is still begun, with nothing drawn from elsewhere. */
export const beginBundle = answer(
  services,
  'beginBundle',
  async (work, input) => {
    const rows: NamedApplication[] = []
    for (const part of await partsOf(work, input)) rows.push(await beginOne(work, part))
    return { items: rows.map((row) => rowView(row, work.locale)) }
  },
  {
    ahead: async (work, input) => {
      for (const part of await partsOf(work, input)) await askForBeginning(work, part)
    },
  },
)

/** Ids of the parts follow from the journey's, so that a journey begun twice is one. */
const partId = (id: string, index: number) =>
  `${id.slice(0, 24)}${(BigInt(`0x${id.slice(24)}`) ^ BigInt(index + 1)).toString(16).padStart(12, '0')}`

/** Keys of a form that come from departments. */
const sharedKeys = (form: unknown): readonly string[] => [
  ...new Set(
    [...JSON.stringify(form).matchAll(/"from":"((?:share|household\.(?:monthlyIncome|lowIncome))[^"]*)"/g)].map(
      ([, key = '']) => key,
    ),
  ),
]
