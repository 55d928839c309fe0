/** From how many points on somebody is bronze, silver or gold: published a week before it counts, so that nobody loses a level overnight. */
import { answer } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { points } from '../contract.ts'
import { dayOf } from '../day.ts'
import { countingOn } from '../level.ts'
import { earliestEffect } from '../rule.ts'
import type { PointsWork } from './book.ts'
import { levelStore } from './level-store.ts'

/** What counts today; the first version came with the table. */
export const countingLevels = async (work: PointsWork) => {
  const found = countingOn(await levelStore(work.db).all(), dayOf(work.now))
  if (!found) throw new Error('the first levels of points are missing')
  return found
}

export const levels = answer(points, 'levels', async (work) => {
  const items = await levelStore(work.db).all()
  const today = dayOf(work.now)
  return {
    items: [...items],
    counting: countingOn(items, today)?.version ?? 1,
    earliestOn: earliestEffect(today),
  }
})

export const publishLevels = answer(points, 'publishLevels', async (work, { body }) => {
  // One for the whole district: who answers for all of it decides.
  const roots = (await work.use(territory).childrenOf()).map(({ code }) => code)
  for (const area of roots.length > 0 ? roots : ['']) work.must('points.rule', { area })
  const { bronze, silver, gold, effectiveOn } = body
  if (silver <= bronze) throw work.refuse('too-little', {}, 'silver')
  if (gold <= silver) throw work.refuse('too-little', {}, 'gold')
  const publishedOn = dayOf(work.now)
  const earliest = earliestEffect(publishedOn)
  if (effectiveOn < earliest) throw work.refuse('too-soon', { earliest }, 'effectiveOn')
  const store = levelStore(work.db)
  const version = {
    ...{ version: body.follows + 1, bronze, silver, gold, effectiveOn, publishedOn },
    because: body.because.trim(),
    publishedByName: work.actor.name,
  }
  const newest = (await store.all())[0]?.version
  if (newest !== body.follows || !(await store.add(version, work.actor.id)))
    throw work.refuse('published-meanwhile', {}, 'follows')
  work.audit({ object: `points-levels:${version.version}`, facts: { bronze, silver, gold, effectiveOn } })
  return version
})
