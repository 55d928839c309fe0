/** A screening is declared, approved by somebody else, counted, and only then used; all anybody sees of it are counts. */
import { answer, defaultLimit, pageOf, readCursor, uuidv7 } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { benefits } from '../contract.ts'
import { tryExamples, whyNotReady } from '../rules/examples.ts'
import type { Screening } from '../shapes.ts'
import { suppress } from '../suppress.ts'
import { celFor } from './cel-clause.ts'
import type { Deed } from './deed.ts'
import { compileAll, compiled, namingBy, titleIn, type Vocabulary, vocabularyOf } from './library.ts'
import { store } from './store.ts'
import { type RuleRecord, ruleStore } from './store-rules.ts'
import { type RuleRef, type ScreeningRow, screeningStore, tallyKey } from './store-screenings.ts'

const view = async (work: Deed, row: ScreeningRow): Promise<Screening> => {
  const vocabulary = await vocabularyOf(work)
  const rules = (await ruleStore(work.db).these(row.rules)).map(({ definition, state }) => ({
    ...compiled(definition, vocabulary).rule,
    state,
  }))
  const areas = [...new Set(Object.values(row.counts ?? {}).flatMap(Object.keys))].sort()
  const names = await work.use(territory).areaNames([row.areaCode, ...areas])
  const least = await work.setting<number>('smallestCount')
  const naming = namingBy(vocabulary)
  return {
    id: row.id,
    purpose: row.purpose,
    basis: row.basis,
    areaCode: row.areaCode,
    areaName: names.get(row.areaCode) ?? row.areaCode,
    rules: rules.map((rule) => ({
      ...{ id: rule.id, version: rule.version, title: titleIn(rule, work.locale), state: rule.state },
    })),
    facts: row.facts.map((fact) => naming(fact)?.title?.[work.locale] ?? fact),
    state: row.state,
    proposedAt: row.proposedAt.toISOString(),
    proposedByMe: row.proposedBy !== null && row.proposedBy === work.actor.id,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decisionNote: row.decisionNote,
    screened: row.screened,
    countedAt: row.countedAt?.toISOString() ?? null,
    byRule:
      row.counts === null
        ? []
        : rules.map((rule) => {
            const places = row.counts?.[tallyKey(rule)] ?? row.counts?.[rule.id] ?? {}
            const { total, cells } = suppress(
              areas.map((key) => ({ key, count: places[key] ?? 0 })),
              least,
            )
            return {
              rule: rule.id,
              version: rule.version,
              title: titleIn(rule, work.locale),
              total,
              areas: cells.map(({ key, count }) => ({ key, title: names.get(key) ?? key, count })),
            }
          }),
  }
}

const held = async (work: Deed, id: string, permission: string): Promise<ScreeningRow> => {
  const row = await screeningStore(work.db).find(id, true)
  if (!row || !work.may('screening.read', { area: row.areaCode })) throw work.refuse('not-found')
  work.must(permission, { area: row.areaCode })
  work.audit({ object: `screening:${id}`, area: row.areaCode })
  return row
}
const again = async (work: Deed, id: string): Promise<Screening> => {
  const row = await screeningStore(work.db).find(id)
  if (!row) throw new Error('a screening just changed is there')
  return view(work, row)
}

export const listScreenings = answer(benefits, 'screenings', async (work, { query }) => {
  const limit = query.limit ?? defaultLimit
  const [after] = readCursor(query.after) ?? []
  const rows = await screeningStore(work.db).list(work.scope('screening.read'), after, limit + 1)
  const { items: shown, next } = pageOf(rows, limit, ({ id }) => [id])
  return { items: await Promise.all(shown.map((row) => view(work, row))), next }
})

export const readScreening = answer(benefits, 'screening', async (work, { params }) => {
  const row = await screeningStore(work.db).find(params.id)
  if (!row || !work.may('screening.read', { area: row.areaCode })) throw work.refuse('not-found')
  return view(work, row)
})

/** `X-01@2` → that very version; `X-01` → the one in force. */
const namedIn = (names: readonly string[]) => {
  const exact = names.flatMap((name): readonly RuleRef[] => {
    const [id = '', version] = name.split('@')
    return version === undefined ? [] : [{ id, version: Number(version) }]
  })
  return { exact, inForce: names.filter((name) => !name.includes('@')) }
}

/** Everything named is there, about persons, and in force, or a draft that stands by its examples. */
const chosen = async (work: Deed, names: readonly string[], vocabulary: Vocabulary): Promise<readonly RuleRecord[]> => {
  const { exact, inForce } = namedIn(names)
  const rules = ruleStore(work.db)
  const found = [...(await rules.active(inForce)), ...(await rules.these(exact))]
  const records = [...new Map(found.map((one) => [tallyKey(one), one])).values()].filter(
    ({ state, definition }) => state !== 'retired' && compiled(definition, vocabulary).rule.subject === 'person',
  )
  const isThere = (name: string) =>
    records.some((one) => name === tallyKey(one) || (name === one.id && one.state === 'active'))
  const missing = names.find((name) => !isThere(name))
  if (missing) throw work.refuse('rule-not-active', { rule: missing }, 'ruleIds')
  for (const { state, definition } of records) {
    const why = state === 'draft' && whyNotReady(tryExamples(compiled(definition, vocabulary).rule, celFor(vocabulary)))
    if (why) throw work.refuse('not-ready', { why: work.words(`benefits.notReady.${why}`) }, 'ruleIds')
  }
  return records
}

export const propose = answer(benefits, 'propose', async (work, { body }) => {
  const area = await work.use(territory).area(body.area)
  if (!area) throw work.refuse('unknown-area', {}, 'area')
  work.must('screening.propose', { area: body.area })
  const vocabulary = await vocabularyOf(work)
  const rules = compileAll(await chosen(work, body.ruleIds, vocabulary), vocabulary)
  const id = uuidv7()
  const facts = [...new Set(rules.flatMap((one) => one.facts))].sort()
  await screeningStore(work.db).insert({
    id,
    purpose: body.purpose,
    basis: body.basis,
    areaCode: body.area,
    rules: rules.map(({ rule }) => ({ id: rule.id, version: rule.version })),
    facts,
    proposedBy: work.actor.id,
    proposedAt: work.now,
  })
  work.audit({ object: `screening:${id}`, area: body.area, facts: { rules: body.ruleIds, facts } })
  return again(work, id)
})

/** Two pairs of eyes: whoever proposed does not approve. */
export const decide = answer(benefits, 'decide', async (work, { params, body }) => {
  const row = await held(work, params.id, 'screening.approve')
  if (row.state !== 'proposed') throw work.refuse('wrong-state')
  if (row.proposedBy !== null && row.proposedBy === work.actor.id) throw work.refuse('own-work')
  await screeningStore(work.db).decide(
    row.id,
    body.isApproved ? 'approved' : 'declined',
    work.actor.id,
    body.note,
    work.now,
  )
  work.audit({ facts: { isApproved: body.isApproved } })
  return again(work, row.id)
})

export const count = answer(benefits, 'count', async (work, { params }) => {
  const row = await held(work, params.id, 'screening.propose')
  if (row.state !== 'approved' && row.state !== 'counted') throw work.refuse('not-countable')
  await screeningStore(work.db).turn(row.id, 'counting', work.now)
  work.enqueue('count', { screeningId: row.id }, { key: `count:${row.id}` })
  return again(work, row.id)
})

export const use = answer(benefits, 'use', async (work, { params }) => {
  const row = await held(work, params.id, 'screening.approve')
  if (row.state !== 'counted') throw work.refuse('wrong-state')
  if (row.proposedBy !== null && row.proposedBy === work.actor.id) throw work.refuse('own-work')
  // A draft is counted and no more: nobody is told of a policy that is not in force.
  const idle = (await ruleStore(work.db).these(row.rules)).find(({ state }) => state !== 'active')
  if (idle) throw work.refuse('rule-not-active', { rule: tallyKey(idle) })
  await screeningStore(work.db).turn(row.id, 'inUse', work.now)
  work.enqueue('find', { screeningId: row.id }, { key: `find:${row.id}` })
  return again(work, row.id)
})

export const end = answer(benefits, 'end', async (work, { params }) => {
  const row = await held(work, params.id, 'screening.propose')
  if (row.state === 'ended' || row.state === 'declined') throw work.refuse('wrong-state')
  await screeningStore(work.db).turn(row.id, 'ended', work.now)
  return again(work, row.id)
})

/** Found – told – agreed – served – declined, by rule. Small numbers stay hidden, whoever asks. */
export const funnel = answer(benefits, 'funnel', async (work, { query }) => {
  const least = await work.setting<number>('smallestCount')
  const rows = await store(work.db).funnel(work.scope('screening.read'), query.area)
  const rules = new Map(
    compileAll(await ruleStore(work.db).active(rows.map(({ rule }) => rule)), await vocabularyOf(work)).map(
      ({ rule }) => [rule.id, rule],
    ),
  )
  const shown = (value: number) => (value > 0 && value < least ? null : value)
  return {
    smallest: least,
    items: rows.map((row) => {
      const rule = rules.get(row.rule)
      return {
        rule: row.rule,
        title: rule ? titleIn(rule, work.locale) : row.rule,
        found: shown(row.found),
        told: shown(row.told),
        agreed: shown(row.agreed),
        served: shown(row.served),
        declined: shown(row.declined),
      }
    }),
  }
})
