/** Reading: a case, lists of them, whom to ring back, and which photos are for everybody. */
import { AreaCode, At, Id, Nullable, Page, PageQuery, Personal, Type } from '@liren/contract'
import { OrderKind } from '@liren/matters/contract'
import { byId, CaseRow, CaseView, Code, ContactLook, closed, Text } from './views.ts'

export const readRoutes = {
  read: {
    method: 'GET',
    path: '/cases/:id',
    may: 'anyone',
    summary: 'A case whole, as far as whoever asks may see it',
    params: byId,
    reply: CaseView,
  },
  list: {
    method: 'GET',
    path: '/cases',
    may: 'case.card',
    summary: 'Cases in my reach with category, source and community, newest first or by due time',
    query: Type.Object({
      ...PageQuery,
      q: Type.Optional(Type.String({ minLength: 2, maxLength: 60 })),
      area: Type.Optional(AreaCode),
      state: Type.Optional(Text(30)),
      unit: Type.Optional(Id),
      grade: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
      source: Type.Optional(Text(30)),
      orderKind: Type.Optional(OrderKind),
      category: Type.Optional(Code),
      due: Type.Optional(Type.Enum(['overdue', 'soon', 'calm', 'suspended'])),
      isOpen: Type.Optional(Type.Boolean()),
      order: Type.Optional(Type.Enum(['newest', 'due', 'rule'])),
    }),
    reply: Page(CaseRow),
  },
  cards: {
    method: 'GET',
    path: '/cards',
    may: 'anyone',
    summary: 'What lists show beside a matter: category, source, first photo',
    query: Type.Object({ ids: Type.Union([Id, Type.Array(Id, { maxItems: 200 })]) }),
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Id,
          categoryCode: Nullable(Type.String()),
          categoryName: Nullable(Type.String()),
          sourceName: Type.String(),
          thumbUrl: Nullable(Type.String()),
        }),
      ),
    }),
  },
  contact: {
    method: 'POST',
    path: '/cases/:id/contact',
    may: 'contact.read',
    summary: 'The reporter’s number, for a stated purpose; whoever looks leaves a footprint the reporter can see',
    params: byId,
    body: Type.Object({ purpose: Text(200, 2) }, closed),
    reply: Type.Object({ name: Personal(Nullable(Type.String())), phone: Personal(Nullable(Type.String())) }),
  },
  contactLooks: {
    method: 'POST',
    path: '/contact-looks',
    may: 'anyone',
    perMinute: 10,
    summary: 'Who looked at my number and why, by number and query code, without login',
    body: Type.Object({ number: Text(30, 10), code: Text(20, 8) }, closed),
    reply: Type.Object({ items: Type.Array(ContactLook) }),
  },
  repeats: {
    method: 'GET',
    path: '/cases/:id/repeats',
    may: 'case.accept',
    summary: 'What the same caller or account reported in the thirty days before, same kind first',
    params: byId,
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Id,
          number: Type.String(),
          title: Type.String(),
          state: Type.String(),
          openedAt: At,
          isOpen: Type.Boolean(),
          isSameKind: Type.Boolean(),
        }),
      ),
    }),
  },
  showPhoto: {
    method: 'PUT',
    path: '/cases/:id/photos/:fileId/visibility',
    may: 'photo.publish',
    summary: 'Hide a photo from the public, with a reason, or show it',
    params: Type.Object({ id: Id, fileId: Id }, closed),
    body: Type.Object({ isPublic: Type.Boolean(), because: Type.Optional(Text(200)) }, closed),
  },
  showTitle: {
    method: 'PUT',
    path: '/cases/:id/public-title',
    may: 'photo.publish',
    summary: 'What everybody reads as the title of a published case, with a reason; empty shows its category alone',
    params: byId,
    body: Type.Object({ publicTitle: Type.String({ maxLength: 60 }), because: Text(200) }, closed),
  },
  addPhotos: {
    method: 'POST',
    path: '/cases/:id/photos',
    may: 'signed-in',
    summary: 'More photos from whoever is part of the case: with a word in the thread, or with reopening',
    params: byId,
    body: Type.Object({ files: Type.Array(Id, { minItems: 1, maxItems: 9 }) }, closed),
  },
} as const
