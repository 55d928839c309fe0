/** 邻里留言 Sample notes: what others may ask of this module, and what they may hear from it. */
import { AreaCode, At, defineContract, Id, Page, PageQuery, type Static, Type } from '@liren/contract'

const closed = { additionalProperties: false } as const

/** What everybody who may read sees. Who left a note is stored, but it is not in here, so no route can leak it. */
export type Note = Static<typeof Note>
export const Note = Type.Object({ id: Id, area: AreaCode, text: Type.String(), leftAt: At })

export const sampleNotes = defineContract({
  name: 'sample-notes',
  permissions: {
    'sample-notes.leave': ['resident', 'gridWorker', 'communityWorker'],
    'sample-notes.read': ['resident', 'gridWorker', 'communityWorker', 'communityAdmin'],
  },
  refusals: { 'says-nothing': 422 },
  events: { left: Type.Object({ noteId: Id, area: AreaCode }) },
  routes: {
    leave: {
      method: 'POST',
      path: '/notes',
      may: 'sample-notes.leave',
      summary: 'Leave a note in a community',
      body: Type.Object({ area: AreaCode, text: Type.String({ minLength: 1, maxLength: 500 }) }, closed),
      reply: Note,
      status: 201,
    },
    list: {
      method: 'GET',
      path: '/notes',
      may: 'sample-notes.read',
      summary: 'Notes within reach, newest first',
      query: Type.Object({ area: Type.Optional(AreaCode), ...PageQuery }, closed),
      reply: Page(Note),
    },
  },
})
