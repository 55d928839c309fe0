/** Verification 核实: before a public report is filed, the grid worker of the place looks whether it is so. */
import { identity } from '@liren/identity/contract'
import { answer, type Work } from '@liren/kernel'
import { organisation } from '@liren/organisation/contract'
import { cases } from '../contract.ts'
import { commandCentre, find, given, move } from './moves.ts'
import { keepEvidence } from './photos.ts'
import { store } from './store.ts'
import { fieldTaskStore } from './store-field-tasks.ts'

const dayMs = 86_400_000
/** Since when turns count in an area; null where the first of the roster is always sent. */
const turnsSince = async (work: Work<typeof cases>, areaCode: string) => {
  const days = await work.setting<number>('fieldTurnDays', areaCode)
  return days === 0 ? null : new Date(work.now.getTime() - days * dayMs)
}

/** Those of the cell go before those of the community, and among them nobody is always first. */
const nextOut = async (
  work: Work<typeof cases>,
  areaCode: string,
  cellCode: string | null,
  except: readonly string[],
) => {
  const free = async (area: string) =>
    (await work.use(identity).holders({ role: 'gridWorker', area })).filter((id) => !except.includes(id))
  const inCell = cellCode ? await free(cellCode) : []
  const able = inCell.length > 0 ? inCell : await free(areaCode)
  const since = able.length > 1 ? await turnsSince(work, areaCode) : null
  return since ? fieldTaskStore(work.db).whoseTurn(able, since) : (able[0] ?? null)
}

const outward = new Set(['askVerification', 'adopt', 'reply', 'recheck'])
/** Moves a case; where that puts it into the hands of whoever looks at the place, it is remembered as their turn. */
export const sendOut = async (
  work: Work<typeof cases>,
  id: string,
  areaCode: string,
  name: string,
  options: Parameters<typeof move>[3],
) => {
  const moved = await move(work, id, name, options)
  const accountId = outward.has(name) ? options.holder?.accountId : null
  const since = accountId && !moved.isReplay ? await turnsSince(work, areaCode) : null
  if (since && accountId) await fieldTaskStore(work.db).keep(id, accountId, work.now, since)
  return moved
}

/** The grid worker matched by place, whose turn it is; the residents' committee of the community where nobody is. */
export const fieldHolder = async (
  work: Work<typeof cases>,
  areaCode: string,
  cellCode: string | null,
  except: readonly string[] = [],
) => {
  const unit =
    (await work.use(organisation).unitOfArea(areaCode, 'residentsCommittee')) ??
    (await work.use(organisation).unitOfArea(areaCode, 'villageCommittee'))
  const accountId = await nextOut(work, areaCode, cellCode, except)
  const account = accountId ? await work.use(identity).account(accountId) : null
  if (!unit && !account) throw work.refuse('nobody-in-charge')
  return {
    unitId: unit?.id ?? null,
    unitName: unit ? unit.shortName || unit.name : null,
    accountId,
    accountName: account?.displayName ?? null,
  }
}

/** Somebody chosen by name must be one who goes out there: a task also opens the case to them. */
const fieldWorker = async (work: Work<typeof cases>, accountId: string, area: string) => {
  const people = work.use(identity)
  for (const role of ['gridWorker', 'communityWorker'] as const)
    if ((await people.holders({ role, area })).includes(accountId)) return people.account(accountId)
  throw work.refuse('nobody-in-charge', {}, 'accountId')
}

export const askVerification = answer(cases, 'askVerification', async (work, { params, body }) => {
  const { matter } = await find(work, params.id)
  const holder = await fieldHolder(work, matter.areaCode, matter.cellCode)
  const named = body.accountId ? await fieldWorker(work, body.accountId, matter.cellCode ?? matter.areaCode) : null
  return sendOut(work, params.id, matter.areaCode, 'askVerification', {
    seen: body.seen,
    facts: given({ text: body.text }),
    holder: named ? { ...holder, accountId: named.id, accountName: named.displayName } : holder,
  })
})

export const answerVerification = answer(cases, 'answerVerification', async (work, { params, body }) => {
  const found = await find(work, params.id)
  // "It is so" and "it is gone" are claims about a place: a photo shows them.
  if ((body.finding === 'genuine' || body.finding === 'handledAlready') && body.files.length === 0)
    throw work.refuse('photo-missing', {}, 'files')
  await keepEvidence(work, found, body.files, 'verification')
  if (found.row.undoUntil) await store(work.db).set(params.id, { undoUntil: null })
  work.emit('verified', { caseId: params.id, finding: body.finding })
  return move(work, params.id, 'answerVerification', {
    seen: body.seen,
    facts: given({ finding: body.finding, text: body.text }),
    files: body.files,
    holder: await commandCentre(work, found.matter.areaCode),
  })
})
