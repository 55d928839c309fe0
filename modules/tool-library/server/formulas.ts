/** The district publishes how credits and boards are reckoned, a week before it counts; what was given stays as it was given. */
import { dayOf } from '@liren/contract/day'
import { identity } from '@liren/identity/contract'
import { answer } from '@liren/kernel'
import { notices } from '@liren/notices/contract'
import { territory } from '@liren/territory/contract'
import { toolLibrary } from '../contract.ts'
import { earliestEffect, type FormulaVersion, formulaOn } from '../credit-formula.ts'
import type { LibraryWork } from './edition.ts'
import { formulaStore } from './store-formulas.ts'

/** What counts today. The first version is laid down with the tables, so there always is one. */
export const countingFormula = async (work: LibraryWork): Promise<FormulaVersion> => {
  const found = formulaOn(await formulaStore(work.db).all(), dayOf(work.now))
  if (!found) throw new Error('the first formula of the tool library is missing')
  return found
}

/** The version somebody wants the boards by; else what counts today. */
export const formulaFor = async (work: LibraryWork, version: number | undefined): Promise<FormulaVersion> => {
  if (version === undefined) return countingFormula(work)
  const found = (await formulaStore(work.db).all()).find((one) => one.version === version)
  if (!found) throw work.refuse('not-found', {}, 'formula')
  return found
}

const wholeOf = async (work: LibraryWork): Promise<readonly string[]> => {
  const roots = (await work.use(territory).childrenOf()).map(({ code }) => code)
  return roots.length > 0 ? roots : ['']
}

/** It is one for the whole district: only who answers for all of it decides. */
const mustReachAll = async (work: LibraryWork) => {
  for (const area of await wholeOf(work)) work.must('tool.keep', { area })
}

/** Whoever answers for a community, and may earn or lose by it, hears of it before it counts. */
const tellCommunities = async (work: LibraryWork, { version, because, effectiveOn }: FormulaVersion) => {
  const told = new Set<string>()
  for (const area of await wholeOf(work))
    for (const id of await work.use(identity).holders({ role: 'communityAdmin', area, below: { butNot: [] } }))
      told.add(id)
  if (told.size === 0) return
  await work.use(notices).send({
    to: { accountIds: [...told] },
    topic: 'tool-library.library',
    template: 'tool-library.formula',
    facts: { day: effectiveOn, because },
    link: '/tool-library/boards',
    onceKey: `tool-library/formula ${version}`,
  })
}

export const formulas = answer(toolLibrary, 'formulas', async (work) => {
  const items = await formulaStore(work.db).all()
  const today = dayOf(work.now)
  return {
    items: [...items],
    counting: formulaOn(items, today)?.version ?? 1,
    earliestOn: earliestEffect(today, items),
  }
})

export const publishFormula = answer(toolLibrary, 'publishFormula', async (work, { body }) => {
  await mustReachAll(work)
  const store = formulaStore(work.db)
  const before = await store.all()
  if (before[0]?.version !== body.follows) throw work.refuse('formula-meanwhile', {}, 'follows')
  const publishedOn = dayOf(work.now)
  const earliest = earliestEffect(publishedOn, before)
  if (body.effectiveOn < earliest) throw work.refuse('too-soon', { earliest }, 'effectiveOn')
  const version = {
    version: body.follows + 1,
    formula: body.formula,
    because: body.because.trim(),
    publishedOn,
    publishedByName: work.actor.name,
    effectiveOn: body.effectiveOn,
    withdrawnOn: null,
  }
  if (!(await store.add(version, work.actor.id))) throw work.refuse('formula-meanwhile', {}, 'follows')
  work.audit({ object: `tool-library-formula:${version.version}`, facts: { effectiveOn: version.effectiveOn } })
  await tellCommunities(work, version)
  return version
})

export const withdrawFormula = answer(toolLibrary, 'withdrawFormula', async (work, { params }) => {
  await mustReachAll(work)
  const store = formulaStore(work.db)
  const version = Number(params.version)
  if (!(await store.withdraw(version, dayOf(work.now), work.actor.id))) throw work.refuse('wrong-state')
  work.audit({ object: `tool-library-formula:${version}`, facts: { isWithdrawn: true } })
})
