/** 对接互联 Exchange with systems beside us (the city's grid system, 12345): what may be asked, heard and refused. */
import { AreaCode, At, defineContract, Id, Nullable, On, Page, PageQuery, Personal, Place, Type } from '@liren/contract'
import { differences, kinds, messageStates, mostBytes, mostPhotos, statuses } from './exchange.ts'

const closed = { additionalProperties: false } as const
const Text = (most: number, least = 1) => Type.String({ minLength: least, maxLength: most })
export const Code = Type.String({ pattern: '^[a-z][a-z0-9-]{1,29}$' })
const byCode = Type.Object({ code: Code }, closed)
const Ref = Text(80)

/** Our statuses in the peer's own words; its categories in ours. */
const StatusMap = Type.Partial(Type.Record(Type.Enum([...statuses]), Text(40)), closed)
const CategoryMap = Type.Record(Text(80), Type.String({ maxLength: 20 }))

export const Peer = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  baseUrl: Type.String(),
  source: Type.String(),
  isOn: Type.Boolean(),
  hasSecret: Type.Boolean(),
  statusMap: StatusMap,
  categoryMap: CategoryMap,
  lastSentAt: Nullable(At),
  lastReceivedAt: Nullable(At),
  /** Waiting to be sent; failed for good, so that a person has to look. */
  waiting: Type.Integer(),
  failed: Type.Integer(),
})

export const MessageRow = Type.Object({
  id: Id,
  peer: Type.String(),
  peerName: Type.String(),
  direction: Type.Enum(['in', 'out']),
  kind: Type.String(),
  state: Type.Enum([...messageStates]),
  ref: Nullable(Type.String()),
  matterId: Nullable(Id),
  number: Nullable(Type.String()),
  at: At,
  sentAt: Nullable(At),
  failures: Type.Integer(),
  failure: Nullable(Type.String()),
})

/** `path` is taken below the address at which the sender is reached. */
const Photo = Type.Object(
  {
    path: Text(400),
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    byteCount: Type.Integer({ minimum: 1, maximum: mostBytes }),
  },
  closed,
)

const Tally = Type.Object(
  {
    count: Type.Integer({ minimum: 0 }),
    ids: Type.Array(Text(80), { maxItems: 20_000 }),
    /** SHA-256 of each body as it was sent, in the order of the ids. */
    hashes: Type.Optional(Type.Array(Text(64), { maxItems: 20_000 })),
  },
  closed,
)
const Day = Type.Object({ sent: Tally, received: Tally }, closed)

export const DifferenceRow = Type.Object({
  id: Id,
  peer: Type.String(),
  peerName: Type.String(),
  on: On,
  kind: Type.Enum([...differences]),
  foreignId: Type.String(),
  messageId: Nullable(Id),
  matterId: Nullable(Id),
  number: Nullable(Type.String()),
  foundAt: At,
  resolvedAt: Nullable(At),
  how: Nullable(Type.Enum(['arrived', 'settled'])),
  resolvedBy: Nullable(Type.String()),
  note: Nullable(Type.String()),
})

/** What a peer says became of a case it was given. */
export const Answer = Type.Object({
  id: Id,
  matterId: Id,
  number: Type.String(),
  peer: Type.String(),
  peerName: Type.String(),
  kind: Type.Enum(['case.result', 'case.return']),
  outcome: Nullable(Type.String()),
  text: Type.String(),
  at: At,
})

export const Comparison = Type.Object({
  id: Id,
  peer: Type.String(),
  on: On,
  at: At,
  isAgreed: Type.Boolean(),
  sent: Type.Integer(),
  arrivedThere: Type.Integer(),
  received: Type.Integer(),
  sentThere: Type.Integer(),
  repeated: Type.Integer(),
  failure: Nullable(Type.String()),
})

export const connectors = defineContract({
  name: 'connectors',
  permissions: {
    'peer.change': ['systemAdmin'],
    'exchange.read': ['dispatcher', 'dutyLeader', 'supervisor', 'dataSteward', 'systemAdmin'],
    'exchange.repeat': ['dispatcher', 'dutyLeader', 'systemAdmin'],
    'exchange.handOver': ['dispatcher', 'dutyLeader'],
  },
  refusals: {
    'no-such-peer': 404,
    'not-found': 404,
    'peer-off': 409,
    'no-secret': 409,
    'wrong-signature': 401,
    'wrong-time': 401,
    'id-reused': 409,
    'field-missing': 422,
    'no-such-status': 422,
    'no-such-case': 422,
    'outside-district': 422,
    'place-missing': 422,
    'address-wrong': 422,
    'handed-over-already': 409,
    'not-waiting': 409,
    'arrived-already': 409,
    'not-missing-here': 409,
    'peer-silent': 409,
    'settled-already': 409,
    'is-restricted': 409,
    'no-photo': 422,
    'words-erased': 409,
  },
  events: {
    received: Type.Object({
      caseId: Id,
      peer: Type.String(),
      source: Type.String(),
      ref: Type.String(),
      text: Type.String(),
      areaCode: AreaCode,
      cellCode: Nullable(Type.String()),
      place: Nullable(Place),
      address: Nullable(Type.String()),
      categoryCode: Nullable(Type.String()),
      isUrgent: Type.Boolean(),
      /** Whom to ring back, sealed: name and telephone as JSON. */
      contactSealed: Nullable(Type.String()),
    }),
    /** Photos of a case from a peer, or of how a peer put something right, are here; whoever keeps the case takes hold of them. */
    photosCame: Type.Object({ caseId: Id, part: Type.Enum(['report', 'after']), photoIds: Type.Array(Id) }),
    failed: Type.Object({ messageId: Id, peer: Type.String(), kind: Type.String() }),
  },
  routes: {
    peers: {
      method: 'GET',
      path: '/peers',
      may: 'exchange.read',
      summary: 'Systems we exchange cases with, and how the line to each is',
      reply: Type.Object({ items: Type.Array(Peer) }),
    },
    keepPeer: {
      method: 'PUT',
      path: '/peers/:code',
      may: 'peer.change',
      summary: 'Sets a peer up or changes it; off is the kill switch',
      params: byCode,
      body: Type.Object(
        {
          name: Text(60),
          baseUrl: Type.String({ pattern: '^https?://[^\\s?#]+$', maxLength: 300 }),
          source: Text(30),
          isOn: Type.Boolean(),
          statusMap: StatusMap,
          categoryMap: CategoryMap,
        },
        closed,
      ),
      reply: Peer,
    },
    newSecret: {
      method: 'POST',
      path: '/peers/:code/secrets',
      may: 'peer.change',
      summary: 'A new secret for both sides, shown this once; the one before stays valid for a day',
      params: byCode,
      body: Type.Object({}, closed),
      status: 201,
      reply: Type.Object({ secret: Type.String() }),
    },
    receive: {
      method: 'POST',
      path: '/peers/:code/messages',
      may: 'anyone',
      perMinute: 1200,
      summary:
        'What a peer tells us, signed as Standard Webhooks says (webhook-id, webhook-timestamp, webhook-signature). The same id is answered the same again.',
      params: byCode,
      body: Type.Object(
        {
          kind: Type.Enum([...kinds]),
          sentAt: At,
          ref: Type.Optional(Ref),
          yourRef: Type.Optional(Ref),
          text: Type.Optional(Text(2000)),
          category: Type.Optional(Text(80)),
          place: Type.Optional(Place),
          areaCode: Type.Optional(AreaCode),
          address: Type.Optional(Text(200)),
          isUrgent: Type.Optional(Type.Boolean()),
          reporter: Type.Optional(
            Type.Object({ name: Type.Optional(Personal(Text(40))), phone: Personal(Text(20)) }, closed),
          ),
          status: Type.Optional(Text(40)),
          outcome: Type.Optional(Text(40)),
          reason: Type.Optional(Text(400)),
          /** What whoever reported wants: help, an inquiry, a complaint… in the words of the sender. */
          orderKind: Type.Optional(Text(40)),
          /** Until when it is to be done, where that is known or has changed. */
          dueAt: Type.Optional(At),
          day: Type.Optional(On),
          ids: Type.Optional(Type.Array(Text(80), { maxItems: 1000 })),
          photos: Type.Optional(Type.Array(Photo, { maxItems: mostPhotos })),
        },
        closed,
      ),
      reply: Type.Object({
        id: Type.String(),
        isKnown: Type.Boolean(),
        ref: Nullable(Type.String()),
        day: Nullable(Day),
      }),
    },
    photo: {
      method: 'GET',
      path: '/peers/:code/photos/:id',
      may: 'anyone',
      kind: 'stream',
      perMinute: 600,
      summary: 'A photo named in a message to this peer, behind the signed address that message gave',
      params: Type.Object({ code: Code, id: Id }, closed),
      query: Type.Object({ matter: Id, until: Text(12), sign: Text(100) }, closed),
    },
    messages: {
      method: 'GET',
      path: '/messages',
      may: 'exchange.read',
      summary: 'What went to and fro, newest first',
      query: Type.Object(
        {
          ...PageQuery,
          peer: Type.Optional(Code),
          direction: Type.Optional(Type.Enum(['in', 'out'])),
          state: Type.Optional(Type.Enum([...messageStates])),
          matter: Type.Optional(Id),
        },
        closed,
      ),
      reply: Page(MessageRow),
    },
    repeat: {
      method: 'POST',
      path: '/messages/:id/repetitions',
      may: 'exchange.repeat',
      summary: 'Sends a message again that failed for good',
      params: Type.Object({ id: Id }, closed),
      body: Type.Object({}, closed),
    },
    replay: {
      method: 'POST',
      path: '/messages/:id/replay',
      may: 'exchange.repeat',
      summary:
        'Takes in again what was refused, or a case that could not be opened, once its cause is mended 重放; what has arrived already is refused',
      params: Type.Object({ id: Id }, closed),
      body: Type.Object({}, closed),
    },
    answers: {
      method: 'GET',
      path: '/answers',
      may: 'exchange.handOver',
      summary: 'What peers answered about cases handed over to them, and nobody has dealt with here',
      query: Type.Object({ ...PageQuery, matter: Type.Optional(Id) }, closed),
      reply: Page(Answer),
    },
    settleAnswer: {
      method: 'POST',
      path: '/answers/:id/settlement',
      may: 'exchange.handOver',
      summary: 'The answer is read, and nothing more is to be done about it',
      params: Type.Object({ id: Id }, closed),
      body: Type.Object({}, closed),
    },
    handOver: {
      method: 'POST',
      path: '/peers/:code/cases',
      may: 'exchange.handOver',
      summary: 'Hands a case over to a peer 转市平台',
      params: byCode,
      body: Type.Object({ matterId: Id, text: Text(1000, 2) }, closed),
      status: 201,
      reply: MessageRow,
    },
    comparisons: {
      method: 'GET',
      path: '/comparisons',
      may: 'exchange.read',
      summary: 'How the days added up on both sides 对账',
      query: Type.Object({ ...PageQuery, peer: Type.Optional(Code) }, closed),
      reply: Page(Comparison),
    },
    differences: {
      method: 'GET',
      path: '/differences',
      may: 'exchange.read',
      summary:
        'What comparisons found, row by row: missing there, missing here, in other words; and how each was settled',
      query: Type.Object({ ...PageQuery, peer: Type.Optional(Code), isOpen: Type.Optional(Type.Boolean()) }, closed),
      reply: Page(DifferenceRow),
    },
    settle: {
      method: 'POST',
      path: '/differences/:id/settlement',
      may: 'exchange.repeat',
      summary: 'Somebody has cleared it up with the other side, and says how',
      params: Type.Object({ id: Id }, closed),
      body: Type.Object({ note: Text(400, 2) }, closed),
      reply: DifferenceRow,
    },
    askAgain: {
      method: 'POST',
      path: '/differences/:id/asking',
      may: 'exchange.repeat',
      summary: 'Asks the other side for what never came here, now 再次索要',
      params: Type.Object({ id: Id }, closed),
      body: Type.Object({}, closed),
    },
    compare: {
      method: 'POST',
      path: '/peers/:code/comparisons',
      may: 'exchange.repeat',
      summary: 'Compares a day with a peer now',
      params: byCode,
      body: Type.Object({ on: On }, closed),
      status: 201,
      reply: Comparison,
    },
  },
})
