/** What tools keep about a person, for the data-protection desk: every record of theirs, sealed answers opened for them alone. */
import { type PersonalData, secretsOf } from '@liren/kernel'
import { sealContext } from './open.ts'
import { letPhotosGo } from './photos.ts'
import { portStore } from './store-outside.ts'
import { recordStore } from './store-records.ts'
import { remarkStore } from './store-remarks.ts'
import { offerStore } from './store-together.ts'

export const personalData: PersonalData = {
  what: 'tool-library.screen.personal',
  export: async (work, personId) => {
    const rows = await recordStore(work.db).ofPerson(personId, 2000)
    const calls = await portStore(work.db).callsOf(personId)
    const said = await remarkStore(work.db).ofPerson(personId)
    const offered = await offerStore(work.db).ofPerson(personId)
    if (rows.length + calls.length + said.length + offered.length === 0) return null
    const records = rows.map((row) => ({
      tool: row.toolId,
      title: row.title,
      state: row.state,
      openedAt: row.openedAt,
      answers: row.answers,
      sealed: row.sealed === null ? null : JSON.parse(secretsOf(work).open(row.sealed, sealContext(row.id))),
    }))
    return {
      records,
      remarks: said.map(({ text, about, saidAt, answer, state }) => ({ text, about, saidAt, answer, state })),
      offers: offered.map(({ organisation, title, what, state, offeredAt }) => ({
        ...{ organisation, title, what, state, offeredAt },
      })),
      portCalls: calls.map(({ toolId, at, outcome, sent, received }) => ({ toolId, at, outcome, sent, received })),
    }
  },
  erase: async (work, personId) => {
    const { erased, kept } = await recordStore(work.db).erasePerson(personId)
    await letPhotosGo(work, erased.withPhotos)
    const calls = await portStore(work.db).forgetPerson(personId)
    const said = await remarkStore(work.db).forget(personId)
    const offered = await offerStore(work.db).forget(personId)
    return {
      erased: erased.count + calls + said + offered,
      kept: kept > 0 ? work.words('tool-library.screen.personalKept') : null,
    }
  },
}
