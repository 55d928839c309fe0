/** How much communities use a door: whole days, to the ten, and nothing below ten, which could point at somebody. */
import { answer } from '@liren/kernel'
import { launcher } from '../contract.ts'
import { usesFrom } from '../home.ts'
import { countedDays } from './count-use.on.ts'
import { store } from './store.ts'

const dayIn = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

export const useByArea = answer(launcher, 'useByArea', async (work, { query }) => {
  const from = dayIn(new Date(work.now.getTime() - countedDays * 86_400_000))
  const rows = await store(work.db).useByArea(query.id, from, dayIn(work.now), usesFrom)
  return { items: rows.map(({ areaCode, uses }) => ({ areaCode, uses: Math.floor(uses / usesFrom) * usesFrom })) }
})
