/** Lists with their items, their coverage, bundles of one journey, and proofs nobody asks for any more. */
import { answer } from '@liren/kernel'
import { services } from '../contract.ts'
import type { Need } from '../item.ts'
import { gapsOf, isIn } from '../open-list.ts'
import { itemRow } from './items.ts'
import { itemStore } from './store-items.ts'

export const lists = answer(services, 'lists', async (work) => {
  const queries = itemStore(work.db)
  const [all, listed] = [await queries.lists(), await queries.allListed()]
  return { items: all.map((list) => ({ ...list, items: listed.filter((one) => isIn(one, list.filter)).length })) }
})

export const keepList = answer(services, 'keepList', async (work, { params, body }) => {
  const queries = itemStore(work.db)
  const before = await queries.lists()
  const list = { ...body, code: params.code }
  const rank = before.findIndex(({ code }) => code === params.code)
  await queries.keepList(list, rank < 0 ? before.length : rank)
  work.audit({ object: `list:${params.code}` })
  return { ...list, items: (await queries.allListed()).filter((one) => isIn(one, list.filter)).length }
})

export const coverage = answer(services, 'coverage', async (work) => {
  const queries = itemStore(work.db)
  const listed = await queries.allListed()
  const found = gapsOf(listed, await queries.lists(), await queries.requirements())
  const names = new Map(listed.map(({ code, name }) => [code, name]))
  return {
    items: listed.length,
    covered: listed.length - new Set(found.map(({ itemCode }) => itemCode)).size,
    gaps: found.slice(0, 500).map((gap) => ({
      ...gap,
      missing: [...gap.missing],
      itemName: names.get(gap.itemCode) ?? gap.itemCode,
    })),
  }
})

export const bundles = answer(services, 'bundles', async (work) => {
  const queries = itemStore(work.db)
  const all = await queries.bundles()
  const known = new Map(
    (await queries.byCodes([...new Set(all.flatMap(({ itemCodes }) => itemCodes))])).map((one) => [one.code, one]),
  )
  const isEnglish = work.locale === 'en'
  return {
    items: all.map((bundle) => {
      const parts = bundle.itemCodes.flatMap((code) => known.get(code) ?? [])
      const sum = (of: (part: (typeof parts)[number]) => number) => parts.reduce((total, part) => total + of(part), 0)
      return {
        code: bundle.code,
        name: isEnglish ? bundle.nameEn : bundle.name,
        intro: bundle.intro,
        need: bundle.need as Need, // written by the preset from the same list
        audience: bundle.audience,
        items: parts.map((part) => itemRow(part, work.locale)),
        visits: Math.max(0, ...parts.map(({ record }) => record.visits)),
        visitsBefore: sum(({ record }) => record.baseline.visits),
        materialsBefore: sum(({ record }) => record.baseline.materials),
      }
    }),
  }
})

export const proofs = answer(services, 'proofs', async (work) => ({ items: await itemStore(work.db).proofs() }))

export const keepProof = answer(services, 'keepProof', async (work, { params, body }) => {
  const proof = { id: params.id, ...body }
  await itemStore(work.db).keepProof(proof)
  work.audit({ object: `proof:${params.id}` })
  return proof
})
