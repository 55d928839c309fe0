/** 表单 Forms: definitions and their versions, filling one in, and what was saved; what others may ask and may hear. */
import { AreaCode, defineContract, Id, Nullable, Page, PageQuery, port, Type } from '@liren/contract'
import type { FormsPort } from './port.ts'
import {
  Channel,
  Code,
  Copy,
  Definition,
  DefinitionFaultView,
  FaultView,
  FilledBody,
  object,
  PaperView,
  Repeat,
  Saving,
  Since,
  SubmissionRow,
  SubmissionView,
  submissionStates,
  text,
  VersionView,
} from './shapes.ts'

export type { Accepted, Filled, MaterialGiven, MaterialWay } from './accepted.ts'
export type { DefinitionFault } from './check.ts'
export type { Check, Dropped, Field, FormDefinition, FormGroup, FormPage, Material, Wording } from './definition.ts'
export type { Offer, Offers, Origin, Tally } from './origin.ts'
export type { FormsPort, FormVersion, Handed, PastForm, Started } from './port.ts'
export type { Saving, VersionView } from './shapes.ts'
export { Since, SubmissionView } from './shapes.ts'
export type { Answers, Fault, FormContext, Standing } from './standing.ts'

const staff = [
  'gridWorker',
  'communityWorker',
  'communityAdmin',
  'handler',
  'dispatcher',
  'supervisor',
  'dutyLeader',
  'dataSteward',
  'systemAdmin',
] as const
const area = Type.Optional(AreaCode)
const byId = object({ id: Id })
const byCode = object({ code: Code })

export const forms = defineContract({
  name: 'forms',
  permissions: {
    'form.fill': [
      'resident',
      'merchant',
      'gridWorker',
      'communityWorker',
      'communityAdmin',
      'handler',
      'acceptor',
      'dutyLeader',
    ],
    'form.read': staff,
    /** The district's forms. */
    'form.publish': ['dataSteward', 'systemAdmin'],
    /** A community's own variant, and fields added on the spot. */
    'form.vary': ['communityAdmin'],
    'submission.read': ['communityWorker', 'communityAdmin'],
  },
  refusals: {
    'not-found': 404,
    'no-such-form': 404,
    'faulty-form': 422,
    'private-copy': 422,
    'not-answered-why': 422,
    'code-differs': 422,
    'nothing-drafted': 409,
    'somebody-was-faster': 409,
    'handed-in-already': 409,
    incomplete: 422,
    'only-oneself': 403,
    'not-your-enterprise': 403,
    'sheet-unreadable': 422,
    'sheet-of-another-form': 422,
    'paper-unread': 422,
    'paper-of-another-form': 422,
  },
  events: {
    published: Type.Object({ versionId: Id, code: Type.String(), version: Type.Integer(), area: Nullable(AreaCode) }),
    submitted: Type.Object({
      submissionId: Id,
      code: Type.String(),
      version: Type.Integer(),
      area: Nullable(AreaCode),
      holder: Nullable(Type.String()),
      typed: Type.Integer(),
    }),
  },
  routes: {
    listForms: {
      method: 'GET',
      path: '/forms',
      may: 'form.read',
      summary: 'Forms in force, in code order; local variants beside the form they come from',
      query: object({ ...PageQuery, area }),
      reply: Page(VersionView),
    },
    /** A blank form is nobody's secret: it hangs in every hall. */
    readForm: {
      method: 'GET',
      path: '/forms/:code',
      may: 'anyone',
      params: byCode,
      query: object({ area }),
      reply: Type.Object({ ...VersionView.properties, definition: Definition }),
    },
    listVersions: {
      method: 'GET',
      path: '/forms/:code/versions',
      may: 'form.read',
      params: byCode,
      query: object({ ...PageQuery, area }),
      reply: Page(VersionView),
    },
    checkForm: {
      method: 'POST',
      path: '/checks',
      may: 'form.read',
      summary: 'What is wrong with a definition, and where',
      body: object({ definition: Definition }),
      reply: Type.Object({ faults: Type.Array(DefinitionFaultView), leaves: Type.Integer() }),
    },
    readDraft: {
      method: 'GET',
      path: '/forms/:code/draft',
      may: 'form.read',
      params: byCode,
      query: object({ area }),
      reply: Type.Object({ definition: Nullable(Definition), basedOn: Nullable(Type.Integer()) }),
    },
    saveDraft: {
      method: 'PUT',
      path: '/forms/:code/draft',
      may: 'form.read',
      summary: 'The next version, not in force yet; it may be faulty',
      params: byCode,
      body: object({ area, definition: Definition }),
      reply: Type.Object({ faults: Type.Array(DefinitionFaultView), leaves: Type.Integer() }),
    },
    publish: {
      method: 'POST',
      path: '/forms/:code/versions',
      may: 'form.read',
      summary:
        'Puts the draft in force. For every field that still has to be typed somebody says why it cannot be dropped',
      params: byCode,
      body: object({ area, note: text(500, 0), kept: Type.Record(Type.String({ maxLength: 200 }), text(200)) }),
      reply: VersionView,
      status: 201,
    },
    addField: {
      method: 'POST',
      path: '/forms/:code/fields',
      may: 'form.vary',
      summary: 'Adds a field on the spot, for one community, with its owner',
      params: byCode,
      body: object({ area: AreaCode, field: Type.Unsafe<Record<string, unknown>>({}), why: text(200) }),
      reply: VersionView,
      status: 201,
    },

    start: {
      method: 'POST',
      path: '/submissions',
      may: 'form.fill',
      summary: 'Begins a form under an id made up by the caller: filled with what is held, but for the keys refused',
      body: object({
        id: Id,
        code: Code,
        area,
        channel: Type.Optional(Channel),
        enterpriseId: Type.Optional(Id),
        refused: Type.Optional(Type.Array(text(120), { maxItems: 200 })),
      }),
      reply: SubmissionView,
      status: 201,
    },
    read: { method: 'GET', path: '/submissions/:id', may: 'form.fill', params: byId, reply: SubmissionView },
    save: {
      method: 'PUT',
      path: '/submissions/:id',
      may: 'form.fill',
      summary:
        'Keeps a draft as far as it is. With `copy`, what one screen sends late or out of order is no conflict; what another device wrote since is',
      params: byId,
      body: object({
        ...FilledBody.properties,
        revision: Type.Integer({ minimum: 0 }),
        copy: Type.Optional(Copy),
      }),
      reply: Type.Object({ revision: Type.Integer(), faults: Type.Array(FaultView) }),
    },
    submit: {
      method: 'POST',
      path: '/submissions/:id/submission',
      may: 'form.fill',
      summary: 'Hands a form in. With `since`, what another device wrote meanwhile is not overwritten unseen',
      params: byId,
      body: object({ ...FilledBody.properties, since: Type.Optional(Since) }),
      reply: SubmissionView,
    },
    discard: { method: 'DELETE', path: '/submissions/:id', may: 'form.fill', params: byId },
    template: {
      method: 'GET',
      path: '/forms/:code/template',
      may: 'form.fill',
      kind: 'stream',
      summary: 'The form as an Excel sheet to fill in',
      params: byCode,
      query: object({ area }),
    },
    takeSheet: {
      method: 'POST',
      path: '/submissions/:id/sheets',
      may: 'form.fill',
      kind: 'upload',
      mostBytes: 5_000_000,
      summary: 'Takes a filled sheet into a draft; faulty rows are named and nothing is handed in yet',
      params: byId,
      reply: Type.Object({
        revision: Type.Integer(),
        faults: Type.Array(
          Type.Object({ sheet: Type.String(), row: Type.Integer(), field: Type.String(), code: Type.String() }),
        ),
      }),
      perMinute: 20,
    },
    findPaper: {
      method: 'POST',
      path: '/papers/found',
      may: 'form.fill',
      summary:
        'Which form a printed sheet belongs to, by the address in its corner; of a form begun only to whoever may go on with it',
      body: object({ text: text(600) }),
      reply: Type.Object({
        code: Type.String(),
        title: Type.String(),
        version: Type.Integer(),
        sheet: Type.Integer(),
        sheets: Type.Integer(),
        submissionId: Nullable(Id),
        /** The page it leads to. */
        path: Type.String(),
        /** Not handed in yet. */
        isOpen: Type.Boolean(),
      }),
    },
    keepPaper: {
      method: 'POST',
      path: '/submissions/:id/papers',
      may: 'form.fill',
      summary:
        'Keeps the picture of a filled sheet beside a draft: by the address read in its corner, else by the number of the sheet. Nothing is read out of it',
      params: byId,
      body: object({
        fileId: Id,
        text: Type.Optional(text(600)),
        sheet: Type.Optional(Type.Integer({ minimum: 1, maximum: 99 })),
      }),
      reply: Type.Object({ items: Type.Array(PaperView) }),
    },
    listPapers: {
      method: 'GET',
      path: '/submissions/:id/papers',
      may: 'form.fill',
      params: byId,
      reply: Type.Object({ items: Type.Array(PaperView) }),
    },
    dropPaper: {
      method: 'DELETE',
      path: '/submissions/:id/papers/:sheet',
      may: 'form.fill',
      params: object({ id: Id, sheet: Type.String({ pattern: '^[1-9][0-9]?$' }) }),
    },
    firms: {
      method: 'GET',
      path: '/me/firms',
      may: 'form.fill',
      summary: 'Enterprises I may act for, as legal person or authorised; in assisted use those of the person helped',
      reply: Type.Object({ items: Type.Array(Type.Object({ id: Id, name: Type.String() })) }),
    },
    listMine: {
      method: 'GET',
      path: '/me/submissions',
      may: 'form.fill',
      query: object({ ...PageQuery, state: Type.Optional(Type.Enum([...submissionStates])) }),
      reply: Page(SubmissionRow),
    },

    listSubmissions: {
      method: 'GET',
      path: '/submissions',
      may: 'submission.read',
      summary: 'Forms handed in within reach, newest first; nothing of what is in them',
      query: object({ ...PageQuery, code: Type.Optional(Code), area }),
      reply: Page(SubmissionRow),
    },
    inspect: {
      method: 'POST',
      path: '/submissions/:id/inspections',
      may: 'submission.read',
      summary: 'What somebody handed in, for a stated reason; the look is recorded for them',
      params: byId,
      body: object({ reason: text(200, 2) }),
      reply: SubmissionView,
    },
    savings: {
      method: 'GET',
      path: '/savings',
      may: 'form.read',
      summary: 'Fields and materials saved, form by form and in all, of what was handed in within reach',
      query: object({ area, from: Type.Optional(Type.String({ format: 'date' })) }),
      reply: Type.Object({ items: Type.Array(Saving), whole: Saving }),
    },
    repeats: {
      method: 'GET',
      path: '/repeats',
      may: 'form.read',
      summary: 'Facts typed a second time by the same hands within 90 days',
      query: object({ ...PageQuery }),
      reply: Page(Repeat),
    },
  },
  port: port<FormsPort>(),
})
