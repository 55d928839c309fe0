/** Saying which things a matter is about; only whoever sees the matter may say or read it. */
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { things } from '../contract.ts'
import { inReach } from './list.ts'
import { type Deed, shown } from './shown.ts'
import { store } from './store.ts'

const named = async (work: Deed, matterId: string) => ({
  items: await shown(work, await store(work.db).byIds(await store(work.db).namedBy(matterId))),
})

export const ofMatter = answer(things, 'ofMatter', async (work, { params }) => {
  await work.use(matters).see(params.id, true)
  return named(work, params.id)
})

export const name = answer(things, 'name', async (work, { params }) => {
  const matter = await work.use(matters).see(params.id)
  work.must('thing.name', { area: matter.areaCode })
  const thing = await inReach(work, params.thingId, 'thing.read')
  await store(work.db).name({ matterId: matter.id, thingId: thing.id, namedAt: work.now, namedBy: work.actor.id })
  work.audit({ object: `thing:${thing.id}`, area: thing.areaCode, facts: { matter: matter.id } })
  return named(work, matter.id)
})

export const unname = answer(things, 'unname', async (work, { params }) => {
  const matter = await work.use(matters).see(params.id)
  work.must('thing.name', { area: matter.areaCode })
  await store(work.db).unname(matter.id, params.thingId)
  work.audit({ object: `thing:${params.thingId}`, area: matter.areaCode, facts: { noLonger: matter.id } })
  return named(work, matter.id)
})
