/** A community's administrator composes: which tools, in which order, by which names, for whom, from when; with everything before kept. */
import { dayOf } from '@liren/contract/day'
import { answer, ruleFault, switchable, switchModule as switchInKernel, uuidv7 } from '@liren/kernel'
import { boards, type Entry, launcher } from '../contract.ts'
import { audienceFacts } from '../facts.ts'
import { difference as differenceOf, type HomeOrder, type Offered, seenBy } from '../home.ts'
import { judgeWith } from './home.ts'
import type { LauncherWork } from './launcher-work.ts'
import { offHere, pictureOf } from './picture.ts'
import { shownTile } from './ready.ts'
import { type CompositionRow, store } from './store.ts'

const shown = ({ effectiveAt, madeAt, withdrawnAt, ...row }: CompositionRow) => ({
  ...row,
  entries: [...row.entries],
  effectiveAt: effectiveAt.toISOString(),
  madeAt: madeAt.toISOString(),
  withdrawnAt: withdrawnAt?.toISOString() ?? null,
})

/** Where a tool stands: code modules draw their own doors on the boards of those who work or trade. */
const boardsOf = ({ audience }: Offered) =>
  audience === null
    ? (['resident'] as const).slice()
    : boards.filter((board) => audience.some((one) => one.board === board))

export const composition = answer(launcher, 'composition', async (work, { params }) => {
  work.must('launcher.compose', { area: params.area })
  const tables = store(work.db)
  const [picture, planned, history, off] = await Promise.all([
    pictureOf(work, params.area),
    tables.planned(params.area, work.now),
    tables.history(params.area),
    offHere(work, params.area),
  ])
  // What has no door on a home page of residents is nothing to be put in order there.
  const tools = picture.tools.filter(
    ({ id, boards: has }) => has?.includes('resident') !== false && !off.some((name) => id === `native:${name}`),
  )
  return {
    current: picture.composition ? shown(picture.composition) : null,
    planned: planned.map(shown),
    history: history.map(shown),
    tools: tools.map((tool) =>
      shownTile(params.area, { ...tool, group: tool.group ?? null, isHidden: false, mandate: null }),
    ),
    boards: Object.fromEntries(tools.map((tool) => [tool.id, boardsOf(tool)])),
    mandates: [...picture.mandates],
    off: [...off],
    switchable: [...switchable(work)],
    titles: Object.fromEntries(switchable(work).map((module) => [module, work.words(`${module}.title`)])),
  }
})

/** Entries that make sense here: known tools, each once, rules that hold water, what is mandatory left in. */
const check = async (work: LauncherWork, area: string, entries: readonly Entry[]) => {
  const { tools, mandates } = await pictureOf(work, area)
  const known = new Set(tools.map(({ id }) => id))
  const seen = new Set<string>()
  for (const [index, entry] of entries.entries()) {
    if (!known.has(entry.id)) throw work.refuse('unknown-tool', { id: entry.id }, `entries.${index}.id`)
    if (seen.has(entry.id)) throw work.refuse('twice-there', { id: entry.id }, `entries.${index}.id`)
    seen.add(entry.id)
    const fault = entry.audience === undefined ? null : ruleFault(entry.audience, audienceFacts)
    if (fault) throw work.refuse('rule-unsound', { ...fault }, `entries.${index}.audience`)
    const isMandatory = mandates.some(({ tileId, kind }) => tileId === entry.id && kind === 'mandatory')
    if (isMandatory && (!entry.isShown || entry.audience))
      throw work.refuse('is-mandatory', { id: entry.id }, `entries.${index}.isShown`)
  }
}

const keep = async (
  work: LauncherWork,
  area: string,
  entries: readonly Entry[],
  more: { effectiveAt?: Date; note?: string | null; copiedFrom?: string },
) => {
  const row = await store(work.db).compose({
    id: uuidv7(),
    areaCode: area,
    entries: [...entries],
    effectiveAt: more.effectiveAt ?? work.now,
    madeAt: work.now,
    madeBy: work.actor.id,
    madeByName: work.actor.name,
    note: more.note ?? null,
    copiedFrom: more.copiedFrom ?? null,
  })
  work.audit({
    object: `composition:${area}`,
    area,
    facts: {
      version: row.version,
      tools: entries.filter(({ isShown }) => isShown).length,
      ...(more.copiedFrom ? { copiedFrom: more.copiedFrom } : {}),
    },
  })
  work.emit('composed', { areaCode: area, version: row.version, effectiveAt: row.effectiveAt.toISOString() }, [
    `area:${area}`,
  ])
  return shown(row)
}

export const compose = answer(launcher, 'compose', async (work, { params, body }) => {
  work.must('launcher.compose', { area: params.area })
  await check(work, params.area, body.entries)
  const effectiveAt =
    body.effectiveAt === undefined ? undefined : new Date(Math.max(Date.parse(body.effectiveAt), work.now.getTime()))
  return keep(work, params.area, body.entries, {
    ...(effectiveAt ? { effectiveAt } : {}),
    note: body.note?.trim() || null,
  })
})

/** Back to what was before: a new version with the old contents, so that nothing of the way is lost. */
export const undo = answer(launcher, 'undo', async (work, { params, body }) => {
  work.must('launcher.compose', { area: params.area })
  const tables = store(work.db)
  const current = await tables.current(params.area, work.now)
  if (!current) throw work.refuse('nothing-before')
  const target = body.version ?? (await tables.versionBefore(params.area, current.version))
  const before = target === 0 ? null : await tables.version(params.area, target)
  if (target !== 0 && !before) throw work.refuse('nothing-before')
  return keep(work, params.area, before?.entries ?? [], { note: null })
})

/** What has not counted yet is taken back; what counts already is only followed by another version. */
export const withdrawPlan = answer(launcher, 'withdrawPlan', async (work, { params }) => {
  work.must('launcher.compose', { area: params.area })
  const tables = store(work.db)
  const planned = await tables.version(params.area, params.version)
  if (!planned) throw work.refuse('not-found')
  if (planned.withdrawnAt === null) {
    if (planned.effectiveAt <= work.now) throw work.refuse('counts-already', { version: params.version })
    await tables.withdrawPlan(params.area, params.version, work.now)
    work.audit({ object: `composition:${params.area}`, area: params.area, facts: { withdrawn: params.version } })
  }
  return shown({ ...planned, withdrawnAt: planned.withdrawnAt ?? work.now })
})

/** What another community composed, as far as it can stand here. Tools this community does not use are left out; taking them up is the library's step. */
const copied = async (work: LauncherWork, area: string, from: string) => {
  work.must('launcher.compose', { area })
  const [theirs, mine] = await Promise.all([pictureOf(work, from), pictureOf(work, area)])
  if (!theirs.composition) throw work.refuse('not-found', {}, 'from')
  const known = new Set(mine.tools.map(({ id }) => id))
  const entries = theirs.composition.entries.filter(({ id }) => known.has(id))
  const seen = { theirs: theirs.composition.version, mine: mine.composition?.version ?? 0 }
  return { theirs, mine, known, entries, seen }
}

/** What stands in no composition is shown behind those that do. */
const whole = (entries: readonly Entry[], tools: readonly Offered[]): readonly Entry[] => {
  const known = new Set(tools.map(({ id }) => id))
  const placed = new Set(entries.map(({ id }) => id))
  const rest = tools.filter(({ id }) => !placed.has(id)).map(({ id }) => ({ id, isShown: true }))
  return [...entries.filter(({ id }) => known.has(id)), ...rest]
}

export const copyAhead = answer(launcher, 'copyAhead', async (work, { params, query }) => {
  const { theirs, mine, known, entries, seen } = await copied(work, params.area, query.from)
  return {
    seen,
    ...differenceOf(whole(mine.entries ?? [], mine.tools), whole(entries, mine.tools)),
    leftOut: (theirs.composition?.entries ?? [])
      .filter(({ id, isShown }) => isShown && !known.has(id))
      .map(({ id, name }) => ({ id, name: name ?? theirs.tools.find((one) => one.id === id)?.name ?? null })),
  }
})

export const copy = answer(launcher, 'copy', async (work, { params, body }) => {
  const { entries, seen } = await copied(work, params.area, body.from)
  // Whoever looked first gets what they saw, or hears that it is no longer that.
  if (body.seen && (body.seen.theirs !== seen.theirs || body.seen.mine !== seen.mine))
    throw work.refuse('changed-meanwhile', seen, 'seen')
  return keep(work, params.area, entries, { copiedFrom: body.from })
})

export const difference = answer(launcher, 'difference', async (work, { params, query }) => {
  work.must('launcher.compose', { area: params.area })
  const tables = store(work.db)
  const current = await tables.current(params.area, work.now)
  const other = query.other
    ? await tables.current(query.other, work.now)
    : await tables.version(
        params.area,
        query.version ?? (current ? await tables.versionBefore(params.area, current.version) : 0),
      )
  return differenceOf(other?.entries ?? [], current?.entries ?? [])
})

export const preview = answer(launcher, 'preview', async (work, { params, body }) => {
  work.must('launcher.compose', { area: params.area })
  if (body.entries) await check(work, params.area, body.entries)
  const [picture, off, order] = await Promise.all([
    pictureOf(work, params.area),
    offHere(work, params.area),
    work.setting<HomeOrder>('homeOrder', params.area),
  ])
  const board = body.board ?? 'resident'
  const facts = {
    isMember: true,
    isStaff: board === 'worker' || board === 'desk',
    roles: [board === 'worker' || board === 'desk' ? 'communityWorker' : board],
    areaCode: params.area,
    tags: [],
    capacities: [],
    ...body.persona,
  }
  const { seen, unsure } = seenBy(
    picture.tools.filter(({ id }) => !off.some((name) => id === `native:${name}`)),
    body.entries ?? picture.entries,
    picture.mandates,
    null,
    board,
    judgeWith(facts),
    order,
  )
  return {
    atMost: await work.setting<number>('tilesAtMost', params.area),
    tiles: seen.map((tile) => shownTile(params.area, tile)),
    unsure: [...unsure],
  }
})

export const switchModule = answer(launcher, 'switchModule', async (work, { params, body }) => {
  work.must('launcher.compose', { area: params.area })
  const [{ mandates }, off] = await Promise.all([pictureOf(work, params.area), offHere(work, params.area)])
  if (body.isOff && mandates.some(({ tileId, kind }) => tileId === `native:${params.module}` && kind === 'mandatory'))
    throw work.refuse('is-mandatory', { id: params.module })
  // The launcher and the way in stay, or nobody could switch anything on again.
  if (params.module === 'launcher') throw work.refuse('not-found')
  await switchInKernel(work, params.module, params.area, body.isOff)
  work.audit({ object: `module:${params.module}`, area: params.area, facts: { isOff: body.isOff } })
  if (!body.isOff) await store(work.db).noteSwitchedOn(`native:${params.module}`, params.area, dayOf(work.now))
  work.emit('switched', { areaCode: params.area, module: params.module, isOff: body.isOff }, [`area:${params.area}`])
  const now = new Set(off)
  if (body.isOff) now.add(params.module)
  else now.delete(params.module)
  return { off: [...now] }
})
