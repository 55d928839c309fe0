/** How much communities use a door: whole days, to the ten, and nothing below ten, which could point at somebody. */
import { dayOf } from '@liren/contract/day'
import { answer } from '@liren/kernel'
import { launcher } from '../contract.ts'
import { usesFrom } from '../home.ts'
import { countedDays } from './count-use.on.ts'
import { store } from './store.ts'

export const useByArea = answer(launcher, 'useByArea', async (work, { query }) => {
  const from = dayOf(new Date(work.now.getTime() - countedDays * 86_400_000))
  const rows = await store(work.db).useByArea(query.id, from, dayOf(work.now), usesFrom)
  return { items: rows.map(({ areaCode, uses }) => ({ areaCode, uses: Math.floor(uses / usesFrom) * usesFrom })) }
})
