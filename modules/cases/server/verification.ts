/** Verification 核实: before a public report is filed, the grid worker of the place looks whether it is so. */
import { identity } from '@liren/identity/contract'
import { answer, type Work } from '@liren/kernel'
import { organisation } from '@liren/organisation/contract'
import { cases } from '../contract.ts'
import { commandCentre, find, given, move } from './moves.ts'
import { keepEvidence } from './photos.ts'
import { store } from './store.ts'

/** The grid worker matched by place; the residents' committee of the community where nobody is. */
export const fieldHolder = async (
  work: Work<typeof cases>,
  areaCode: string,
  cellCode: string | null,
  except: readonly string[] = [],
) => {
  const unit =
    (await work.use(organisation).unitOfArea(areaCode, 'residentsCommittee')) ??
    (await work.use(organisation).unitOfArea(areaCode, 'villageCommittee'))
  const inCell = cellCode ? await work.use(identity).holders({ role: 'gridWorker', area: cellCode }) : []
  const inCommunity = await work.use(identity).holders({ role: 'gridWorker', area: areaCode })
  const accountId = [...inCell, ...inCommunity].find((id) => !except.includes(id)) ?? null
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
  return move(work, params.id, 'askVerification', {
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
