/** 代办凭据 The paper somebody signed: that person sees it, the audit with a footprint, and it goes with them or in its time. */
import { answer, given, refuseAsKernel, type Work } from '@liren/kernel'
import { type EvidenceKeeper, type GivenToIdentity, identity } from '../contract.ts'
import { homeOf, isInOffice } from './assistance.ts'
import { grantsStore } from './store-grants.ts'

const objectOf = (authorityId: string) => `authority:${authorityId}`
const keepersOf = (work: object) => given<Partial<EvidenceKeeper>>(work, 'identity').map(({ part }) => part)

export const lookAtPaper = answer(identity, 'lookAtPaper', async (work, { params, body }) => {
  const authority = await grantsStore(work.db).authority(params.id)
  if (!authority) throw refuseAsKernel('not-found')
  const { personId } = authority
  // Who acts for somebody does not look as that person.
  if (work.actor.onBehalfOf || work.actor.personId !== personId) {
    const home = await homeOf(work, personId)
    // Whoever serves where they live looks as the second worker; whoever audits, as such.
    const isSecond = home !== null && isInOffice(work, home) && authority.recordedBy !== work.actor.id
    if (!isSecond && !work.may('authority.read', home ? { area: home } : {})) throw refuseAsKernel('not-found')
    const reason = body.reason?.trim() ?? ''
    if (reason.length < 2) throw refuseAsKernel('invalid-input', {}, 'reason')
    for (const { part } of given<Partial<GivenToIdentity>>(work, 'identity'))
      await part.noteLook?.(work, personId, reason)
  }
  work.audit({ object: `person:${personId}`, facts: { authorityId: params.id, paper: authority.evidenceFileId } })
  for (const { evidenceUrl } of keepersOf(work)) {
    const url = (await evidenceUrl?.(work, objectOf(params.id))) ?? null
    if (url) return { url }
  }
  return { url: null }
})

const letGo = async (work: object, authorityIds: readonly string[]): Promise<number> => {
  let papers = 0
  for (const id of authorityIds)
    for (const { releaseEvidence } of keepersOf(work)) papers += (await releaseEvidence?.(work, objectOf(id))) ?? 0
  await grantsStore((work as Work).db).forgetPapers(authorityIds)
  return papers
}

/** The papers of all authorities over somebody go; what was done under them stays with the matters. */
export const forgetPapersOf = async (work: Work, personId: string): Promise<number> => {
  const store = grantsStore(work.db)
  await store.endAuthoritiesOver(personId, work.now)
  return letGo(work, await store.papersOf(personId))
}

const papers = (work: object) => grantsStore((work as Work).db)

/** 留存期限 In the shape the catalogue collects: as long as somebody may ask what was done in their name. */
export const retention = {
  retention: [
    {
      name: 'papers',
      keepDays: 1096,
      due: async (work: object, before: Date) => (await papers(work).oldPapers(before, 10_000)).length,
      remove: async (work: object, before: Date) => letGo(work, await papers(work).oldPapers(before, 1000)),
    },
  ],
}
