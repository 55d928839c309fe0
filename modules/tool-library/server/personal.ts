/** What tools keep about a person, for the data-protection desk: every record of theirs, sealed answers opened for them alone. */
import { type PersonalData, secretsOf } from '@liren/kernel'
import { sealContext } from './open.ts'
import { recordStore } from './store-records.ts'

export const personalData: PersonalData = {
  what: 'tool-library.screen.personal',
  export: async (work, personId) => {
    const rows = await recordStore(work.db).ofPerson(personId, 2000)
    if (rows.length === 0) return null
    return rows.map((row) => ({
      tool: row.toolId,
      title: row.title,
      state: row.state,
      openedAt: row.openedAt,
      answers: row.answers,
      sealed: row.sealed === null ? null : JSON.parse(secretsOf(work).open(row.sealed, sealContext(row.id))),
    }))
  },
  erase: async (work, personId) => {
    const { erased, kept } = await recordStore(work.db).erasePerson(personId)
    return { erased, kept: kept > 0 ? work.words('tool-library.screen.personalKept') : null }
  },
}
