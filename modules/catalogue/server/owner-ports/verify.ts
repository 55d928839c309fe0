/** Claims verified at the counter, and what departments keep about oneself. */
import { answer } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { catalogue } from '../../contract.ts'
import type { Entry } from '../../dictionary/entry.ts'
import { type Deed, dictionaryOf, ownPersonId } from '../deed.ts'
import { inWords } from '../my-values.ts'
import { readValue } from '../right-effects.ts'
import { valuesOf, verifyFor } from '../values.ts'
import { fieldNames } from './keep.ts'
import { ownerPortStore } from './store.ts'

const aboutOf = ({ key, ledger }: Entry): 'person' | 'enterprise' | null =>
  key.startsWith('enterprise.') ? 'enterprise' : ledger === 'person' ? 'person' : null

/** What is told or kept by departments: facts of the register are read in the register. */
const isVerifiable = (entry: Entry) =>
  (entry.held === 'shared' || entry.held === 'port') &&
  entry.type !== 'list' &&
  entry.type !== 'file' &&
  entry.sharing !== 'none' &&
  aboutOf(entry) !== null

export const listVerifiable = answer(catalogue, 'listVerifiable', async (work) => {
  const language = work.locale === 'en' ? 'en' : 'zh'
  return {
    items: [...(await dictionaryOf(work)).values()].flatMap((entry) => {
      const about = aboutOf(entry)
      return isVerifiable(entry) && about
        ? [
            {
              ...{ key: entry.key, name: entry.name[language], type: entry.type, about },
              choices: Object.entries(entry.codes ?? {}).map(([value, word]) => ({ value, label: word[language] })),
            },
          ]
        : []
    }),
  }
})

export const verifyValue = answer(catalogue, 'verifyValue', async (work, { body }) => {
  const register = work.use(people)
  const about =
    body.subjectKind === 'person' ? await register.person(body.subjectId) : await register.enterprise(body.subjectId)
  if (!about || !work.may('value.verify', { area: about.areaCode })) throw work.refuse('not-found', {}, 'subjectId')
  const entry = (await dictionaryOf(work)).get(body.key)
  if (!entry || !isVerifiable(entry) || aboutOf(entry) !== body.subjectKind)
    throw work.refuse('unknown-key', { key: body.key }, 'key')
  const value = readValue(entry, body.value)
  if (value === undefined) throw work.refuse('value-unfit', { key: body.key }, 'value')
  const [said] = await verifyFor(work, { kind: body.subjectKind, id: body.subjectId }, [{ key: body.key, value }], {
    purpose: 'verification',
    reason: body.reason,
    basis: 'statutoryDuty',
  })
  work.audit({
    object: `${body.subjectKind}:${body.subjectId}`,
    area: about.areaCode,
    facts: { key: body.key, answer: said?.answer ?? 'unknown' },
  })
  return { answer: said?.answer ?? 'unknown', source: said?.source ?? null }
})

export const listMyOwners = answer(catalogue, 'listMyOwners', async (work) => {
  ownPersonId(work)
  const dictionary = await dictionaryOf(work)
  const rows = await ownerPortStore(work.db).all(null)
  return {
    items: rows
      .filter(({ draft }) => draft.about === 'person')
      .map((row) => ({
        ...{ code: row.code, name: row.draft.name, ownerName: row.unitName, kind: row.kind },
        fields: fieldNames(work, dictionary, row.draft.keys),
        url: row.kind === 'redirect' && row.isOn ? row.draft.url : null,
        isOn: row.isOn && (row.kind === 'redirect' || row.secretSealed !== null),
      })),
  }
})

const mine = async (work: Deed, code: string) => {
  const row = await ownerPortStore(work.db).find(code)
  if (row?.kind !== 'query' || row.draft.about !== 'person') throw work.refuse('not-found', {}, 'code')
  if (!row.isOn || row.secretSealed === null) throw work.refuse('port-off', { unit: row.unitName })
  return row
}

export const askMyOwner = answer(catalogue, 'askMyOwner', async (work, { params }) => {
  const row = await mine(work, params.code)
  const values = await valuesOf(work, { kind: 'person', id: ownPersonId(work) }, row.draft.keys, {
    purpose: 'own-request',
    reason: work.words('catalogue.screen.ownReason'),
  })
  if (values.some(({ withheld }) => withheld === 'silent')) throw work.refuse('owner-silent', { unit: row.unitName })
  return {
    items: await inWords(
      work,
      values.filter(({ value }) => value !== null),
    ),
  }
})
