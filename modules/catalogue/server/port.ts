/** What other modules get: the dictionary, values with their sources, consent, and a place to say what they use. */
import type { Work } from '@liren/kernel'
import { entry } from '../dictionary/entry.ts'
import type { CataloguePort } from '../port.ts'
import { isStale } from '../provenance.ts'
import { asDeed, dictionaryOf } from './deed.ts'
import { inWords } from './my-values.ts'
import { recordFor } from './record.ts'
import { recordWords } from './right-effects.ts'
import { store } from './store.ts'
import { rightsStore } from './store-rights.ts'
import { noteTypedFor } from './typed.ts'
import { agreed, askOwnersAhead, valuesOf, verifyFor } from './values.ts'
import { valuesAmong } from './values-among.ts'

export const port = (someWork: Work): CataloguePort => {
  const work = asDeed(someWork)
  return {
    entries: async (keys) => {
      const dictionary = await dictionaryOf(work)
      return keys ? keys.flatMap((key) => dictionary.get(key) ?? []) : [...dictionary.values()]
    },
    values: (subject, keys, why) => valuesOf(work, subject, keys, why),
    verify: (subject, claims, why) => verifyFor(work, subject, claims, why),
    askOwners: (subject, keys, why, claimsFor) => askOwnersAhead(work, subject, keys, why, claimsFor),
    valuesAmong: (personIds, keys, why) => valuesAmong(work, personIds, keys, why),
    statesOf: async (kind, ids, keys) =>
      new Map(
        (await store(work.db).states(kind, ids, keys)).map(({ subjectId, key, seenAt, isConflicting }) => [
          `${subjectId} ${key}`,
          { isStale: isStale(seenAt, work.now), isConflicting },
        ]),
      ),
    foundSame: async (subject, keys) => {
      for (const key of keys) await rightsStore(work.db).verify(subject.kind, subject.id, key, work.now)
    },
    recordWords: (subject, told) => recordWords(work, subject, told),
    inWords: (values) => inWords(work, values),
    consented: async (personId, purpose) => (await agreed(work, [personId], [purpose])).has(`${personId} ${purpose}`),
    consentedAmong: async (personIds, purpose) => {
      const said = await agreed(work, personIds, [purpose])
      return new Set(personIds.filter((id) => said.has(`${id} ${purpose}`)))
    },
    restrictedAmong: (personIds) => rightsStore(work.db).restrictedAmong(personIds),
    record: (subject, told) => recordFor(work, [{ subject, values: told }]),
    usesOf: (keys) => (keys.length === 0 ? Promise.resolve([]) : store(work.db).usesOfKeys(keys)),
    noteTyped: (typed) => noteTypedFor(work, typed),
    addField: async ({ key, name, type, owner, source, ledger }) => {
      if ((await dictionaryOf(work)).has(key)) return
      await store(work.db).keepEntry(entry(key, name.zh, name.en, type, owner, source, { ledger }), work.now)
    },
    registerUse: (use) => store(work.db).keepUse(use, work.now),
  }
}
