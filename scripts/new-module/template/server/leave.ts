/** Somebody leaves a note in a community within reach. */
import { answer, uuidv7 } from '@liren/kernel'
import { sampleNotes } from '../contract.ts'
import { saysSomething, tidy } from '../note.ts'
import { shown, store } from './store.ts'

export const leave = answer(sampleNotes, 'leave', async (work, { body }) => {
  work.must('sample-notes.leave', { area: body.area })
  if (!saysSomething(body.text)) throw work.refuse('says-nothing', {}, 'text')

  const note = { id: uuidv7(), areaCode: body.area, text: tidy(body.text), leftBy: work.actor.id, leftAt: work.now }
  await store(work.db).keep(note)
  work.audit({ object: note.id, area: body.area })
  work.emit('left', { noteId: note.id, area: body.area }, [`area:${body.area}`])
  return shown(note)
})
