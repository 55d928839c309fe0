/** What people hand in is looked up before it counts: units must exist and be open, files must be the sender's own. */
import { files } from '@liren/files/contract'
import { identity } from '@liren/identity/contract'
import { organisation } from '@liren/organisation/contract'
import type { Holder } from '../port.ts'
import type { MattersWork } from './house.ts'

/** The unit as the organisation knows it; its name is never taken from the request. */
export const unitNamed = async (
  work: MattersWork,
  unitId: string,
): Promise<{ readonly unitId: string; readonly unitName: string }> => {
  const unit = await work.use(organisation).unit(unitId)
  if (!unit || unit.closedAt !== null) throw work.refuse('holder-missing', {}, 'unitId')
  return { unitId: unit.id, unitName: unit.shortName || unit.name }
}

type Given = { readonly unitId?: string; readonly accountId?: string }

/** Somebody of the unit by name, at work there now; where no unit holds it, anybody who is still here. */
const colleagueIn = async (work: MattersWork, accountId: string, unitId: string | null) => {
  if (accountId === work.actor.id) {
    if (unitId !== null && !work.actor.grants.some((grant) => grant.unitId === unitId))
      throw work.refuse('not-in-unit', {}, 'accountId')
    return work.actor.name
  }
  const port = work.use(identity)
  const account = await port.account(accountId)
  if (!account?.isActive) throw work.refuse('not-in-unit', {}, 'accountId')
  const isIn = unitId === null || (await port.rolesOf(accountId)).some((held) => held.unitId === unitId)
  if (!isIn) throw work.refuse('not-in-unit', {}, 'accountId')
  return account.displayName
}

/**
 * The holder given with a request; undefined where nothing was given. A colleague belongs to the unit named, or to the one that
 * holds it now (`heldBy`), and is called as the house knows them.
 */
export const holderIn = async (
  work: MattersWork,
  body: Given,
  heldBy: string | null = null,
): Promise<Holder | undefined> => {
  if (body.unitId === undefined && body.accountId === undefined) return undefined
  const unit = body.unitId === undefined ? {} : await unitNamed(work, body.unitId)
  if (body.accountId === undefined) return unit
  const accountName = await colleagueIn(work, body.accountId, body.unitId ?? heldBy)
  return { ...unit, accountId: body.accountId, accountName }
}

/** Takes hold of uploaded files for a matter. `photos` refuses where fewer of them are photos. */
export const claimFor = async (
  work: MattersWork,
  matterId: string,
  fileIds: readonly string[] | undefined,
  photos = 0,
): Promise<string[]> => {
  if (!fileIds?.length) return []
  const views = await work.use(files).claim([...new Set(fileIds)], { module: 'matters', object: `matter:${matterId}` })
  if (views.filter((view) => view.kind === 'photo').length < photos)
    throw work.refuse('evidence-missing', { min: photos, kind: 'photo' }, 'files')
  return views.map((view) => view.id)
}

/** Files as a page shows them, with links that expire. */
export const filesShown = async (work: MattersWork, fileIds: readonly string[]) => {
  if (fileIds.length === 0) return []
  const views = await work.use(files).view([...new Set(fileIds)])
  return views.map(({ id, kind, name, url, thumbUrl }) => ({ id, kind, name, url, thumbUrl }))
}
