/** Queries about what hangs on a matter: words, supporting units, requests, supervision, ratings, calls, parties. */
import { type Db, type Scope, uuidv7, within } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Limit } from '../clock.ts'
import type { Exclusion } from '../reply.ts'
import { fetching, keyAfter, pageText } from './lists.ts'

export type MessageRecord = {
  id: string
  at: Date
  authorId: string | null
  authorName: string
  side: 'resident' | 'staff' | 'system'
  isPublic: boolean
  text: string
  fileIds: string[]
}
export type HelperRecord = {
  id: string
  matterId: string
  unitId: string
  unitName: string
  task: string
  dueAt: Date | null
  doneAt: Date | null
  result: string | null
  overriddenBecause: string | null
}
export type RequestRecord = {
  id: string
  matterId: string
  kind: 'delay' | 'suspend' | 'return' | 'exclude' | 'overload' | 'void'
  state: 'asked' | 'granted' | 'refused' | 'withdrawn'
  reasonCode: 'notOurs' | 'unclearOwner' | 'wrongAddress' | 'wrongCategory' | 'duplicate' | 'other' | Exclusion | null
  reason: string
  limit: Limit | null
  /** The clock more time is asked for. */
  clockId: string | null
  reviewOn: string | null
  /** Who is to be given more than its fill. */
  toUnitId: string | null
  toUnitName: string | null
  needsArbitration: boolean
  askedById: string | null
  askedByName: string
  askedByUnitId: string | null
  askedAt: Date
  decidedByName: string | null
  decidedAt: Date | null
  decision: string | null
  fileIds: string[]
}
export type SupervisionRecord = {
  id: string
  matterId: string
  level: 'reminder' | 'yellow' | 'red' | 'listed' | 'instruction'
  byId: string | null
  byName: string
  text: string
  at: Date
  answeredAt: Date | null
  answer: string | null
}
export type RatingRecord = {
  id: string
  accountId: string | null
  score: number
  reasons: string[]
  text: string | null
  at: Date
  followUp: 'open' | 'done' | null
}
export type FollowUpRecord = {
  id: string
  at: Date
  byId: string | null
  byName: string
  channel: 'phone' | 'wechat' | 'chat' | 'visit' | 'sms'
  isReached: boolean
  isSolved: boolean | null
  satisfaction: number | null
  note: string
}
export type CallRecord = {
  id: string
  at: Date
  byName: string
  toName: string
  channel: 'phone' | 'wechat' | 'chat' | 'visit'
  outcome: 'reached' | 'noAnswer' | 'busy' | 'refused' | 'wrongNumber'
  seconds: number | null
  note: string
}
export type PartyView = {
  id: string
  accountId: string | null
  name: string | null
  contactRef: string | null
  kind: 'reporter' | 'follower'
  since: Date
  viaMatterId: string | null
}

const endOfTime = new Date('9999-12-31T00:00:00Z')
const requestColumns =
  sql.raw(`r.id, r.matter_id, r.kind, r.state, r.reason_code, r.reason, r.time_limit as "limit", r.clock_id, r.review_on, r.to_unit_id, r.to_unit_name,
  r.needs_arbitration, r.asked_by_id, r.asked_by_name, r.asked_by_unit_id, r.asked_at, r.decided_by_name, r.decided_at, r.decision, r.file_ids`)
const helperColumns = sql.raw(
  'h.id, h.matter_id, h.unit_id, h.unit_name, h.task, h.due_at, h.done_at, h.result, h.overridden_because',
)
const messageColumns = sql.raw('id, at, author_id, author_name, side, is_public, text, file_ids')
const supervisionColumns = sql.raw('id, matter_id, level, by_id, by_name, text, at, answered_at, answer')

/** Everything that hangs on matters. */
/** Somebody who only follows; null for everybody else. */
type Onlooker = { readonly id: string | null } | null
/** Onlookers hear the office and themselves, not what its reporter answers. */
const heardBy = (onlooker: Onlooker) =>
  onlooker === null ? sql`true` : sql`(side <> 'resident' or author_id = ${onlooker.id}::uuid)`

export const partStore = (db: Db) => {
  const many = async <R>(statement: RawBuilder<R>): Promise<R[]> => (await statement.execute(db)).rows
  const one = async <R>(statement: RawBuilder<R>): Promise<R | null> => (await many(statement))[0] ?? null
  const must = async <R>(statement: RawBuilder<R>): Promise<R> => {
    const row = await one(statement)
    if (!row) throw new Error('a row was written and did not come back')
    return row
  }
  return {
    say: (matterId: string, said: Omit<MessageRecord, 'id'>) =>
      must(sql<MessageRecord>`insert into matters_messages (id, matter_id, at, author_id, author_name, side, is_public, text, file_ids)
        values (${uuidv7()}::uuid, ${matterId}::uuid, ${said.at}, ${said.authorId}::uuid, ${said.authorName}, ${said.side}, ${said.isPublic}, ${said.text},
        ${said.fileIds}::uuid[]) returning ${messageColumns}`),
    messages: (matterId: string, publicOnly: boolean, onlooker: Onlooker = null, limit = 200) =>
      many(sql<MessageRecord>`select * from (select ${messageColumns} from matters_messages where matter_id = ${matterId}::uuid
        and (is_public or not ${publicOnly}) and ${heardBy(onlooker)} order by id desc limit ${limit}) as newest order by id`),
    /** `reader` is nobody of the staff, and hears no names behind the names. */
    messagePage: async (
      matterId: string,
      reader: { readonly id: string | null; readonly isOnlooker: boolean } | null,
      after: string | undefined,
      limit: number,
    ) => {
      const { id } = keyAfter(after, 'falling')
      const rows = sql`select json_build_object('id', id, 'at', at,
          'authorId', case when ${reader === null} or author_id = ${reader?.id ?? null}::uuid then author_id end, 'authorName', author_name, 'side', side,
          'isPublic', is_public, 'text', text, 'fileIds', file_ids) as item, at as key_at, id as key_id
        from matters_messages where matter_id = ${matterId}::uuid and (is_public or ${reader === null}) and ${heardBy(reader?.isOnlooker ? reader : null)}
          and id < ${id}::uuid order by id desc limit ${fetching(limit)}`
      return (await must(pageText(rows, limit, 'falling'))).text
    },

    support: (
      matterId: string,
      ask: { unitId: string; unitName: string; task: string; dueAt: Date | null; now: Date },
    ) =>
      must(sql<HelperRecord>`insert into matters_helpers as h (id, matter_id, unit_id, unit_name, task, due_at, order_at, asked_at)
        values (${uuidv7()}::uuid, ${matterId}::uuid, ${ask.unitId}::uuid, ${ask.unitName}, ${ask.task}, ${ask.dueAt}::timestamptz,
        ${ask.dueAt ?? endOfTime}::timestamptz, ${ask.now}) returning ${helperColumns}`),
    helper: (id: string) =>
      one(sql<HelperRecord>`select ${helperColumns} from matters_helpers h where id = ${id}::uuid`),
    helpers: (matterId: string) =>
      many(
        sql<HelperRecord>`select ${helperColumns} from matters_helpers h where matter_id = ${matterId}::uuid order by asked_at, id`,
      ),
    finishSupport: (id: string, now: Date, result: string | null, overriddenBecause: string | null) =>
      one(sql<HelperRecord>`update matters_helpers as h set done_at = ${now}, result = ${result}, overridden_because = ${overriddenBecause}
        where id = ${id}::uuid and done_at is null returning ${helperColumns}`),

    ask: (
      asked: Omit<RequestRecord, 'id' | 'state' | 'decidedByName' | 'decidedAt' | 'decision'> & {
        areaCode: string
        decideBy: Date
      },
    ) =>
      must(sql<RequestRecord>`insert into matters_requests as r (id, matter_id, area_code, kind, state, reason_code, reason, time_limit, clock_id, review_on,
          needs_arbitration, asked_by_id, asked_by_name, asked_by_unit_id, asked_at, file_ids, decide_by, to_unit_id, to_unit_name)
        values (${uuidv7()}::uuid, ${asked.matterId}::uuid, ${asked.areaCode}, ${asked.kind}, 'asked', ${asked.reasonCode}, ${asked.reason},
          ${asked.limit === null ? null : JSON.stringify(asked.limit)}::jsonb, ${asked.clockId}::uuid, ${asked.reviewOn}::date, ${asked.needsArbitration},
          ${asked.askedById}::uuid, ${asked.askedByName}, ${asked.askedByUnitId}::uuid, ${asked.askedAt}, ${asked.fileIds}::uuid[], ${asked.decideBy},
          ${asked.toUnitId}::uuid, ${asked.toUnitName})
        returning ${requestColumns}`),
    /** Which matter it is about; whoever decides locks that first, as every act does. */
    matterOfRequest: async (id: string) =>
      (await one(sql<{ matterId: string }>`select matter_id from matters_requests where id = ${id}::uuid`))?.matterId ??
      null,
    request: (id: string) =>
      one(sql<RequestRecord>`select ${requestColumns} from matters_requests r where id = ${id}::uuid for update`),
    requests: (matterId: string) =>
      many(
        sql<RequestRecord>`select ${requestColumns} from matters_requests r where matter_id = ${matterId}::uuid order by asked_at, id`,
      ),
    /** Did a leader say that this unit may take this matter, though it has had its fill? */
    mayExceed: async (matterId: string, unitId: string) =>
      (await one(sql`select 1 from matters_requests where matter_id = ${matterId}::uuid and to_unit_id = ${unitId}::uuid
        and kind = 'overload' and state = 'granted' limit 1`)) !== null,
    decide: (
      id: string,
      state: 'granted' | 'refused' | 'withdrawn',
      by: { id: string | null; name: string; at: Date },
      decision: string,
    ) =>
      must(sql<RequestRecord>`update matters_requests as r set state = ${state}, decided_by_id = ${by.id}::uuid, decided_by_name = ${by.name},
        decided_at = ${by.at}, decision = ${decision} where id = ${id}::uuid returning ${requestColumns}`),
    waiting: async (scope: Scope, after: string | undefined, limit: number) => {
      const { at, id } = keyAfter(after, 'rising')
      const rows = sql`select json_build_object('id', r.id, 'matterId', r.matter_id, 'kind', r.kind, 'state', r.state, 'reasonCode', r.reason_code,
          'reason', r.reason, 'limit', r.time_limit, 'reviewOn', r.review_on, 'toUnitId', r.to_unit_id, 'toUnitName', r.to_unit_name, 'needsArbitration', r.needs_arbitration, 'askedById', r.asked_by_id,
          'askedByName', r.asked_by_name, 'askedByUnitId', r.asked_by_unit_id, 'askedAt', r.asked_at, 'decidedByName', null, 'decidedAt', null,
          'decision', null, 'fileIds', r.file_ids) as item, r.asked_at as key_at, r.id as key_id
        from matters_requests r where r.state = 'asked' and ${within(scope, { area: 'r.area_code' })}
          and (r.asked_at, r.id) > (${at}::timestamptz, ${id}::uuid) order by r.asked_at, r.id limit ${fetching(limit)}`
      return (await must(pageText(rows, limit, 'rising'))).text
    },

    supervise: async (made: Omit<SupervisionRecord, 'id' | 'answeredAt' | 'answer'>) => {
      await sql`insert into matters_supervisions (id, matter_id, level, by_id, by_name, text, at)
        values (${uuidv7()}::uuid, ${made.matterId}::uuid, ${made.level}, ${made.byId}::uuid, ${made.byName}, ${made.text}, ${made.at})`.execute(
        db,
      )
    },
    supervision: (id: string) =>
      one(sql<SupervisionRecord>`select ${supervisionColumns} from matters_supervisions where id = ${id}::uuid`),
    supervisions: (matterId: string) =>
      many(
        sql<SupervisionRecord>`select ${supervisionColumns} from matters_supervisions where matter_id = ${matterId}::uuid order by at, id`,
      ),
    answerSupervision: async (id: string, answer: string, at: Date) => {
      await sql`update matters_supervisions set answer = ${answer}, answered_at = ${at} where id = ${id}::uuid`.execute(
        db,
      )
    },

    rate: (matterId: string, rated: Omit<RatingRecord, 'id'>) =>
      one(sql<RatingRecord>`insert into matters_ratings (id, matter_id, account_id, score, reasons, text, at, follow_up, unit_id)
        values (${uuidv7()}::uuid, ${matterId}::uuid, ${rated.accountId}::uuid, ${rated.score}, ${rated.reasons}::text[], ${rated.text}, ${rated.at}, ${rated.followUp},
          (select s.actor_unit_id from matters_steps s join matters_matters m on m.id = s.matter_id
            where s.matter_id = ${matterId}::uuid and s.actor_id = any(m.handled_by) order by s.seq desc limit 1))
        on conflict do nothing returning id, account_id, score, reasons, text, at, follow_up`),
    ratings: (matterId: string) =>
      many(
        sql<RatingRecord>`select id, account_id, score, reasons, text, at, follow_up from matters_ratings
          where matter_id = ${matterId}::uuid and superseded_at is null order by at`,
      ),
    finishFollowUps: async (
      matterId: string,
      done: { result: string; at: Date; isSatisfiedNow: boolean; cause: string | null },
    ) =>
      (
        await many(sql`update matters_ratings set follow_up = 'done', follow_up_result = ${done.result}, follow_up_at = ${done.at},
        is_satisfied_now = ${done.isSatisfiedNow}, cause = ${done.cause} where matter_id = ${matterId}::uuid and follow_up = 'open' returning id`)
      ).length,
    followUp: async (matterId: string, made: Omit<FollowUpRecord, 'id'>) => {
      await sql`insert into matters_follow_ups (id, matter_id, at, by_id, by_name, channel, is_reached, is_solved, satisfaction, note)
        values (${uuidv7()}::uuid, ${matterId}::uuid, ${made.at}, ${made.byId}::uuid, ${made.byName}, ${made.channel}, ${made.isReached},
        ${made.isSolved}, ${made.satisfaction}::smallint, ${made.note})`.execute(db)
    },
    followUps: (matterId: string) =>
      many(sql<FollowUpRecord>`select id, at, by_id, by_name, channel, is_reached, is_solved, satisfaction, note
        from matters_follow_ups where matter_id = ${matterId}::uuid order by at, id`),
    /** After a reopening the same people rate anew; what they said before is kept. */
    supersedeRatings: async (matterId: string, at: Date) => {
      await sql`update matters_ratings set superseded_at = ${at} where matter_id = ${matterId}::uuid and superseded_at is null`.execute(
        db,
      )
    },

    call: (matterId: string, call: Omit<CallRecord, 'id'> & { byId: string | null; toAccountId: string | null }) =>
      must(sql<CallRecord>`insert into matters_calls (id, matter_id, at, by_id, by_name, to_name, to_account_id, channel, outcome, seconds, note)
        values (${uuidv7()}::uuid, ${matterId}::uuid, ${call.at}, ${call.byId}::uuid, ${call.byName}, ${call.toName}, ${call.toAccountId}::uuid,
        ${call.channel}, ${call.outcome}, ${call.seconds}, ${call.note}) returning id, at, by_name, to_name, channel, outcome, seconds, note`),
    calls: (matterId: string) =>
      many(
        sql<CallRecord>`select id, at, by_name, to_name, channel, outcome, seconds, note from matters_calls where matter_id = ${matterId}::uuid order by at, id`,
      ),

    parties: (matterId: string) =>
      many(sql<PartyView>`select id, account_id, name, contact_ref, kind, since, via_matter_id from matters_parties
      where matter_id = ${matterId}::uuid order by since, id`),
    follow: async (matterId: string, accountId: string, personId: string | null, name: string, since: Date) => {
      await sql`insert into matters_parties (id, matter_id, kind, account_id, person_id, name, since)
        select ${uuidv7()}::uuid, ${matterId}::uuid, 'follower', ${accountId}::uuid, ${personId}::uuid, ${name}, ${since}
        where not exists (select 1 from matters_parties where matter_id = ${matterId}::uuid and account_id = ${accountId}::uuid
          and kind <> 'participant')`.execute(db)
    },
    /** True when they were not in the room before. */
    invite: async (matterId: string, accountId: string, name: string, since: Date): Promise<boolean> =>
      (
        await many(sql`insert into matters_parties (id, matter_id, kind, account_id, name, since)
        select ${uuidv7()}::uuid, ${matterId}::uuid, 'participant', ${accountId}::uuid, ${name}, ${since}
        where not exists (select 1 from matters_parties where matter_id = ${matterId}::uuid and account_id = ${accountId}::uuid
          and kind = 'participant') returning id`)
      ).length > 0,
    /** Reporters of a merged matter hear of the one it went into; whoever only followed that one is its reporter from now on. */
    bringParties: async (fromId: string, intoId: string) => {
      await sql`update matters_parties q set kind = 'reporter', person_id = p.person_id, name = p.name, contact_ref = p.contact_ref,
          via_matter_id = ${fromId}::uuid, followed_as = coalesce(q.name, '')
        from matters_parties p where p.matter_id = ${fromId}::uuid and p.kind = 'reporter'
          and q.matter_id = ${intoId}::uuid and q.kind = 'follower' and q.account_id = p.account_id`.execute(db)
      await sql`insert into matters_parties (id, matter_id, kind, account_id, person_id, name, contact_ref, since, via_matter_id)
        select gen_random_uuid(), ${intoId}::uuid, p.kind, p.account_id, p.person_id, p.name, p.contact_ref, p.since, ${fromId}::uuid
        from matters_parties p where p.matter_id = ${fromId}::uuid and p.kind <> 'participant' and not exists (select 1
          from matters_parties q where q.matter_id = ${intoId}::uuid and q.account_id = p.account_id and q.kind <> 'participant')`.execute(
        db,
      )
    },
    /** Those who came with a matter leave with it; who followed the other one before follows it as before. */
    takeParties: async (fromId: string, intoId: string) => {
      await sql`update matters_parties set kind = 'follower', name = nullif(followed_as, ''), contact_ref = null, via_matter_id = null,
          followed_as = null
        where matter_id = ${intoId}::uuid and via_matter_id = ${fromId}::uuid and followed_as is not null`.execute(db)
      await sql`delete from matters_parties where matter_id = ${intoId}::uuid and via_matter_id = ${fromId}::uuid`.execute(
        db,
      )
    },
    /** For the data-protection desk. */
    ofPerson: (personId: string) =>
      many(sql<{
        number: string
        title: string
        kind: string
        since: Date
        name: string | null
      }>`select m.number, m.title, p.kind, p.since, p.name
      from matters_parties p join matters_matters m on m.id = p.matter_id where p.person_id = ${personId}::uuid order by p.since`),
    forgetPerson: async (personId: string) =>
      (
        await many(sql`update matters_parties set person_id = null, account_id = null, name = null, contact_ref = null, followed_as = null
        where person_id = ${personId}::uuid returning id`)
      ).length,
    /** Another entry of the register stands behind a log-in; what they reported for somebody else stays that person's. */
    carry: async (accountId: string, from: string | null, to: string): Promise<void> => {
      await sql`update matters_parties set person_id = ${to}::uuid
        where account_id = ${accountId}::uuid and person_id is not distinct from ${from}::uuid`.execute(db)
    },
  }
}
