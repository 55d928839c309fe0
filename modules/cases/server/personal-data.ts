/** What cases keep of a person: the telephone and name left with a report, found by a number that is this person's alone. */
import { type PersonalData, secretsOf, type Work } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { store } from './store.ts'

/** A telephone a family shares says nothing about one of them: nothing is handed out or erased by it. */
const markOf = async (work: Work, personId: string): Promise<string | null> => {
  const register = work.use(people)
  const reason = work.words('cases.personal.reason')
  const told = await register.readPrivate({ personIds: [personId], fields: ['phone'], purpose: 'own-request', reason })
  const phone = told.get(personId)?.phone
  if (!phone) return null
  const known = await register.findByPhone(phone)
  return known.length === 1 ? secretsOf(work).fingerprint(phone) : null
}

export const personalData: PersonalData = {
  what: 'cases.personal.what',
  export: async (work, personId) => {
    const mark = await markOf(work, personId)
    return mark ? store(work.db).contactsBy(mark) : []
  },
  erase: async (work, personId) => {
    const mark = await markOf(work, personId)
    const erased = mark ? await store(work.db).forgetContacts(mark) : 0
    return { erased, kept: work.words('cases.personal.kept') }
  },
}
