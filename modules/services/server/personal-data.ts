/** What this module keeps of a person: applications with their decisions, e-licences. Decisions are kept as the law of archives says. */
import type { PersonalData, Work } from '@liren/kernel'
import { secretsOf } from '@liren/kernel'
import { store } from './store.ts'
import { proofStore } from './store-proofs.ts'

export const personalData: PersonalData = {
  what: 'services.personal',
  export: async (work, personId) => ({
    applications: (await store(work.db).heldAbout(personId)).map((row) => ({
      number: row.number,
      item: row.itemName,
      state: row.state,
      outcome: row.outcome,
      channel: row.channel,
      submittedAt: row.submittedAt?.toISOString() ?? null,
      finishedAt: row.finishedAt?.toISOString() ?? null,
    })),
    licences: (await proofStore(work.db).licencesOf(personId, null)).map((row) => ({
      type: row.typeName,
      number: secretsOf(work).open(row.numberSealed, `services:licence:${row.typeCode}`),
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

/** For the register, before a log-in is tied to another entry: is an application under way, or a licence theirs? */
export const holdsOf = async (someWork: object, personId: string): Promise<boolean> => {
  // Any module's work has a database and a clock; the tables are this module's.
  const { db } = someWork as Work
  const applications = await store(db).heldAbout(personId)
  return (
    applications.some(({ finishedAt }) => finishedAt === null) ||
    (await proofStore(db).licencesOf(personId, null)).length > 0
  )
}
