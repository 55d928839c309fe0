/** Materials of one application: where each is found already, what somebody must still do, and what was given. */
import { createHash } from 'node:crypto'
import { catalogue, type Subject } from '@liren/catalogue/contract'
import { files } from '@liren/files/contract'
import { uuidv7 } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import type { ItemRecord, Material, Source } from '../item.ts'
import { twinOf } from '../language.ts'
import type { MaterialState } from '../views.ts'
import { type Answers, holds } from './holds.ts'
import { lookReason } from './is-it-for.ts'
import { dayOf } from './items.ts'
import type { ServicesWork } from './standing.ts'
import { type MaterialStored, type NamedApplication, store } from './store.ts'
import { type LicenceStored, proofStore } from './store-proofs.ts'

type Whose = { readonly personId: string; readonly enterpriseId: string | null }
export type GivenMaterial = {
  readonly key: string
  readonly source: Source
  readonly files?: readonly string[]
  readonly licenceId?: string
  /** Version of the text that was signed. */
  readonly textVersion?: number
}
type Told = { readonly value: unknown; readonly source: string }
type Places = { readonly licences: readonly LicenceStored[]; readonly data: ReadonlyMap<string, Told> }

/** Is it asked for, as far as the answers say? What is not known yet is shown as depending. */
export const isDue = (material: Material, answers: Answers, channel: string): boolean | 'unknown' =>
  material.when === undefined || holds(material.when, answers, channel)

export const isValid = (licence: LicenceStored, today: string) =>
  licence.status === 'valid' && (licence.validUntil === null || licence.validUntil >= today)

/** Does what a department told stand for the paper? That somebody has nothing (低保 `none`) proves it only where the item says so. */
const proves = ({ accepts }: Material, key: string, value: unknown): boolean => {
  const accepted = accepts?.[key]
  if (accepted) return accepted.includes(String(value))
  return value !== false && value !== 'none' && value !== '' && !(Array.isArray(value) && value.length === 0)
}

/** What would prove a material by this field; of a field without words of its own, that it is so. */
const acceptedFor = (record: ItemRecord, key: string): readonly unknown[] => {
  const named = record.materials.flatMap(({ accepts }) => accepts?.[key] ?? [])
  return named.length > 0 ? [...new Set(named)] : [true]
}

/** What is looked up for the materials of an item, and about whom. */
const lookedUp = (work: ServicesWork, record: ItemRecord, whose: Whose) => {
  const keys = [
    ...new Set(record.materials.flatMap(({ checks = [], whileSame = {} }) => [...checks, ...Object.values(whileSame)])),
  ]
  const reason = lookReason(work, record)
  const isOfFirm = (key: string) => key.startsWith('enterprise.')
  const subjects: readonly (readonly [Subject, readonly string[]])[] = [
    [{ kind: 'person', id: whose.personId }, keys.filter((key) => !isOfFirm(key))],
    ...(whose.enterpriseId
      ? [[{ kind: 'enterprise', id: whose.enterpriseId } as const, keys.filter(isOfFirm)] as const]
      : []),
  ]
  return { why: { purpose: 'service', reason } as const, subjects: subjects.filter(([, asked]) => asked.length > 0) }
}

/** Before the act: owners of data are asked for what the materials of an item are looked up by. */
export const askForMaterials = async (work: ServicesWork, record: ItemRecord, whose: Whose): Promise<void> => {
  const { why, subjects } = lookedUp(work, record, whose)
  for (const [subject, asked] of subjects)
    await work.use(catalogue).askOwners(subject, asked, why, (key) => acceptedFor(record, key))
}

/** Looks where the item says a material may be found. Every value looked at leaves its footprint at `catalogue`. */
const look = async (work: ServicesWork, record: ItemRecord, whose: Whose): Promise<Places> => {
  const licences = await proofStore(work.db).licencesOf(whose.personId, whose.enterpriseId)
  const { why, subjects } = lookedUp(work, record, whose)
  const data = new Map<string, Told>()
  for (const [subject, asked] of subjects) {
    const values = await work.use(catalogue).values(subject, asked, why)
    for (const one of values)
      if (one.value !== null && one.withheld === null) data.set(one.key, { value: one.value, source: one.source ?? '' })
    // 核验 Its owner hands nothing over, but says whether what the item accepts is so.
    const claims = values.flatMap(({ key, withheld }) =>
      withheld === 'verifyOnly' ? acceptedFor(record, key).map((value) => ({ key, value })) : [],
    )
    for (const claim of claims) {
      if (data.has(claim.key)) continue
      const [said] = await work.use(catalogue).verify(subject, [claim], why)
      if (said?.answer === 'yes') data.set(claim.key, { value: claim.value, source: said.source ?? '' })
    }
  }
  return { licences, data }
}

/** Somebody may speak of another home than the one they live in; what is known of this one proves nothing of that. */
const isAboutSame = ({ whileSame = {} }: Material, places: Places, answers: Answers) =>
  Object.entries(whileSame).every(([field, key]) => {
    const told = places.data.get(key)
    return answers[field] === undefined || (told !== undefined && String(told.value) === String(answers[field]))
  })

const placeOf = (material: Material, places: Places, today: string, answers: Answers) => {
  for (const source of material.sources) {
    if (source === 'licence') {
      const licence = places.licences.find((one) => one.typeCode === material.licence && isValid(one, today))
      if (licence) return { source, licence, found: `${licence.typeName} ${licence.numberMasked}` } as const
    }
    if (source === 'data' && isAboutSame(material, places, answers)) {
      const told = material.checks
        ?.map((key) => ({ key, told: places.data.get(key) }))
        .find(({ key, told }) => told && proves(material, key, told.value))?.told
      if (told) return { source, licence: null, found: told.source } as const
    }
  }
  return null
}

const textFor = (work: ServicesWork, { text }: Material): MaterialState['text'] =>
  text ? { version: text.version, text: work.locale === 'en' ? text.en : text.zh } : null

/** Signed is what bears a signature under the text as it stands; jointly signed, what the others signed too. */
const signedBy = (work: ServicesWork, material: Material, given: GivenMaterial) => {
  const { text } = material
  if ((given.files?.length ?? 0) < (material.isJoint ? 2 : 1))
    throw work.refuse('signature-missing', { name: material.name }, `materials.${material.key}`)
  if (text && given.textVersion !== text.version)
    throw work.refuse('stale-version', { version: text.version }, `materials.${material.key}`)
  return {
    source: 'esign' as const,
    fileIds: [...(given.files ?? [])],
    textVersion: text?.version ?? null,
    textSha256: text ? createHash('sha256').update(text.zh).digest('hex') : null,
  }
}

const ways = (material: Material): Source[] => [...new Set<Source>([...material.sources, 'upload'])]

/** Before submission: what is here, and what somebody must still do. */
export const materialsFor = async (
  work: ServicesWork,
  record: ItemRecord,
  whose: Whose,
  answers: Answers,
  channel: string,
): Promise<MaterialState[]> => {
  const places = await look(work, record, whose)
  const today = dayOf(work.now)
  return record.materials
    .filter((material) => isDue(material, answers, channel) === true)
    .map((material): MaterialState => {
      const place = placeOf(material, places, today, answers)
      return {
        key: material.key,
        name: twinOf(record, work.locale, material.name),
        source: place?.source ?? null,
        sources: ways(material),
        mayFollow: material.mayFollow ?? false,
        isLater: false,
        dueOn: null,
        found: place?.found ?? null,
        licenceId: place?.licence?.id ?? null,
        files: [],
        text: textFor(work, material),
        isJoint: material.isJoint ?? false,
        signedVersion: null,
      }
    })
}

type Settled = {
  readonly rows: readonly MaterialStored[]
  readonly missing: readonly Material[]
  readonly promised: readonly string[]
}

/** What was given, put beside what is here; nothing is kept yet. */
export const settle = async (
  work: ServicesWork,
  row: Pick<NamedApplication, 'id' | 'personId' | 'enterpriseId'>,
  record: ItemRecord,
  asked: {
    readonly answers: Answers
    readonly channel: string
    readonly given: readonly GivenMaterial[]
    readonly later: readonly string[]
    readonly isPromised: boolean
  },
): Promise<Settled> => {
  const places = await look(work, record, row)
  const today = dayOf(work.now)
  const dueOn = dayOf(
    await work
      .use(matters)
      .dueAfter(work.now, { amount: await work.setting<number>('laterWorkDays'), unit: 'workDays' }),
  )
  const known = new Set(record.materials.map(({ key }) => key))
  for (const { key } of asked.given) if (!known.has(key)) throw work.refuse('material-unknown', { key }, 'materials')
  const rows: MaterialStored[] = []
  const missing: Material[] = []
  const promised: string[] = []
  for (const material of record.materials) {
    if (isDue(material, asked.answers, asked.channel) !== true) continue
    const given = asked.given.find(({ key }) => key === material.key)
    const place = placeOf(material, places, today, asked.answers)
    const base = {
      applicationId: row.id,
      key: material.key,
      name: material.name,
      fileIds: [],
      licenceId: null,
      isLater: false,
      dueOn: null,
      givenAt: work.now,
      textVersion: null,
      textSha256: null,
    }
    if (given && !ways(material).includes(given.source))
      throw work.refuse('source-not-allowed', { key: material.key }, 'materials')
    if (given?.source === 'upload' && (given.files?.length ?? 0) > 0)
      rows.push({ ...base, source: 'upload', fileIds: [...(given.files ?? [])] })
    else if (given?.source === 'declaration' && asked.isPromised) {
      rows.push({ ...base, source: 'declaration' })
      promised.push(material.name)
    } else if (given?.source === 'esign') rows.push({ ...base, ...signedBy(work, material, given) })
    else if (given && (given.source === 'licence' || given.source === 'data') && place?.source !== given.source)
      throw work.refuse('no-licence', { key: material.key }, 'materials')
    else if (place) rows.push({ ...base, source: place.source, licenceId: place.licence?.id ?? null })
    else if (asked.later.includes(material.key) && material.mayFollow)
      rows.push({ ...base, source: null, isLater: true, dueOn, givenAt: null })
    else missing.push(material)
  }
  return { rows, missing, promised }
}

/** Keeps what was settled: files are taken hold of, every licence used says for what. */
export const keepMaterials = async (
  work: ServicesWork,
  row: Pick<NamedApplication, 'id' | 'itemName'>,
  rows: readonly MaterialStored[],
) => {
  const uploads = rows.flatMap(({ fileIds }) => fileIds)
  if (uploads.length > 0) await work.use(files).claim(uploads, { module: 'services', object: `application:${row.id}` })
  for (const material of rows) {
    await store(work.db).setMaterial(material)
    if (material.licenceId === null) continue
    const purpose = work.words('services.screen.usedFor', { item: row.itemName })
    await proofStore(work.db).noteUse({
      id: uuidv7(),
      licenceId: material.licenceId,
      at: work.now,
      purpose,
      byId: work.actor.id,
      byName: work.actor.name,
      applicationId: row.id,
    })
    work.emit('licence-used', { licenceId: material.licenceId, purpose })
  }
}

/** Papers somebody had to bring, counted as the baseline counts them. */
export const broughtOf = (rows: readonly Pick<MaterialStored, 'source' | 'fileIds'>[]) =>
  rows.filter(({ source, fileIds }) => source === 'upload' || (source === 'esign' && fileIds.length > 1)).length

/** After submission, as they stand. What is on the papers is a private matter: others see them with the answers, for a reason. */
export const givenViews = async (
  work: ServicesWork,
  record: ItemRecord,
  rows: readonly MaterialStored[],
  isShown: boolean,
): Promise<MaterialState[]> => {
  const seen = isShown ? rows.flatMap(({ fileIds }) => fileIds) : []
  const views = new Map((await work.use(files).view(seen)).map((one) => [one.id, one]))
  return rows.map((row) => {
    const material = record.materials.find(({ key }) => key === row.key)
    return {
      key: row.key,
      name: twinOf(record, work.locale, row.name),
      source: row.source,
      sources: material ? ways(material) : ['upload'],
      mayFollow: material?.mayFollow ?? false,
      isLater: row.isLater,
      dueOn: row.dueOn,
      found: null,
      licenceId: row.licenceId,
      files: row.fileIds.flatMap((id) => views.get(id) ?? []),
      text: material ? textFor(work, material) : null,
      isJoint: material?.isJoint ?? false,
      signedVersion: row.textVersion,
    }
  })
}
