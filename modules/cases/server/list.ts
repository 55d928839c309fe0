/** The desk's list of cases: what the spine shows this reader, with the words for category, source and community beside it. */
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { territory } from '@liren/territory/contract'
import { caseProcess } from '../case.ts'
import { cases } from '../contract.ts'
import { categoryIn, reference } from './reference.ts'
import { store } from './store.ts'

export const list = answer(cases, 'list', async (work, { query }) => {
  const { category, ...rest } = query
  const queries = store(work.db)
  const page = await work
    .use(matters)
    .list({ ...rest, process: caseProcess.name, ...(category ? { kind: category } : {}) })
  if (page.items.length === 0) return { items: [], next: null }
  const known = new Map((await queries.findMany(page.items.map((one) => one.id))).map((row) => [row.id, row]))
  const names = await work.use(territory).areaNames([...new Set(page.items.map((one) => one.areaCode))])
  const words = await reference(work)
  const isEnglish = work.locale === 'en'
  return {
    next: page.next,
    items: page.items.map((one) => {
      const leaf = categoryIn(words, known.get(one.id)?.categoryCode, one.areaCode)
      const source = words.sources.find(({ code }) => code === one.source)
      return {
        ...one,
        categoryCode: leaf?.code ?? null,
        categoryName: leaf ? (isEnglish ? leaf.nameEn : leaf.name) : null,
        sourceName: source ? (isEnglish ? source.nameEn : source.name) : one.source,
        areaName: names.get(one.areaCode) ?? one.areaCode,
      }
    }),
  }
})
