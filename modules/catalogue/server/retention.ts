/** 留存与删除 What time deletes, every night, with a record of it; and the inventory of personal data handled here. */
import { answer, given, job, pageOf, readCursor, uuidv7, type Work } from '@liren/kernel'
import { catalogue } from '../contract.ts'
import { beforeOf, type GivenToCatalogue, isGivenToCatalogue, type RetentionClass } from '../retention.ts'
import { type Deed, dictionaryOf } from './deed.ts'
import { outgoingStore } from './outgoing/store.ts'
import { ownerPortStore } from './owner-ports/store.ts'
import { store } from './store.ts'
import { enterpriseLookStore } from './store-enterprise-looks.ts'
import { rightsStore } from './store-rights.ts'
import { typedStore } from './store-typed.ts'
import { valueImportStore } from './store-value-imports.ts'
import { retypingDays } from './typed.ts'

const dbOf = (work: object) => (work as Work).db

/** Classes of this module itself. */
export const ownRetention: GivenToCatalogue = {
  retention: [
    {
      name: 'oldVersions',
      keepDays: 1096,
      due: (work, before) => rightsStore(dbOf(work)).oldUpdates(before, true),
      remove: (work, before) => rightsStore(dbOf(work)).oldUpdates(before, false),
    },
    {
      name: 'oldConsents',
      keepDays: 1096,
      due: (work, before) => rightsStore(dbOf(work)).oldConsents(before, true),
      remove: (work, before) => rightsStore(dbOf(work)).oldConsents(before, false),
    },
    {
      name: 'typedMarks',
      keepDays: retypingDays,
      due: (work, before) => typedStore(dbOf(work)).old(before),
      remove: (work, before) => typedStore(dbOf(work)).forget(before),
    },
    {
      name: 'valueImports',
      keepDays: 1096,
      due: (work, before) => valueImportStore(dbOf(work)).old(before),
      remove: (work, before) => valueImportStore(dbOf(work)).forget(before),
    },
    {
      name: 'ownerCalls',
      keepDays: 1096,
      due: (work, before) => ownerPortStore(dbOf(work)).oldCalls(before),
      remove: (work, before) => ownerPortStore(dbOf(work)).forgetCalls(before),
    },
    {
      name: 'enterpriseLooks',
      keepDays: 1096,
      due: (work, before) => enterpriseLookStore(dbOf(work)).old(before, true),
      remove: (work, before) => enterpriseLookStore(dbOf(work)).old(before, false),
    },
    {
      name: 'sentWords',
      keepDays: 30,
      due: (work, before) => outgoingStore(dbOf(work)).oldBodies(before, true),
      remove: (work, before) => outgoingStore(dbOf(work)).oldBodies(before, false),
    },
    {
      name: 'deliveries',
      keepDays: 1096,
      due: (work, before) => outgoingStore(dbOf(work)).oldDeliveries(before, true),
      remove: (work, before) => outgoingStore(dbOf(work)).oldDeliveries(before, false),
    },
  ],
}

/** At boot: every class has words for its name and its ground. */
export const checkRetention = (
  parts: readonly { readonly module: string; readonly part: unknown; readonly words: (key: string) => boolean }[],
) => {
  for (const { module, part, words } of parts) {
    if (!isGivenToCatalogue(part))
      throw new Error(`module "${module}" gives catalogue something that is not { retention: [...] }`)
    for (const { name, keepDays } of part.retention) {
      if (!(keepDays > 0)) throw new Error(`module "${module}": class "${name}" is kept for no time`)
      for (const key of [`retention.${name}`, `retentionBasis.${name}`])
        if (!words(key)) throw new Error(`module "${module}": class "${name}" has no words for "${key}"`)
    }
  }
}

const classesOf = (work: Deed): readonly { module: string; one: RetentionClass }[] =>
  given<GivenToCatalogue>(work, 'catalogue').flatMap(({ module, part }) =>
    part.retention.map((one) => ({ module, one })),
  )

export const deleteDue = job(catalogue, 'delete-due', { cron: '40 3 * * *' }, async (work) => {
  for (const { module, one } of classesOf(work)) {
    const before = beforeOf(work.now, one.keepDays)
    const removed = await one.remove(work, before)
    if (removed === 0) continue
    await rightsStore(work.db).noteDeletion({ id: uuidv7(), module, name: one.name, before, removed, at: work.now })
    work.audit({ object: `retention:${module}`, facts: { class: one.name, removed } })
  }
})

export const listRetention = answer(catalogue, 'listRetention', async (work) => {
  const last = await rightsStore(work.db).lastDeletions()
  return {
    items: await Promise.all(
      classesOf(work).map(async ({ module, one }) => {
        const done = last.find((row) => row.module === module && row.class === one.name)
        return {
          module,
          name: one.name,
          title: work.words(`${module}.retention.${one.name}`),
          basis: work.words(`${module}.retentionBasis.${one.name}`),
          keepDays: one.keepDays,
          due: await one.due(work, beforeOf(work.now, one.keepDays)),
          lastRemoved: done?.removed ?? null,
          lastAt: done?.at.toISOString() ?? null,
        }
      }),
    ),
  }
})

export const listInventory = answer(catalogue, 'listInventory', async (work, { query }) => {
  const { after, limit = 200 } = query
  const [last] = readCursor(after) ?? []
  const language = work.locale === 'en' ? 'en' : 'zh'
  const personal = [...(await dictionaryOf(work)).values()].filter(
    ({ key, sensitivity }) =>
      (sensitivity === 'personal' || sensitivity === 'sensitive') && (last === undefined || key > last),
  )
  const uses = await store(work.db).usesOfKeys(personal.map(({ key }) => key))
  return pageOf(
    personal.slice(0, limit + 1).map((entry) => ({
      key: entry.key,
      name: entry.name[language],
      sensitivity: entry.sensitivity,
      source: entry.source,
      owner: entry.owner,
      ground: work.words(entry.consent ? 'catalogue.screen.groundConsent' : 'catalogue.screen.groundDuty'),
      usedBy: uses.filter(({ keys }) => keys.includes(entry.key)).map(({ title }) => title),
    })),
    limit,
    ({ key }) => [key],
  )
})
