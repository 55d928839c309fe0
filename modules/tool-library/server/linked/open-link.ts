/** The door of a linked tool: where it is in use and for whom it is meant, one is led on; what opened is counted as use. */
import { answer } from '@liren/kernel'
import { toolLibrary } from '../../contract.ts'
import { runningFor } from '../running.ts'
import { useStore } from '../store-uses.ts'

export const openLink = answer(toolLibrary, 'openLink', async (work, { params, query }) => {
  const { document } = await runningFor(work, params.id, query.area)
  if (!document.link) throw work.refuse('not-found')
  await useStore(work.db).touch(document.id, query.area, work.now)
  work.audit({ object: `tool:${document.id}`, area: query.area })
  work.emit('led-on', { toolId: document.id, areaCode: query.area })
  work.http?.reply.code(303).header('location', document.link.url)
  return ''
})
