/** The kernel's own face: what the shell, administrators and auditors ask of the frame itself. */
import { AreaCode, At, defineContract, Id, Nullable, Page, PageQuery, Type } from '@liren/contract'

const Unknown = Type.Unknown()
const Facts = Type.Record(Type.String(), Unknown)

/** One audit entry as auditors see it: never with personal fields. */
export const AuditEntry = Type.Object({
  id: Type.Integer(),
  at: At,
  actorId: Nullable(Id),
  actorKind: Type.String(),
  /** What the account is called now; null where nobody of that id is known. */
  actorName: Nullable(Type.String()),
  forPersonId: Nullable(Id),
  action: Type.String(),
  /** The action in the reader's language, as far as there are words for it. */
  actionTitle: Type.String(),
  object: Nullable(Type.String()),
  areaCode: Nullable(Type.String()),
  result: Type.Enum(['done', 'refused']),
  facts: Facts,
  requestId: Type.String(),
  from: Nullable(Type.String()),
  sealed: Type.Boolean(),
})

const AuditQuery = {
  actorId: Type.Optional(Id),
  /** Part of the name or login of whoever acted. */
  actor: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  action: Type.Optional(Type.String({ maxLength: 120 })),
  object: Type.Optional(Type.String({ maxLength: 200 })),
  since: Type.Optional(At),
  until: Type.Optional(At),
  result: Type.Optional(Type.Enum(['done', 'refused'])),
}

const ModuleRow = Type.Object({
  name: Type.String(),
  title: Type.String(),
  version: Type.String(),
  needs: Type.Array(Type.String()),
  routes: Type.Integer(),
  // Roles as people call them, in the language asked for.
  permissions: Type.Array(Type.Object({ name: Type.String(), title: Type.String(), roles: Type.Array(Type.String()) })),
  events: Type.Array(Type.String()),
  jobs: Type.Array(Type.Object({ name: Type.String(), title: Type.String(), cron: Nullable(Type.String()) })),
  holdsPersonalData: Nullable(Type.String()),
})

const SettingsOfModule = Type.Object({
  module: Type.String(),
  title: Type.String(),
  platform: Nullable(Unknown),
  community: Nullable(Unknown),
  labels: Type.Record(Type.String(), Type.String()),
  values: Facts,
  /** Keys set right here, for this area; the others come from above or from the schema. */
  own: Type.Array(Type.String()),
})

export const kernel = defineContract({
  name: 'kernel',
  version: '0.1.0',
  permissions: { 'settings.read': [], 'settings.change': [], 'audit.read': [], 'modules.read': [], 'jobs.read': [] },
  refusals: {},
  events: {
    'settings-changed': Type.Object({ module: Type.String(), area: Type.String(), keys: Type.Array(Type.String()) }),
  },
  routes: {
    shell: {
      method: 'GET',
      path: '/shell',
      may: 'anyone',
      summary: 'What a screen must know before it draws: modules, mode, who may be asked to sign in.',
      reply: Type.Object({
        name: Type.String(),
        preset: Type.String(),
        title: Type.String(),
        area: Nullable(Type.String()),
        demo: Type.Boolean(),
        modules: Type.Array(Type.String()),
        /** Permissions the caller holds somewhere; the screen hides what the door would refuse. */
        may: Type.Array(Type.String()),
        version: Type.String(),
      }),
    },
    modules: {
      method: 'GET',
      path: '/modules',
      may: 'modules.read',
      reply: Type.Object({ items: Type.Array(ModuleRow) }),
    },
    settings: {
      method: 'GET',
      path: '/settings',
      may: 'settings.read',
      query: Type.Object({ area: Type.Optional(AreaCode) }),
      reply: Type.Object({
        items: Type.Array(SettingsOfModule),
        /** May whoever asks change them, for the area asked about? */
        mayChange: Type.Boolean(),
      }),
    },
    changeSettings: {
      method: 'PUT',
      path: '/settings/:module',
      may: 'settings.change',
      params: Type.Object({ module: Type.String({ maxLength: 60 }) }),
      body: Type.Object(
        { area: Type.Optional(AreaCode), values: Type.Record(Type.String({ maxLength: 80 }), Unknown) },
        { additionalProperties: false },
      ),
      reply: Type.Object({ changed: Type.Array(Type.String()) }),
    },
    settingsHistory: {
      method: 'GET',
      path: '/settings/:module/history',
      may: 'settings.read',
      summary: 'Who changed what, when, from what to what; newest first',
      params: Type.Object({ module: Type.String({ maxLength: 60 }) }),
      query: Type.Object({ ...PageQuery, area: Type.Optional(AreaCode) }),
      reply: Page(
        Type.Object({
          id: Type.Integer(),
          module: Type.String(),
          key: Type.String(),
          label: Type.String(),
          before: Unknown,
          after: Unknown,
          at: At,
          byName: Type.String(),
          undoes: Nullable(Type.Integer()),
          isUndone: Type.Boolean(),
          mayUndo: Type.Boolean(),
        }),
      ),
    },
    undoSetting: {
      method: 'POST',
      path: '/settings/changes/:id/undo',
      may: 'settings.change',
      summary: 'What was before the newest change of a setting holds again',
      params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
    },
    audit: {
      method: 'GET',
      path: '/audit',
      may: 'audit.read',
      query: Type.Object({ ...PageQuery, ...AuditQuery }),
      reply: Page(AuditEntry),
    },
    auditActions: {
      method: 'GET',
      path: '/audit/actions',
      may: 'audit.read',
      summary: 'Everything that can be done and is kept in the audit, in words, to choose from',
      reply: Type.Object({ items: Type.Array(Type.Object({ action: Type.String(), title: Type.String() })) }),
    },
    exportAudit: {
      method: 'POST',
      path: '/audit/exports',
      may: 'audit.read',
      summary: 'The newest entries that match, for an inspection; itself an entry, and only after a fresh proof',
      perMinute: 10,
      body: Type.Object(AuditQuery, { additionalProperties: false }),
      reply: Type.Object({ items: Type.Array(AuditEntry), isWhole: Type.Boolean() }),
    },
    verifyAudit: {
      method: 'POST',
      path: '/audit/verification',
      may: 'audit.read',
      reply: Type.Object({
        ok: Type.Boolean(),
        sealed: Type.Integer(),
        unsealed: Type.Integer(),
        firstBroken: Nullable(Type.Object({ serial: Type.Integer(), auditId: Type.Integer(), why: Type.String() })),
      }),
    },
    jobs: {
      method: 'GET',
      path: '/jobs',
      may: 'jobs.read',
      reply: Type.Object({
        waitingEvents: Type.Integer(),
        liveScreens: Type.Integer(),
        queues: Type.Array(
          Type.Object({ name: Type.String(), queued: Type.Integer(), active: Type.Integer(), failed: Type.Integer() }),
        ),
      }),
    },
    live: {
      method: 'GET',
      path: '/live',
      may: 'anyone',
      kind: 'stream',
      summary: 'Server-sent events: `{ name, topics }` whenever something on these topics changed.',
      query: Type.Object({ topics: Type.String({ maxLength: 4000 }) }),
    },
    health: {
      method: 'GET',
      path: '/health',
      may: 'anyone',
      reply: Type.Object({ ok: Type.Boolean() }),
    },
  },
})
