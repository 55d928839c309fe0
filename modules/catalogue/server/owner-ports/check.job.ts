/** Every quarter of an hour ports are knocked at: whoever is silent is known before somebody at a counter needs it. */
import { configOf, longJob, uuidv7 } from '@liren/kernel'
import { catalogue } from '../../contract.ts'
import { noteHealth, post, secretOf } from './call.ts'
import { ownerPortStore } from './store.ts'

export const checkOwnerPorts = longJob<typeof catalogue, { code?: string } | null>(
  catalogue,
  'check-owner-ports',
  { cron: '*/15 * * * *' },
  async (spell, asked) => {
    const { due, from } = await spell(async (work) => {
      const rows = await ownerPortStore(work.db).all(null)
      return {
        due: rows.flatMap((row) => {
          const secret = row.kind !== 'redirect' && row.isOn ? secretOf(work, row) : null
          return secret !== null && (!asked?.code || asked.code === row.code) ? [{ row, secret }] : []
        }),
        from: { dataFolder: configOf(work).dataFolder, now: work.now },
      }
    })
    for (const { row, secret } of due) {
      const { outcome } = await post(from, row, secret, uuidv7(), { kind: 'heartbeat' })
      await spell((work) => noteHealth(work, row, outcome))
    }
  },
)
