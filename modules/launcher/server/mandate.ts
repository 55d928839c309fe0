/** The district recommends, or makes a short list due everywhere below it: always with who says so and why, and to be seen by all. */
import { answer, uuidv7, withDoors } from '@liren/kernel'
import { launcher } from '../contract.ts'
import { pictureOf } from './picture.ts'
import { store } from './store.ts'

/** More than these would be composing in place of the communities. */
const mandatoryAtMost = 3
const dayIn = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

export const mandates = answer(launcher, 'mandates', async (work, { query }) => ({
  items: (await store(work.db).mandates(query.area, dayIn(work.now))).map(({ sinceAt, ...one }) => ({
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
  const there = await tables.mandates(body.area, dayIn(work.now))
  if (body.kind === 'mandatory' && there.filter(({ kind }) => kind === 'mandatory').length >= mandatoryAtMost)
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
  work.emit('mandated', { areaCode: body.area, tileId: body.tileId, kind: body.kind, untilOn: row.untilOn })
  return { ...row, since: work.now.toISOString() }
})

export const endMandate = answer(launcher, 'endMandate', async (work, { params }) => {
  const tables = store(work.db)
  const found = await tables.mandateById(params.id)
  if (!found || !work.may('launcher.mandate', { area: found.areaCode })) throw work.refuse('not-found')
  await tables.dropMandate(params.id)
  work.emit('mandate-ended', { areaCode: found.areaCode, tileId: found.tileId, kind: found.kind })
  work.audit({ object: `mandate:${params.id}`, area: found.areaCode })
})
