/** Every night: calls and checks are kept for half a year, as logs have to be, and then no longer. */
import { job } from '@liren/kernel'
import { toolLibrary } from '../../contract.ts'
import { portStore } from '../store-outside.ts'

const keptDays = 185

export const portSweep = job(toolLibrary, 'port-sweep', { cron: '50 3 * * *' }, async (work) => {
  const before = new Date(work.now.getTime() - keptDays * 86_400_000)
  await portStore(work.db).sweep(before, before.toISOString().slice(0, 10))
})
