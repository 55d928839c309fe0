/** Boards of the library: most cited, saved cost, duplicates avoided, what nobody uses, and credits; by one version of the formula. */
import { answer } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { toolLibrary } from '../contract.ts'
import { savedBy, worthBy } from '../credit-formula.ts'
import { formulaFor } from './formulas.ts'
import { makingStore } from './store-making.ts'

const day = 86_400_000

export const boards = answer(toolLibrary, 'boards', async (work, { query }) => {
  const by = await formulaFor(work, query.formula)
  const { formula } = by
  const store = makingStore(work.db)
  const [{ most, sums, orphans, unused }, credits] = await Promise.all([
    store.boards(new Date(work.now.getTime() - formula.unusedDays * day)),
    store.credits(formula),
  ])
  // A community is known by its code where it published nothing itself.
  const areaOf = (publisher: string) => /^a(\d{12})$/.exec(publisher)?.[1] ?? null
  const citing = credits.flatMap(({ publisher }) => areaOf(publisher) ?? [])
  const names = await work.use(territory).areaNames([...unused.map(({ areaCode }) => areaCode), ...citing])
  const nameOf = ({ publisher, unit }: (typeof credits)[number]) => {
    const area = areaOf(publisher)
    const name = (area && names.get(area)) ?? publisher
    return unit ?? { 'zh-CN': name, en: name }
  }
  return {
    by,
    mostCited: most.map(({ id, head, citations, buildFen }) => ({
      id,
      name: head.name,
      citations,
      savedFen: savedBy(formula, buildFen * citations),
    })),
    savedFen: savedBy(formula, Number(sums?.saved ?? 0)),
    duplicatesAvoided: sums?.avoided ?? 0,
    reuseRate: sums && sums.tools > 0 ? Math.round((sums.reused / sums.tools) * 1000) / 1000 : null,
    orphans: orphans.map(({ id, head }) => ({ id, name: head.name })),
    unused: unused.map(({ id, head, areaCode, version, sinceAt, lastUsedAt, openRecords }) => ({
      id,
      name: head.name,
      areaCode,
      areaName: names.get(areaCode) ?? areaCode,
      version,
      since: sinceAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      openRecords,
    })),
    credits: credits.map(({ unit, ...one }) => ({
      ...one,
      name: nameOf({ ...one, unit }),
      pointsByThis: worthBy(formula, one),
    })),
  }
})
