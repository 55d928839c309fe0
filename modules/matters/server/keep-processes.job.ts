/** Every hour: a process whose steps or moves are not those of yesterday is kept as a new version, to be compared with. */
import { job } from '@liren/kernel'
import { matters } from '../contract.ts'
import { isSameShape, shapeOf } from '../process-change.ts'
import { known } from './house.ts'
import { versionStore } from './store-versions.ts'

export const keepProcesses = job(matters, 'keep-processes', { cron: '7 * * * *' }, async (work) => {
  const kept = new Map((await versionStore(work.db).newest()).map((row) => [row.process, row]))
  for (const process of known(work).byName.values()) {
    const last = kept.get(process.name)
    const shape = shapeOf(process)
    if (last && isSameShape(last.shape, shape)) continue
    const version = (last?.version ?? 0) + 1
    await versionStore(work.db).keep({ process: process.name, version, shape, since: work.now })
    work.audit({ object: `process:${process.name}`, facts: { version } })
  }
})
