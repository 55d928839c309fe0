/** Cards of rows (first photo, category): rows that appear together ask once, and each keeps its own answer. */
import { ask } from '@liren/web'
import { useQuery } from '@tanstack/react-query'
import { cases } from '../../contract.ts'

type Card = { readonly id: string; readonly categoryName: string | null; readonly thumbUrl: string | null }
type Waiting = { readonly found: (card: Card | null) => void; readonly failed: (cause: unknown) => void }

let waiting = new Map<string, Waiting>()
const askAll = async () => {
  const asked = waiting
  waiting = new Map()
  try {
    const { items } = await ask(cases, 'cards', { query: { ids: [...asked.keys()] } })
    for (const [id, { found }] of asked) found(items.find((card) => card.id === id) ?? null)
  } catch (cause) {
    for (const { failed } of asked.values()) failed(cause)
  }
}

const cardOf = (id: string) =>
  new Promise<Card | null>((found, failed) => {
    if (waiting.size === 0) setTimeout(() => void askAll(), 30)
    waiting.set(id, { found, failed })
  })

export const useCard = (id: string) =>
  useQuery({ queryKey: ['cases', 'card', id], queryFn: () => cardOf(id), staleTime: 300_000 }).data ?? null
