/** From a draft to a tool: checked, compared, tried in one community, decided by the keeper, signed by the library, withdrawn with notice. */
import { answer, configOf, secretsOf, uuidv7 } from '@liren/kernel'
import { refuseField } from '@liren/kernel/validation'
import { type Alike, toolLibrary } from '../contract.ts'
import { grows } from '../document/burden.ts'
import { compare, compareVersions, nextVersion } from '../document/compare.ts'
import type { ToolDocument } from '../document/document.ts'
import { readJson } from '../document/read.ts'
import { alikeFrom, alikeTo } from './alike.ts'
import { checkValue } from './check/check.ts'
import { play } from './check/play.ts'
import { digestOf } from './check/sign.ts'
import { edition, type LibraryWork } from './edition.ts'
import { followUpgrade } from './follow.ts'
import { layDown, tellInstalled } from './install.ts'
import { isLevel } from './levels.ts'
import { signAsLibrary } from './library-key.ts'
import { inNameOf, isNamed, makingUnit } from './maker.ts'
import { shownVersion } from './shown.ts'
import { burdenBeside, gapsOf, versionBefore } from './standing.ts'
import { findingStore } from './store-findings.ts'
import { makingStore } from './store-making.ts'
import { toolStore } from './store-tools.ts'
import { useStore } from './store-uses.ts'
import { tellDecided } from './tell-decided.ts'
import { tellUse } from './tell-use.ts'
import { beginTrial } from './trials.ts'

/** A document sent as JSON is read again from its own text, so that it meets the same reader as a file. */
const checked = (value: unknown) => {
  const read = readJson(new TextEncoder().encode(JSON.stringify(value ?? null)))
  return read.faults.length > 0 ? { isSound: false, faults: read.faults, document: null } : checkValue(read.value)
}

/** What the draft would become of a tool that is there already. */
const latestOf = async (work: LibraryWork, document: ToolDocument) => {
  const known = await toolStore(work.db).tool(document.id)
  const before = known && (await edition(work, known.id, known.latest))
  if (!before) return null
  const { proposed } = compare(before, document)
  return {
    version: before.version,
    step: proposed,
    next: nextVersion(before.version, proposed),
    keys: before.forms.flatMap(({ fields }) => fields.map(({ key }) => key)),
  }
}

/** Why there is this one beside those alike, as said for the version before; null where another one is alike now. */
const justifiedBefore = async (work: LibraryWork, document: ToolDocument, alike: readonly Alike[]) => {
  const [before] = (await toolStore(work.db).versions(document.id)).filter(({ review }) => review?.justification)
  const known = new Set(before?.review?.alike.map(({ id }) => id))
  const isSame = alike.filter(({ likeness }) => likeness >= alikeFrom).every(({ id }) => known.has(id))
  return isSame ? (before?.review?.justification ?? null) : null
}

export const check = answer(toolLibrary, 'check', async (work, { body }) => {
  const { isSound, faults, readable: document = null } = checked(body.document)
  const before = document && (await versionBefore(work, document))
  const gaps = document ? await gapsOf(work, document) : []
  const journeys = document ? play(document) : []
  const alike = document ? await alikeTo(work, document) : []
  const draftRow = body.draft ? await makingStore(work.db).draft(body.draft) : null
  // Counted only for whoever makes it, and only what is alike enough to ask why.
  if (draftRow && draftRow.ownerId === work.actor.id)
    await findingStore(work.db).note(
      draftRow.id,
      draftRow.areaCode,
      alike.filter((one) => one.likeness >= alikeFrom),
      work.now,
    )
  return {
    isSound,
    burden: document ? burdenBeside(before, document) : null,
    gaps: gaps.map(({ key, label, schema }) => ({ key, label, type: schema.type })),
    latest: document ? await latestOf(work, document) : null,
    faults: faults.slice(0, 100).map((one) => ({ ...one })),
    alike: [...alike],
    justifiedBefore: document ? await justifiedBefore(work, document, alike) : null,
    journeys: journeys.map(({ title, isFine, points, steps }) => ({
      title,
      isFine,
      points,
      steps: steps.map((step) => ({ ...step })),
    })),
  }
})

const idIn = (document: unknown) => {
  const id = (document as { id?: unknown } | null)?.id
  return typeof id === 'string' ? id : ''
}

const nameIn = (document: unknown) => {
  const name = (document as { name?: { 'zh-CN'?: unknown; en?: unknown } } | null)?.name
  const text = (value: unknown) => (typeof value === 'string' && value ? value.slice(0, 60) : '—')
  return { 'zh-CN': text(name?.['zh-CN']), en: text(name?.en) }
}

export const drafts = answer(toolLibrary, 'drafts', async (work, { query }) => {
  const limit = query.limit ?? 20
  const rows = await makingStore(work.db).drafts(work.actor.id ?? '', query.after ?? null, limit + 1)
  const items = rows.slice(0, limit)
  return {
    items: items.map(({ id, areaCode, document, changedAt, state }) => ({
      id,
      areaCode,
      state,
      name: nameIn(document),
      changedAt: changedAt.toISOString(),
    })),
    next: rows.length > limit ? (items.at(-1)?.changedAt.toISOString() ?? null) : null,
  }
})

const mine = async (work: LibraryWork, id: string) => {
  const found = await makingStore(work.db).draft(id)
  if (!found || found.ownerId !== work.actor.id) throw work.refuse('not-found')
  return found
}

export const draft = answer(toolLibrary, 'draft', async (work, { params }) => {
  const { id, areaCode, unitId, document, changedAt } = await mine(work, params.id)
  return { id, areaCode, unitId, name: nameIn(document), document, changedAt: changedAt.toISOString() }
})

export const keepDraft = answer(toolLibrary, 'keepDraft', async (work, { params, body }) => {
  work.must('tool.make', { area: body.area })
  const read = readJson(new TextEncoder().encode(JSON.stringify(body.document ?? null)))
  const [fault] = read.faults
  if (fault) throw work.refuse('document-unsound', { faults: read.faults }, fault.path || 'document')
  const unit = body.unitId ? await makingUnit(work, body.unitId) : null
  const isKept = await makingStore(work.db).keepDraft({
    id: params.id,
    ownerId: work.actor.id ?? '',
    areaCode: body.area,
    unitId: unit?.id ?? null,
    // What it begins as bears the unit's name from the first page on.
    document: unit && isNamed(read.value) ? inNameOf(read.value, unit, null) : read.value,
    changedAt: work.now,
  })
  if (!isKept) throw work.refuse('not-found')
  return { id: params.id, changedAt: work.now.toISOString() }
})

export const dropDraft = answer(toolLibrary, 'dropDraft', async (work, { params }) => {
  await mine(work, params.id)
  await makingStore(work.db).dropDraft(params.id, work.actor.id ?? '')
})

export const fork = answer(toolLibrary, 'fork', async (work, { params, body }) => {
  work.must('tool.make', { area: body.area })
  const tool = await toolStore(work.db).tool(params.id)
  const document = tool && (await edition(work, tool.id, tool.latest))
  const row = tool && (await toolStore(work.db).version(tool.id, tool.latest))
  if (!tool || !document || !row) throw work.refuse('not-found')
  if (await toolStore(work.db).tool(body.newId)) throw refuseField('newId', 'unique')
  const { publisher } = document.provider
  const unit = body.unitId ? await makingUnit(work, body.unitId) : null
  const copy: ToolDocument = {
    ...(unit
      ? inNameOf(document, unit, null)
      : { ...document, provider: { ...document.provider, publisher: `a${body.area}` } }),
    id: body.newId,
    version: '1.0.0',
    lineage: { forkOf: { id: document.id, version: document.version, publisher, digest: row.digest } },
  }
  const draftId = uuidv7()
  await makingStore(work.db).keepDraft({
    id: draftId,
    ownerId: work.actor.id ?? '',
    areaCode: body.area,
    unitId: unit?.id ?? null,
    document: copy,
    changedAt: work.now,
  })
  return { draftId }
})

export const revise = answer(toolLibrary, 'revise', async (work, { params, body }) => {
  work.must('tool.make', { area: body.area })
  const tool = await toolStore(work.db).tool(params.id)
  const document = tool && (await edition(work, tool.id, tool.latest))
  if (!tool || !document) throw work.refuse('not-found')
  // Its next version is made where it was made: in its community, or by people of its unit.
  if (tool.homeUnitId) await makingUnit(work, tool.homeUnitId)
  else if (tool.homeArea !== body.area) throw work.refuse('own-work', { publisher: tool.publisher })
  const draftId = uuidv7()
  await makingStore(work.db).keepDraft({
    id: draftId,
    ownerId: work.actor.id ?? '',
    areaCode: body.area,
    unitId: tool.homeUnitId,
    document: { ...document, version: nextVersion(document.version, 'patch') },
    changedAt: work.now,
  })
  return { draftId }
})

export const submit = answer(toolLibrary, 'submit', async (work, { params, body }) => {
  const found = await mine(work, params.id)
  work.must('tool.make', { area: found.areaCode })
  // It is tried in one community, never in a street or a district at once.
  const trialArea = body.trialArea ?? found.areaCode
  if (isLevel(trialArea) || trialArea.length !== 12)
    throw refuseField('trialArea', body.trialArea === undefined ? 'required' : 'pattern')
  const known = await toolStore(work.db).tool(idIn(found.document))
  if (known && (known.homeUnitId ? known.homeUnitId !== found.unitId : known.homeArea !== found.areaCode))
    throw work.refuse('own-work', { publisher: known.publisher })
  const unit = found.unitId ? await makingUnit(work, found.unitId) : null
  const { faults, document } = checked(
    unit && isNamed(found.document) ? inNameOf(found.document, unit, known?.publisher ?? null) : found.document,
  )
  if (!document)
    throw work.refuse(
      'document-unsound',
      { faults: faults.filter(({ level }) => level === 'refuse').slice(0, 20) },
      faults[0]?.path ?? 'document',
    )
  if (document.kind === 'native')
    throw work.refuse('document-unsound', { faults: [{ path: '/kind', code: 'kind', reason: 'native' }] }, '/kind')
  const journeys = play(document)
  const failing = journeys.filter(({ isFine }) => !isFine)
  if (failing.length > 0 || (document.kind === 'declared' && journeys.length === 0))
    throw work.refuse('journey-fails', { journeys: failing.map(({ title }) => title) }, 'examples')
  if (!body.needId || !(await makingStore(work.db).need(body.needId, null)))
    throw work.refuse('need-missing', {}, 'needId')
  const alike = await alikeTo(work, document)
  const isAlike = alike.some((one) => one.likeness >= alikeFrom)
  // What was said of the same neighbours for the version before still holds.
  const said = isAlike && !body.justification?.trim() ? await justifiedBefore(work, document, alike) : null
  const justification = body.justification?.trim() || said
  if (isAlike && !justification)
    throw work.refuse(
      'justification-missing',
      { alike: alike.map(({ id, likeness }) => ({ id, likeness })) },
      'justification',
    )
  const store = toolStore(work.db)
  const before = known && (await edition(work, known.id, known.latest))
  if (before) {
    if (compareVersions(document.version, before.version) <= 0)
      throw work.refuse('version-older', { latest: before.version }, 'version')
    const difference = compare(before, document)
    if (!difference.isEnough)
      throw work.refuse('version-step', { proposed: difference.proposed, declared: difference.declared }, 'version')
  }
  const gaps = await gapsOf(work, document)
  if (gaps.length > 0) throw work.refuse('standard-gap', { fields: gaps.map(({ key }) => key) }, 'lineage.mapping')
  const burden = burdenBeside(before, document)
  const burdenReason = body.burdenReason?.trim() || null
  if (burden.change && grows(burden.change) && !burdenReason)
    throw work.refuse('burden-grows', { ...burden.change }, 'burdenReason')
  if (isAlike)
    await store.noteAlike(
      alike.map((one) => ({
        id: uuidv7(),
        toolId: document.id,
        alikeId: one.id,
        likeness: one.likeness,
        justification,
        outcome: 'justified',
        at: work.now,
      })),
    )
  await findingStore(work.db).forget(params.id)
  // Whoever answers for that community has said yes by choosing it; anybody else asks, and until then nobody meets it.
  const isAgreed = work.may('tool.use', { area: trialArea })
  await layDown(work, document, {
    state: isAgreed ? 'trial' : 'submitted',
    digest: digestOf(document),
    signature: null,
    homeArea: unit ? null : found.areaCode,
    homeUnitId: unit?.id ?? null,
    trialUntil: body.trialUntil,
    trialArea,
    exitCriteria: body.exitCriteria,
    needId: body.needId,
    review: {
      faults: faults.map((one) => ({ ...one })),
      journeys: journeys.map(({ title, isFine }) => ({ title, isFine })),
      alike: alike.map((one) => ({ ...one, because: [...one.because] })),
      justification,
      burden: { ...burden, reason: burdenReason },
      decidedAt: null,
      reason: null,
    },
  })
  if (isAgreed) await beginTrial(work, document.id, document.version, trialArea, body.trialUntil)
  work.emit('submitted', { toolId: document.id, version: document.version, askedOf: isAgreed ? null : trialArea })
  const row = await store.version(document.id, document.version)
  if (!row) throw new Error('a version just written is not there')
  return shownVersion(row)
})

export const reviews = answer(toolLibrary, 'reviews', async (work, { query }) => {
  const limit = query.limit ?? 30
  const rows = await toolStore(work.db).waiting(query.after ?? null, limit + 1)
  const items = rows.slice(0, limit)
  return {
    items: items.map((row) => ({
      ...shownVersion(row),
      name: row.head.name,
      unit: row.head.unit,
      trial: { ...row.trial, ...row.said },
    })),
    next: rows.length > limit ? (items.at(-1)?.installedAt.toISOString() ?? null) : null,
  }
})

const inReview = async (work: LibraryWork, id: string, version: string, states: readonly string[]) => {
  const store = toolStore(work.db)
  const tool = await store.lockTool(id)
  const row = tool && (await store.version(id, version))
  const document = row && (await edition(work, id, version))
  if (!tool || !row || !document) throw work.refuse('not-found')
  if (!states.includes(row.state)) throw work.refuse('wrong-review-state', { state: row.state })
  return { store, tool, row, document }
}

const again = async (store: ReturnType<typeof toolStore>, id: string, version: string) => {
  const row = await store.version(id, version)
  if (!row) throw new Error('a version just written is not there')
  return shownVersion(row)
}

/** What was tried and not taken is left again: the community goes on with the version before, or with none. */
const backFromTrial = async (work: LibraryWork, id: string, tried: string, area: string, latest: string) => {
  const uses = useStore(work.db)
  if ((await uses.lockUse(id, area))?.version !== tried) return
  if (latest === tried) await uses.setOn(id, area, false, null)
  else
    await uses.keep({
      ...{ toolId: id, areaCode: area, mode: 'cite', version: latest },
      ...{ untilOn: null, unitId: null, at: work.now, by: work.actor.id },
    })
  await tellUse(work, id, area)
}

export const decide = answer(toolLibrary, 'decide', async (work, { params, body }) => {
  const { store, tool, row, document } = await inReview(work, params.id, params.version, ['submitted', 'trial'])
  if (row.installedBy !== null && row.installedBy === work.actor.id)
    throw work.refuse('own-work', { publisher: tool.publisher })
  // What nobody tried, alone or in a trial group, does not go live; a new version of what is in use was tried long since.
  if (body.isPublished && !(await store.wasTried(params.id))) throw work.refuse('no-pilot')
  const review = {
    ...(row.review ?? { faults: [], journeys: [], alike: [], justification: null }),
    ...(body.isReached === undefined ? {} : { isReached: body.isReached }),
    decidedAt: work.now.toISOString(),
    reason: body.reason,
  }
  // What came signed from outside keeps the name of whoever signed it.
  const signature =
    body.isPublished && !row.signature
      ? signAsLibrary(secretsOf(work), configOf(work).schema, document, row.digest)
      : null
  await store.settle(
    params.id,
    params.version,
    body.isPublished ? 'published' : 'refused',
    review,
    signature?.signature ?? null,
  )
  if (body.isPublished) {
    await store.keepTool(document, 'published', { area: tool.homeArea, unitId: tool.homeUnitId }, work.now)
    if (signature) await store.trust(signature.key, work.now, work.actor.id)
    work.emit('published', { toolId: params.id, version: params.version })
    tellInstalled(work, document, true)
    // Where it was made it stays; a community that lent itself for the trial decides about it like any other.
    if (tool.homeArea && !isLevel(tool.homeArea)) {
      await useStore(work.db).keep({
        toolId: params.id,
        areaCode: tool.homeArea,
        mode: 'cite',
        version: params.version,
        untilOn: null,
        unitId: null,
        at: work.now,
        by: work.actor.id,
      })
      await tellUse(work, params.id, tool.homeArea)
    }
    await useStore(work.db).countCitations(params.id)
    await followUpgrade(work, document)
  } else {
    if (tool.latest === params.version) await store.setState(params.id, 'refused', params.version, work.now)
    const triedIn = row.trialArea ?? tool.homeArea
    if (triedIn) await backFromTrial(work, params.id, params.version, triedIn, tool.latest)
  }
  await tellDecided(
    work,
    { toolId: params.id, version: params.version, head: tool.head, to: row.installedBy },
    { isPublished: body.isPublished, reason: body.reason },
  )
  work.audit({ object: `tool:${params.id}`, facts: { version: params.version, isPublished: body.isPublished } })
  return again(store, params.id, params.version)
})

/** Nothing is taken from under anybody: whoever uses it is told, goes on with it, and nobody new begins. */
export const withdraw = answer(toolLibrary, 'withdraw', async (work, { params, body }) => {
  const { store, tool, row } = await inReview(work, params.id, params.version, ['published', 'trial'])
  await store.settle(
    params.id,
    params.version,
    'withdrawn',
    row.review ? { ...row.review, reason: body.because, decidedAt: work.now.toISOString() } : null,
    null,
  )
  const others = (await store.versions(params.id)).filter(
    ({ version, state }) => version !== params.version && state === 'published',
  )
  if (tool.latest === params.version)
    await store.setState(
      params.id,
      others[0] ? 'published' : 'withdrawn',
      others[0]?.version ?? params.version,
      work.now,
    )
  const users = await useStore(work.db).usersOf(params.id)
  work.emit('withdrawn', {
    toolId: params.id,
    version: params.version,
    because: body.because,
    isGone: tool.latest === params.version && !others[0],
    areaCodes: users.filter(({ version }) => version === params.version).map(({ areaCode }) => areaCode),
  })
  work.audit({ object: `tool:${params.id}`, facts: { version: params.version, because: body.because } })
  return again(store, params.id, params.version)
})
