/** What this module keeps of a person: applications with their decisions, e-licences. Decisions are kept as the law of archives says. */
import { identity } from '@liren/identity/contract'
import type { PersonalData, Work } from '@liren/kernel'
import { secretsOf } from '@liren/kernel'
import { decisionText } from './decide.ts'
import { objectionView } from './notices.ts'
import { openFinding } from './review.ts'
import type { ServicesWork } from './standing.ts'
import { store } from './store.ts'
import { proofStore } from './store-proofs.ts'

/** Applications with what was given, found and decided; and what they objected to themselves. */
const applicationsOf = async (work: Work, personId: string) => {
  const rows = await store(work.db).heldAbout(personId)
  const { materials, visits, decisions } = await store(work.db).belongings(rows.map(({ id }) => id))
  const of = <T extends { readonly applicationId: string }>(all: readonly T[], id: string) =>
    all.filter(({ applicationId }) => applicationId === id)
  const accountId = await (work as unknown as ServicesWork).use(identity).accountOfPerson(personId)
  const objections = accountId === null ? [] : await store(work.db).objectionsBy(accountId)
  return {
    applications: rows.map((row) => ({
      number: row.number,
      item: row.itemName,
      state: row.state,
      outcome: row.outcome,
      channel: row.channel,
      submittedAt: row.submittedAt?.toISOString() ?? null,
      finishedAt: row.finishedAt?.toISOString() ?? null,
      papers: of(materials, row.id).map(({ name, source, fileIds, textVersion }) => ({
        name,
        source,
        files: fileIds.length,
        signedText: textVersion,
      })),
      visits: of(visits, row.id).map((visit) => ({
        at: visit.at.toISOString(),
        by: visit.byNames,
        found: openFinding(work, visit),
      })),
      decisions: of(decisions, row.id).map((decision) => ({
        number: decision.number,
        outcome: decision.outcome,
        text: decisionText(work, decision),
        basis: decision.basis,
        issuedAt: decision.issuedAt.toISOString(),
      })),
    })),
    objections: objections.map((one) => {
      const { text, answer, madeAt } = objectionView(work, one)
      return { text, answer, madeAt }
    }),
  }
}

export const personalData: PersonalData = {
  what: 'services.personal',
  export: async (someWork, personId) => ({
    ...(await applicationsOf(someWork, personId)),
    licences: (await proofStore(someWork.db).licencesOf(personId, null)).map((row) => ({
      type: row.typeName,
      number: secretsOf(someWork).open(row.numberSealed, `services:licence:${row.typeCode}`),
      issuer: row.issuer,
      issuedOn: row.issuedOn,
      validUntil: row.validUntil,
    })),
  }),
  erase: async (work: Work, personId) => ({
    erased: await store(work.db).dropOwnDrafts(personId),
    kept: work.words('services.keptBecause'),
  }),
}
