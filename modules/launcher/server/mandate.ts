/** The district recommends, or makes a short list due everywhere below it: always with who says so and why, and to be seen by all. */
import { Type } from '@liren/contract'
import { dayOf } from '@liren/contract/day'
import { answer, hear, isWithin, job, offWithin, switchable, switchModule, uuidv7, withDoors } from '@liren/kernel'
import { launcher } from '../contract.ts'
import type { LauncherWork } from './launcher-work.ts'
import { pictureOf } from './picture.ts'
import { store } from './store.ts'

/** More than these would be composing in place of the communities. */
const mandatoryAtMost = 3

type Demanded = { readonly areaCode: string; readonly tileId: string; readonly kind: string }

/** What is due is there: a feature that was switched off is on while the demand stands. */
const switchOn = async (work: LauncherWork, module: string, areaCode: string) => {
  for (const off of await offWithin(work, module, areaCode)) {
    await switchModule(work, module, off, false)
    await store(work.db).keepSwitchedOn(module, off, areaCode)
    work.emit('switched', { areaCode: off, module, isOff: false }, [`area:${off}`])
  }
}

/** With the demand a feature is off again where it was, unless another demand stands there. */
const switchBack = async (work: LauncherWork, module: string, areaCode: string) => {
  const tables = store(work.db)
  for (const was of await tables.switchedOn(module, areaCode)) {
    const still = (await tables.mandates(was, dayOf(work.now))).find(
      ({ tileId, kind }) => kind === 'mandatory' && tileId === `native:${module}`,
    )
    if (still) {
      await tables.keepSwitchedOn(module, was, still.areaCode)
      continue
    }
    await switchModule(work, module, was, true)
    await tables.dropSwitchedOn(module, was)
    work.emit('switched', { areaCode: was, module, isOff: true }, [`area:${was}`])
  }
}

/** Says what is demanded now: until the last of the demands that stand for it ends, or that none stands any longer. */
const tellStanding = async (work: LauncherWork, { areaCode, tileId, kind }: Demanded) => {
  const standing = await store(work.db).standing(tileId, kind, areaCode, dayOf(work.now))
  const [one] = standing
  if (one) work.emit('mandated', { areaCode, tileId, kind, ...one })
  else work.emit('mandate-ended', { areaCode, tileId, kind })
  const module = tileId.startsWith('native:') ? tileId.slice('native:'.length) : null
  if (module && kind === 'mandatory' && switchable(work).includes(module))
    await (one ? switchOn(work, module, areaCode) : switchBack(work, module, areaCode))
}

export const mandates = answer(launcher, 'mandates', async (work, { query }) => ({
  items: (await store(work.db).mandates(query.area, dayOf(work.now), query.below)).map(({ sinceAt, ...one }) => ({
    ...one,
    since: sinceAt.toISOString(),
  })),
}))

export const tiles = answer(launcher, 'tiles', async (work) => ({
  items: [
    ...withDoors(work, 'resident')
      .filter((module) => module !== 'launcher')
      .map((module) => ({ id: `native:${module}`, name: null })),
    ...(await store(work.db).names()),
  ],
}))

export const mandate = answer(launcher, 'mandate', async (work, { body }) => {
  work.must('launcher.mandate', { area: body.area })
  if (!body.tileId.startsWith('native:') && !(await store(work.db).isTool(body.tileId)))
    throw work.refuse('unknown-tool', {}, 'tileId')
  if (
    body.tileId.startsWith('native:') &&
    !(await pictureOf(work, body.area)).tools.some(({ id }) => id === body.tileId)
  )
    throw work.refuse('unknown-tool', {}, 'tileId')
  const tables = store(work.db)
  const standing = (await tables.mandates(body.area, dayOf(work.now), true)).filter(({ kind }) => kind === 'mandatory')
  // In no place inside it may more be due than that, whichever levels demand it; a demand prolonged is one tile all the while.
  const fullest = [body.area, ...standing.map(({ areaCode }) => areaCode)]
    .filter((area) => isWithin(area, body.area))
    .map((area) => new Set(standing.filter((one) => isWithin(area, one.areaCode)).map(({ tileId }) => tileId)))
  if (body.kind === 'mandatory' && fullest.some((due) => due.add(body.tileId).size > mandatoryAtMost))
    throw work.refuse('too-many-mandates', { atMost: mandatoryAtMost })
  const row = {
    id: uuidv7(),
    areaCode: body.area,
    tileId: body.tileId,
    kind: body.kind,
    issuer: body.issuer.trim(),
    reason: body.reason.trim(),
    untilOn: body.untilOn ?? null,
  }
  await tables.keepMandate({ ...row, at: work.now, by: work.actor.id })
  work.audit({ object: `tile:${body.tileId}`, area: body.area, facts: { kind: body.kind, issuer: row.issuer } })
  await tellStanding(work, row)
  return { ...row, since: work.now.toISOString() }
})

export const endMandate = answer(launcher, 'endMandate', async (work, { params }) => {
  const tables = store(work.db)
  const found = await tables.mandateById(params.id)
  if (!found || !work.may('launcher.mandate', { area: found.areaCode })) throw work.refuse('not-found')
  await tables.dropMandate(params.id)
  await tellStanding(work, found)
  work.audit({ object: `mandate:${params.id}`, area: found.areaCode })
})

/** Every night: what was demanded until yesterday ends as if somebody had ended it. */
export const endOverdue = job(launcher, 'end-overdue', { cron: '5 0 * * *', retryLimit: 2 }, async (work) => {
  const over = await store(work.db).dropOverdue(dayOf(work.now))
  const told = new Map(over.map((one) => [`${one.areaCode} ${one.kind} ${one.tileId}`, one]))
  for (const one of told.values()) await tellStanding(work, one)
})

/** Made due before it was published, it is due from its publication. */
export const demandPublished = hear(
  launcher,
  'tool-library/published',
  Type.Object({ toolId: Type.String() }),
  'demand-published',
  async (work, { toolId }) => {
    for (const areaCode of await store(work.db).areasDemanding(toolId, dayOf(work.now)))
      await tellStanding(work, { areaCode, tileId: toolId, kind: 'mandatory' })
  },
)
