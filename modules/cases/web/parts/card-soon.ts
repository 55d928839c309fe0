/** What lists show beside a case: rows drawn together ask together, each answer is kept on its own. */
import type { Reply, RouteOf } from '@liren/contract'
import { ask } from '@liren/web'
import { useQuery } from '@tanstack/react-query'
import { cases } from '../../contract.ts'

export type Card = Reply<RouteOf<typeof cases, 'cards'>>['items'][number]
type Waiting = { readonly done: (card: Card | null) => void; readonly failed: (why: unknown) => void }

let waiting = new Map<string, Waiting[]>()

const fetchWaiting = async () => {
  const asked = waiting
  waiting = new Map()
  const each = [...asked]
  try {
    for (let from = 0; from < each.length; from += 100) {
      const part = each.slice(from, from + 100)
      const { items } = await ask(cases, 'cards', { query: { ids: part.map(([id]) => id) } })
      const cards = new Map(items.map((card) => [card.id, card]))
      for (const [id, rows] of part) for (const row of rows) row.done(cards.get(id) ?? null)
    }
  } catch (thrown) {
    for (const [, rows] of each) for (const row of rows) row.failed(thrown)
  }
}

const cardSoon = (id: string) =>
  new Promise<Card | null>((done, failed) => {
    if (waiting.size === 0) setTimeout(() => void fetchWaiting(), 10)
    waiting.set(id, [...(waiting.get(id) ?? []), { done, failed }])
  })

/** Null while it is asked for, and for cases whose card one may not see. */
export const useCard = (id: string): Card | null =>
  useQuery({ queryKey: ['cases', 'card', id], queryFn: () => cardSoon(id), staleTime: 300_000 }).data ?? null
