/** 数据异议核实 A value that is doubted goes to the owner of its source, with a clock; the worker at the door only looks at what is in doubt. */
import { answer, areaPrefix, defaultLimit, listen, pageOf, readPair } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import { catalogue } from '../contract.ts'
import type { Subject } from '../port.ts'
import { staleAfterDays } from '../provenance.ts'
import { type Deed, dictionaryOf, districtCode, ownPersonId } from './deed.ts'
import { inWords } from './my-values.ts'
import { rightsStore } from './store-rights.ts'
import { valuesOf } from './values.ts'

/** One challenge at a time for a value; the second doubt joins the first. */
export const challengeFor = async (
  work: Deed,
  doubted: {
    readonly subject: Subject
    readonly key: string
    readonly area: string
    readonly text?: string
    readonly isOwn?: boolean
  },
): Promise<string> => {
  const { subject, key } = doubted
  const store = rightsStore(work.db)
  const open = await store.openChallenge(subject.kind, subject.id, key)
  if (open) return open
  const entry = (await dictionaryOf(work)).get(key)
  if (!entry) throw work.refuse('unknown-key', { key }, 'key')
  const unit = entry.ownerUnit ? await work.use(organisation).unitByCode(entry.ownerUnit) : null
  const opened = await work.use(matters).open({
    process: 'data-challenge',
    title: work.words('catalogue.screen.challengeTitle', {
      name: work.locale === 'en' ? entry.name.en : entry.name.zh,
      source: entry.source,
    }),
    summary: doubted.text ?? null,
    areaCode: doubted.area.slice(0, 12),
    cellCode: doubted.area.length > 12 ? doubted.area : null,
    source: 'challenge',
    letter: 'Y',
    // Somebody's own words are for whoever has to find out; without a unit to hold it everybody of the area may help.
    isRestricted: doubted.isOwn === true && unit !== null,
    ...(unit ? { holder: { unitId: unit.id, unitName: unit.name } } : {}),
    facts: { key },
    ...(doubted.isOwn ? {} : { reporter: null }),
  })
  await store.addChallenge({ matterId: opened.id, kind: subject.kind, id: subject.id, key, at: work.now })
  return opened.id
}

const areaOf = async (work: Deed, subject: Subject, key: string) => {
  const kept = await rightsStore(work.db).areaOfValue(subject.kind, subject.id, key)
  if (kept) return kept
  const person = subject.kind === 'person' ? await work.use(people).person(subject.id) : null
  return person?.areaCode ?? (await districtCode(work))
}

export const challengeConflict = listen(catalogue, catalogue, 'value-conflicting', 'challenge', async (work, fact) => {
  // The kinds of subject are those this module tells.
  const subject = { kind: fact.subjectKind as Subject['kind'], id: fact.subjectId }
  await challengeFor(work, { subject, key: fact.key, area: await areaOf(work, subject, fact.key) })
})

export const challengeMine = answer(catalogue, 'challengeMine', async (work, { body }) => {
  const subject = { kind: 'person', id: ownPersonId(work) } as const
  const area = await areaOf(work, subject, body.key)
  // The person's own words stay out of the matter's open fields: only whoever holds it reads its thread.
  const matterId = await challengeFor(work, { subject, key: body.key, area, isOwn: true })
  await work.use(matters).say(matterId, { text: body.text, isPublic: true })
  return { matterId }
})

const reach = (work: Deed, area: string | undefined): readonly string[] => {
  const scope = work.scope('exception.check')
  const all = scope.everywhere ? [''] : scope.areas
  if (!area) return all
  const asked = areaPrefix(area)
  return all.flatMap((prefix) => (asked.startsWith(prefix) ? [asked] : prefix.startsWith(asked) ? [prefix] : []))
}

export const listExceptions = answer(catalogue, 'listExceptions', async (work, { query }) => {
  const { after, limit = defaultLimit, area } = query
  const store = rightsStore(work.db)
  const rows = await store.exceptions({
    prefixes: reach(work, area),
    staleBefore: new Date(work.now.getTime() - staleAfterDays * 86_400_000),
    after: readPair(after),
    limit: limit + 1,
  })
  const dictionary = await dictionaryOf(work)
  const ids = rows.flatMap(({ subjectKind, subjectId }) => (subjectKind === 'person' ? [subjectId] : []))
  const names = new Map((await work.use(people).persons([...new Set(ids)])).map((one) => [one.id, one.displayName]))
  const challenges = await store.openChallenges(rows.map(({ subjectId }) => subjectId))
  const language = work.locale === 'en' ? 'en' : 'zh'
  return pageOf(
    rows.map((row) => ({
      ...row,
      displayName: names.get(row.subjectId) ?? work.words(`catalogue.subject.${row.subjectKind}`),
      name: dictionary.get(row.key)?.name[language] ?? row.key,
      verifiedAt: row.verifiedAt?.toISOString() ?? null,
      challengeId: challenges.get(`${row.subjectId} ${row.key}`) ?? null,
    })),
    limit,
    ({ subjectId, key }) => [subjectId, key],
  )
})

const mustReach = async (work: Deed, subject: Subject, key: string): Promise<string> => {
  const area = await rightsStore(work.db).areaOfValue(subject.kind, subject.id, key)
  if (area === undefined || !reach(work, undefined).some((prefix) => area.startsWith(prefix)))
    throw work.refuse('not-found', {}, 'subjectId')
  return area
}

export const checkException = answer(catalogue, 'checkException', async (work, { body }) => {
  const subject = { kind: body.subjectKind, id: body.subjectId }
  const area = await mustReach(work, subject, body.key)
  if (body.finding === 'same') await rightsStore(work.db).verify(subject.kind, subject.id, body.key, work.now)
  else await challengeFor(work, { subject, key: body.key, area, ...(body.text ? { text: body.text } : {}) })
  work.audit({
    object: `${subject.kind}:${subject.id}`,
    area: area || null,
    facts: { key: body.key, finding: body.finding },
  })
})

export const revealValues = answer(catalogue, 'revealValues', async (work, { body }) => {
  const subject = { kind: body.subjectKind, id: body.subjectId }
  for (const key of body.keys) await mustReach(work, subject, key)
  work.audit({ object: `${subject.kind}:${subject.id}`, facts: { keys: body.keys } })
  return {
    items: await inWords(
      work,
      await valuesOf(work, subject, body.keys, {
        purpose: 'verification',
        reason: body.reason,
        basis: 'statutoryDuty',
      }),
    ),
  }
})
