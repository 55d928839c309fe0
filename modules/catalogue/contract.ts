/** 数据目录 Data catalogue: the dictionary of fields, values with their sources, consent, datasets and who may have what. */
import { AreaCode, At, defineContract, Id, Nullable, port, Type } from '@liren/contract'
import type { CataloguePort } from './port.ts'
import { QualityRule } from './quality.ts'
import { assessmentRoutes } from './routes-assessments.ts'
import { breachRoutes } from './routes-breaches.ts'
import { datasetRoutes } from './routes-datasets.ts'
import { enterpriseRoutes } from './routes-enterprises.ts'
import { entryRoutes } from './routes-entries.ts'
import { outgoingRoutes } from './routes-outgoing.ts'
import { ownerPortRoutes } from './routes-owner-ports.ts'
import { rightsRoutes } from './routes-rights.ts'
import { valueImportRoutes } from './routes-value-imports.ts'
import { Consent, HeldValue, object, text } from './shapes.ts'

export { sharedFieldNamed } from './copies.ts'
export { type Column, Dataset, DatasetDraft, type Fault, type Lateness, Update, type UpdateState } from './dataset.ts'
export { Entry, type EntryType, type Ledger, ledgers, type Refresh, type Sensitivity } from './dictionary/entry.ts'
export type {
  CataloguePort,
  Claim,
  HeldValues,
  Subject,
  SubjectKind,
  ToldValue,
  TypedFacts,
  Use,
  Value,
  Verified,
  Why,
} from './port.ts'
export type { GivenToCatalogue, RetentionClass } from './retention.ts'
export { Assessment } from './routes-assessments.ts'
export { Breach } from './routes-breaches.ts'
export { Flow, SharingRequest, System } from './routes-datasets.ts'
export type { FirmQuestionView } from './routes-enterprises.ts'
export { Delivery, Subscriber } from './routes-outgoing.ts'
export { OwnerPort } from './routes-owner-ports.ts'
export { Challenge, Exception, Look, Right } from './routes-rights.ts'
export { ValueColumn, ValueImport } from './routes-value-imports.ts'
export { Consent, HeldValue } from './shapes.ts'

const staff = [
  'gridWorker',
  'communityWorker',
  'handler',
  'acceptor',
  'dutyLeader',
  'dispatcher',
  'supervisor',
  'communityAdmin',
  'dataSteward',
] as const

const QualityRow = Type.Object({
  ...QualityRule.properties,
  /** Open tasks that came of it, and all there ever were. */
  open: Type.Integer(),
  found: Type.Integer(),
})

export const catalogue = defineContract({
  name: 'catalogue',
  permissions: {
    'entry.read': staff,
    'exception.check': ['gridWorker', 'communityWorker', 'communityAdmin'],
    'right.answer': ['communityAdmin', 'dataSteward'],
    'retention.read': ['dataSteward', 'auditAdmin', 'securityAdmin'],
    'dataset.read': staff,
    'dataset.change': ['dataSteward'],
    'dataset.submit': ['handler', 'communityAdmin', 'dataSteward'],
    'dataset.approve': ['dataSteward'],
    'sharing.ask': ['handler', 'communityWorker', 'communityAdmin', 'dataSteward', 'merchant'],
    'sharing.answer': ['handler', 'dataSteward'],
    /** Whoever notices says so at once. */
    'breach.report': [...staff, 'systemAdmin', 'securityAdmin', 'auditAdmin'],
    'breach.handle': ['dataSteward', 'securityAdmin'],
    /** Within one's own department; a steward tells what no department here answers for. */
    'value.tell': ['handler', 'dataSteward'],
    'entry.change': ['dataSteward'],
    /** Of one's own department's ports, or of all within reach. */
    'owner-port.read': ['handler', 'dataSteward', 'systemAdmin', 'securityAdmin', 'auditAdmin'],
    'owner-port.keep': ['dataSteward'],
    'owner-port.stop': ['handler', 'dataSteward', 'systemAdmin', 'securityAdmin'],
    'outgoing.read': ['handler', 'dataSteward', 'communityAdmin', 'communityWorker', 'systemAdmin'],
    'outgoing.keep': ['dataSteward'],
    /** Takes a sheet of one's own area to a system that only takes typing. */
    'outgoing.type': ['communityWorker', 'communityAdmin', 'dataSteward'],
    'value.verify': ['communityWorker', 'communityAdmin', 'handler', 'acceptor'],
  },
  refusals: {
    'not-found': 404,
    'no-record': 404,
    'code-taken': 409,
    'unknown-key': 422,
    'unknown-purpose': 422,
    'old-text': 409,
    'kept-elsewhere': 422,
    'wrong-type': 422,
    'only-oneself': 403,
    'guardian-needed': 403,
    'not-yours': 403,
    'rule-wrong': 422,
    'key-not-in-rule': 422,
    'change-missing': 422,
    'not-correctable': 422,
    'value-unfit': 422,
    'wrong-state': 409,
    'reason-needed': 422,
    'unknown-area': 422,
    'unknown-unit': 422,
    'unknown-column': 422,
    'column-twice': 422,
    'basis-needed': 422,
    'terms-needed': 422,
    'personal-opened': 422,
    'rows-needed': 422,
    'too-many-rows': 422,
    'file-unreadable': 422,
    'own-update': 403,
    'own-request': 403,
    'own-answer': 403,
    'drop-unexplained': 422,
    'private-copy': 422,
    'not-shared': 403,
    'agreement-needed': 422,
    'must-be-granted': 409,
    'grant-over': 409,
    'other-purpose': 422,
    'answered-elsewhere': 409,
    'already-questioned': 409,
    'own-look': 403,
    'not-yet': 422,
    'persons-needed': 422,
    'file-missing': 422,
    'column-unmapped': 422,
    'subject-column-needed': 422,
    'fields-needed': 422,
    'source-needed': 422,
    'source-not-yours': 403,
    'source-long': 422,
    'kind-unknown': 422,
    'day-unfit': 422,
    'address-wrong': 422,
    'key-behind-port': 409,
    'no-secret': 409,
    'port-off': 409,
    'owner-silent': 409,
    'entry-used': 409,
    'standard-fixed': 422,
    'codes-needed': 422,
    'key-unfit': 422,
    'columns-needed': 422,
    'words-gone': 409,
    'nothing-waits': 409,
  },
  events: {
    'consent-given': Type.Object({ personId: Id, purpose: Type.String() }),
    'consent-withdrawn': Type.Object({ personId: Id, purpose: Type.String() }),
    'restriction-lifted': Type.Object({ personId: Id }),
    'value-recorded': Type.Object({ subjectKind: Type.String(), subjectId: Id, keys: Type.Array(Type.String()) }),
    'value-conflicting': Type.Object({ subjectKind: Type.String(), subjectId: Id, key: Type.String() }),
    'right-answered': Type.Object({ rightId: Id, personId: Id, kind: Type.String(), decision: Type.String() }),
    'dataset-submitted': Type.Object({ code: Type.String(), updateId: Id }),
    'dataset-published': Type.Object({ code: Type.String(), version: Type.Integer() }),
    'dataset-overdue': Type.Object({ code: Type.String(), lateness: Type.String(), dueOn: Type.String() }),
  },
  routes: {
    ...datasetRoutes,
    ...rightsRoutes,
    ...breachRoutes,
    ...assessmentRoutes,
    ...valueImportRoutes,
    ...entryRoutes,
    ...enterpriseRoutes,
    ...ownerPortRoutes,
    ...outgoingRoutes,
    listQualityRules: {
      method: 'GET',
      path: '/quality-rules',
      may: 'entry.read',
      summary: 'What must hold across fields, with what was found and is not settled yet',
      reply: Type.Object({ items: Type.Array(QualityRow) }),
    },
    keepQualityRule: {
      method: 'PUT',
      path: '/quality-rules/:code',
      may: 'dataset.approve',
      summary: 'Keeps a rule; values told so far are judged by it the next night',
      params: object({ code: QualityRule.properties.code }),
      body: object({
        name: QualityRule.properties.name,
        rule: QualityRule.properties.rule,
        key: QualityRule.properties.key,
        isActive: QualityRule.properties.isActive,
      }),
      reply: QualityRow,
    },
    readRetyping: {
      method: 'GET',
      path: '/retyping',
      may: 'dataset.read',
      summary:
        'Facts typed again by the same hands within ninety days, over all forms and reports; numbers and names of fields',
      query: object({ area: Type.Optional(AreaCode), days: Type.Optional(Type.Integer({ minimum: 1, maximum: 90 })) }),
      reply: Type.Object({
        days: Type.Integer(),
        typed: Type.Integer(),
        retyped: Type.Integer(),
        people: Type.Integer(),
        /** Typed again over typed, 0–1; null where nothing was typed. */
        share: Nullable(Type.Number()),
        items: Type.Array(
          Type.Object({
            fact: Type.String(),
            name: Type.String(),
            title: Type.String(),
            firstTitle: Type.String(),
            times: Type.Integer(),
            lastAt: At,
          }),
        ),
      }),
    },
    listMyConsents: {
      method: 'GET',
      path: '/me/consents',
      may: 'signed-in',
      summary: 'Every purpose I may be asked about; nothing is agreed to unless I said so',
      reply: Type.Object({ items: Type.Array(Consent) }),
    },
    decideConsent: {
      method: 'PUT',
      path: '/me/consents/:purpose',
      may: 'signed-in',
      summary: 'Agree, or take it back; both are one act',
      params: object({ purpose: text(60) }),
      body: object({ isGiven: Type.Boolean(), version: Type.Integer({ minimum: 1 }) }),
      reply: Consent,
    },
    listMyValues: {
      method: 'GET',
      path: '/me/values',
      may: 'signed-in',
      summary: 'What departments told about me, with source and date',
      reply: Type.Object({ items: Type.Array(HeldValue) }),
    },
  },
  port: port<CataloguePort>(),
})
