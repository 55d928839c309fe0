/** Reporting: what a report may say, and the categories and sources it is told by. */
import { AreaCode, At, Id, Nullable, Personal, Place, Type } from '@liren/contract'
import { OrderKind } from '@liren/matters/contract'
import {
  Advice,
  CategoryChange,
  CategoryFull,
  CategoryView,
  Code,
  closed,
  Files,
  Grade,
  Limit,
  Ownership,
  Text,
} from './views.ts'

export const reportRoutes = {
  categories: {
    method: 'GET',
    path: '/categories',
    may: 'anyone',
    summary: 'All categories, in code order; with `area` by the names they have there',
    query: Type.Object({ area: Type.Optional(AreaCode) }, closed),
    reply: Type.Object({ version: Type.String(), items: Type.Array(CategoryView) }),
  },
  category: {
    method: 'GET',
    path: '/categories/:code',
    may: 'anyone',
    summary: 'One category; with `area` its name and limits are those of that place',
    params: Type.Object({ code: Code }, closed),
    query: Type.Object({ area: Type.Optional(AreaCode) }, closed),
    reply: CategoryFull,
  },
  changeCategory: {
    method: 'PATCH',
    path: '/categories/:code',
    may: 'category.change',
    params: Type.Object({ code: Code }, closed),
    body: Type.Object(
      {
        name: Type.Optional(Text(60)),
        filingStandard: Type.Optional(Text(400)),
        closingStandard: Type.Optional(Text(400)),
        grade: Type.Optional(Grade),
        limits: Type.Optional(
          Type.Partial(
            Type.Record(
              Type.Enum(['accept', 'verify', 'file', 'dispatch', 'signIn', 'handle', 'check', 'onSite']),
              Limit,
            ),
            { additionalProperties: false },
          ),
        ),
        keywords: Type.Optional(Type.Array(Text(30), { maxItems: 40 })),
        points: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
      },
      closed,
    ),
    reply: CategoryFull,
  },
  categoryChanges: {
    method: 'GET',
    path: '/categories/:code/changes',
    may: 'category.change',
    summary: 'What was changed of a category, newest first, with what stood there before',
    params: Type.Object({ code: Code }, closed),
    reply: Type.Object({ items: Type.Array(CategoryChange) }),
  },
  undoCategoryChange: {
    method: 'POST',
    path: '/category-changes/:id/undoing',
    may: 'category.change',
    summary: 'Takes the newest change of a category back; that stands in its history, too',
    params: Type.Object({ id: Type.String({ pattern: '^[0-9]{1,15}$' }) }, closed),
    reply: CategoryFull,
  },
  sources: {
    method: 'GET',
    path: '/sources',
    may: 'anyone',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          code: Type.String(),
          name: Type.String(),
          letter: Type.String(),
          /** Whoever asks may write down a report that came by it, for somebody else. */
          isMine: Type.Boolean(),
        }),
      ),
    }),
  },
  consider: {
    method: 'POST',
    path: '/considerations',
    may: 'case.report',
    perMinute: 120,
    summary: 'Before sending: what the words suggest, and whom to call when somebody is in danger',
    body: Type.Object({ text: Text(2000), area: Type.Optional(AreaCode) }, closed),
    reply: Type.Object({ grade: Type.Integer(), advice: Type.Array(Advice), categories: Type.Array(CategoryView) }),
  },
  report: {
    method: 'POST',
    path: '/reports',
    may: 'case.report',
    status: 201,
    summary: 'Report something 上报. The id is made by the phone: sending it again is harmless and answers the same.',
    body: Type.Object(
      {
        id: Id,
        /** Made up by the phone beside the id, and told to nobody else: by it a guest who lost the answer gets it again. */
        sendKey: Type.Optional(Personal(Type.String({ minLength: 20, maxLength: 80 }))),
        text: Type.Optional(Type.String({ maxLength: 2000 })),
        place: Type.Optional(Place),
        areaCode: Type.Optional(AreaCode),
        address: Type.Optional(Text(200)),
        categoryCode: Type.Optional(Code),
        ownership: Type.Optional(Ownership),
        photos: Type.Optional(Files),
        source: Type.Optional(Text(30)),
        orderKind: Type.Optional(OrderKind),
        seenAt: Type.Optional(At),
        isPublic: Type.Optional(Type.Boolean()),
        isAnonymous: Type.Optional(Type.Boolean()),
        /** The version of the privacy notice that stood beside the form. */
        privacyVersion: Type.Optional(Type.Integer({ minimum: 1, maximum: 9999 })),
        contact: Type.Optional(
          Type.Object({ name: Type.Optional(Personal(Text(40))), phone: Personal(Text(20)) }, closed),
        ),
      },
      closed,
    ),
    reply: Type.Object({
      id: Id,
      number: Type.String(),
      queryCode: Type.String(),
      state: Type.String(),
      dueAt: Nullable(At),
      grade: Type.Integer(),
      advice: Type.Array(Advice),
    }),
  },
} as const
