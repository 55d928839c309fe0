/** 一键达 Launcher: which tools a community offers, whom each is for, and what one makes of it on one's own home page. */
import { AreaCode, At, defineContract, Id, Nullable, On, Type } from '@liren/contract'
import { Need } from './needs.ts'
import {
  Board,
  Choices,
  Composition,
  Entry,
  entriesAtMost,
  Mandate,
  Persona,
  Tile,
  TileId,
  Why,
  Words,
} from './views.ts'

export type { Need } from './needs.ts'
export * from './views.ts'

const closed = { additionalProperties: false } as const
const object = <P extends Record<string, import('@liren/contract').TSchema>>(properties: P) =>
  Type.Object(properties, closed)
const Here = object({ area: AreaCode })
const SeenVersions = object({ theirs: Type.Integer({ minimum: 1 }), mine: Type.Integer({ minimum: 0 }) })

export const launcher = defineContract({
  name: 'launcher',
  permissions: {
    'launcher.compose': ['communityAdmin'],
    'launcher.mandate': ['dataSteward', 'dutyLeader'],
  },
  refusals: {
    'not-found': 404,
    'unknown-tool': 422,
    'twice-there': 422,
    'rule-unsound': 422,
    'is-mandatory': 409,
    'too-many-mandates': 409,
    'nothing-before': 409,
    'not-below': 422,
    'counts-already': 409,
    'changed-meanwhile': 409,
  },
  events: {
    composed: Type.Object({ areaCode: AreaCode, version: Type.Integer(), effectiveAt: At }),
    switched: Type.Object({ areaCode: AreaCode, module: Type.String(), isOff: Type.Boolean() }),
    mandated: Type.Object({
      areaCode: AreaCode,
      tileId: Type.String(),
      kind: Type.String(),
      untilOn: Nullable(On),
      issuer: Type.String(),
      reason: Type.String(),
    }),
    'mandate-ended': Type.Object({ areaCode: AreaCode, tileId: Type.String(), kind: Type.String() }),
  },
  routes: {
    home: {
      method: 'GET',
      path: '/home',
      may: 'anyone',
      summary: 'The tiles somebody sees here: community ∩ audience ∩ own choice, in order',
      query: object({ area: Type.Optional(AreaCode), board: Type.Optional(Board) }),
      reply: Type.Object({
        atMost: Type.Integer(),
        tiles: Type.Array(Tile),
        isOwnOrder: Type.Boolean(),
        off: Type.Array(Type.String()),
        /** Code modules whose doors are not drawn: switched off, left out by the community, or not for this person. */
        without: Type.Array(Type.String()),
      }),
    },
    needs: {
      method: 'GET',
      path: '/needs',
      may: 'anyone',
      summary: 'The catalogue of needs in three levels, with the ways open in an area and what is not there yet',
      query: object({ area: Type.Optional(AreaCode) }),
      reply: Type.Object({ items: Type.Array(Need) }),
    },
    why: {
      method: 'GET',
      path: '/why',
      may: 'anyone',
      summary: 'Why do I see this, or why not',
      query: object({ area: AreaCode, id: TileId, board: Type.Optional(Board) }),
      reply: Why,
    },
    useByArea: {
      method: 'GET',
      path: '/use',
      may: 'anyone',
      query: object({ id: TileId }),
      summary: 'How much each community used something in the last four weeks, to the ten; fewer than ten are not told',
      reply: Type.Object({ items: Type.Array(Type.Object({ areaCode: AreaCode, uses: Type.Integer() })) }),
    },
    unused: {
      method: 'GET',
      path: '/unused',
      may: 'signed-in',
      query: object({ area: Type.Optional(AreaCode) }),
      summary:
        'Parts of the platform that stand in communities and that nobody there used for a quarter; without what was switched off or left out',
      reply: Type.Object({
        days: Type.Integer(),
        /** So many communities were looked at. */
        communities: Type.Integer(),
        items: Type.Array(
          Type.Object({
            id: TileId,
            unusedIn: Type.Integer(),
            /** The first forty of them; `monthsAgo` is null where it was never used, `maySwitch` says whether whoever asks composes there. */
            areas: Type.Array(
              Type.Object({
                areaCode: AreaCode,
                areaName: Type.String(),
                monthsAgo: Nullable(Type.Integer()),
                maySwitch: Type.Boolean(),
              }),
            ),
          }),
        ),
      }),
    },
    choose: { method: 'PUT', path: '/choices', may: 'signed-in', body: Choices, reply: Choices },
    restore: { method: 'DELETE', path: '/choices', may: 'signed-in' },
    composition: {
      method: 'GET',
      path: '/compositions/:area',
      may: 'launcher.compose',
      params: Here,
      reply: Type.Object({
        current: Nullable(Composition),
        planned: Type.Array(Composition),
        history: Type.Array(Composition),
        tools: Type.Array(Tile),
        /** On which boards each of them stands. */
        boards: Type.Record(Type.String(), Type.Array(Board)),
        mandates: Type.Array(Mandate),
        off: Type.Array(Type.String()),
        switchable: Type.Array(Type.String()),
        /** What modules are called, also those whose screens are not here because they are switched off. */
        titles: Type.Record(Type.String(), Type.String()),
      }),
    },
    compose: {
      method: 'PUT',
      path: '/compositions/:area',
      may: 'launcher.compose',
      params: Here,
      body: object({
        entries: Type.Array(Entry, { maxItems: entriesAtMost }),
        effectiveAt: Type.Optional(At),
        note: Type.Optional(Type.String({ maxLength: 200 })),
      }),
      reply: Composition,
    },
    undo: {
      method: 'POST',
      path: '/compositions/:area/undo',
      may: 'launcher.compose',
      params: Here,
      body: object({ version: Type.Optional(Type.Integer({ minimum: 0 })) }),
      reply: Composition,
    },
    withdrawPlan: {
      method: 'POST',
      path: '/compositions/:area/versions/:version/withdrawal',
      may: 'launcher.compose',
      params: object({ area: AreaCode, version: Type.Integer({ minimum: 1 }) }),
      summary: 'Takes back a composition whose day has not come yet; it stays in the history',
      reply: Composition,
    },
    copyAhead: {
      method: 'GET',
      path: '/compositions/:area/copy',
      may: 'launcher.compose',
      params: Here,
      query: object({ from: AreaCode }),
      summary: 'What copying another community would change here; nothing is written',
      reply: Type.Object({
        /** Versions this was reckoned from; `mine` is 0 where nothing was composed yet. Sent along, they make sure that nothing else is copied. */
        seen: SeenVersions,
        added: Type.Array(TileId),
        removed: Type.Array(TileId),
        moved: Type.Array(TileId),
        changed: Type.Array(TileId),
        /** What they show and this community has not taken up: it is not copied. */
        leftOut: Type.Array(Type.Object({ id: TileId, name: Nullable(Words) })),
      }),
    },
    copy: {
      method: 'POST',
      path: '/compositions/:area/copy',
      may: 'launcher.compose',
      params: Here,
      body: object({ from: AreaCode, seen: Type.Optional(SeenVersions) }),
      reply: Composition,
    },
    difference: {
      method: 'GET',
      path: '/compositions/:area/difference',
      may: 'launcher.compose',
      params: Here,
      query: object({ version: Type.Optional(Type.Integer({ minimum: 0 })), other: Type.Optional(AreaCode) }),
      reply: Type.Object({
        added: Type.Array(TileId),
        removed: Type.Array(TileId),
        moved: Type.Array(TileId),
        changed: Type.Array(TileId),
      }),
    },
    preview: {
      method: 'POST',
      path: '/compositions/:area/preview',
      may: 'launcher.compose',
      params: Here,
      summary: 'Through the eyes of somebody made up, before it counts',
      body: object({
        persona: Persona,
        board: Type.Optional(Board),
        entries: Type.Optional(Type.Array(Entry, { maxItems: entriesAtMost })),
      }),
      reply: Type.Object({ atMost: Type.Integer(), tiles: Type.Array(Tile), unsure: Type.Array(TileId) }),
    },
    switchModule: {
      method: 'PUT',
      path: '/switches/:area/:module',
      may: 'launcher.compose',
      params: object({ area: AreaCode, module: Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 40 }) }),
      body: object({ isOff: Type.Boolean() }),
      reply: Type.Object({ off: Type.Array(Type.String()) }),
    },
    mandates: {
      method: 'GET',
      path: '/mandates',
      may: 'anyone',
      /** `below`: also what streets and communities inside it have from their own levels. */
      query: object({ area: AreaCode, below: Type.Optional(Type.Boolean()) }),
      reply: Type.Object({ items: Type.Array(Mandate) }),
    },
    tiles: {
      method: 'GET',
      path: '/tiles',
      may: 'launcher.mandate',
      summary: 'Whatever could be made due: every tool there is, and the features with a door',
      query: object({ area: AreaCode }),
      reply: Type.Object({ items: Type.Array(Type.Object({ id: TileId, name: Nullable(Words) })) }),
    },
    mandate: {
      method: 'POST',
      path: '/mandates',
      may: 'launcher.mandate',
      status: 201,
      body: object({
        area: AreaCode,
        tileId: TileId,
        kind: Type.Enum(['recommended', 'mandatory']),
        issuer: Type.String({ minLength: 2, maxLength: 60 }),
        reason: Type.String({ minLength: 4, maxLength: 200 }),
        untilOn: Type.Optional(On),
      }),
      reply: Mandate,
    },
    endMandate: { method: 'DELETE', path: '/mandates/:id', may: 'launcher.mandate', params: object({ id: Id }) },
  },
})
