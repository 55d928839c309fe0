/** 生命事件 Routes by which a birth or a marriage, told once, changes every ledger it touches. Moves and deaths are found at the door (`check`). */
import { Id, On, Personal, Type } from '@liren/contract'
import { object, Person, text } from './shapes.ts'

export const lifeRoutes = {
  recordBirth: {
    method: 'POST',
    path: '/births',
    may: 'person.register',
    summary:
      'A child enters the register where its parent lives, and the parent’s household; the same name and day of a parent is the same child',
    body: object({
      /** The child lives with the first. */
      parentIds: Type.Array(Id, { minItems: 1, maxItems: 2, uniqueItems: true }),
      fullName: Personal(text(50)),
      birthOn: Personal(On),
      sex: Type.Enum(['female', 'male']),
      /** Often given weeks later; without it the child is entered by name and day. */
      identityNumber: Type.Optional(Personal(text(30))),
    }),
    reply: Person,
    status: 201,
  },
  recordMarriage: {
    method: 'POST',
    path: '/marriages',
    may: 'household.change',
    summary: 'Two people married; one may move into the home of the other',
    body: object({
      personIds: Type.Tuple([Id, Id]),
      on: On,
      /** Who moves into the home and household of the other; nobody where it is left out. */
      moverId: Type.Optional(Id),
    }),
    reply: Type.Object({ persons: Type.Array(Person) }),
    status: 201,
  },
} as const
