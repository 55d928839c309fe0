/** Queries on roles held, asked for and lent, on authorities to act for a person, and on the registration funnel. */
import { areaPrefix, type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import {
  type Authority,
  type AuthorityLine,
  type Delegation,
  type GrantLine,
  type GrantRequest,
  type Role,
  roleNames,
} from '../contract.ts'
import type { Dated } from './dates.ts'

const authorityColumns = sql`u.id, u.person_id, u.helper_account_id, h.display_name as helper_name, u.relation, u.purpose,
  u.evidence_file_id, u.until_at, u.recorded_by, u.confirmed_at`

/** All prefixes under which a grant that covers the area can be filed: `''`, province … grid cell. */
const coveringPrefixes = (area: string) => [
  ...new Set(
    [0, 2, 4, 6, 9, 12, 15]
      .filter((length) => length <= area.length)
      .map((length) => areaPrefix(area.slice(0, length))),
  ),
]

export const grantsStore = (db: Db) => {
  const one = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(db)).rows[0]
  const all = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(db)).rows
  return {
    /** How many active accounts hold each of some roles; read by one at a time until its transaction ends. */
    holdersAlone: async <R extends string>(roles: readonly R[]) => {
      await sql`select pg_advisory_xact_lock(hashtext('identity:first-administrators'))`.execute(db)
      return all(sql<{ role: R; count: number }>`select g.role, count(distinct a.id)::int as count
        from identity_grants g join identity_accounts a on a.id = g.account_id and a.status = 'active'
        where g.role = any(${[...roles]}::text[]) and g.ended_at is null group by g.role order by g.role`)
    },
    ofAccount: (accountId: string) =>
      all(sql<
        Dated<Omit<GrantLine, 'unitName'>>
      >`select id, account_id, role, area_code as area, unit_id, given_by, approved_by, from_at, until_at
        from identity_grants where account_id = ${accountId} and ended_at is null order by from_at`),
    lock: (id: string) =>
      one(sql<{ id: string; accountId: string; role: Role; area: string; unitId: string | null }>`
        select id, account_id, role, area_code as area, unit_id from identity_grants
        where id = ${id} and ended_at is null for update`),
    /** Areas with administrators of their own, within reach. */
    administrators: (scope: Scope, now: Date) =>
      all(sql<{ area: string; count: number }>`select g.area_code as area, count(distinct g.account_id)::int as count
        from identity_grants g join identity_accounts a on a.id = g.account_id and a.status = 'active'
        where g.role = 'communityAdmin' and g.ended_at is null and (g.until_at is null or g.until_at > ${now})
          and ${within(scope, { area: 'g.area_code' })}
        group by g.area_code order by g.area_code limit 5000`),
    /** Roles held for exactly this area. */
    heldFor: (area: string) =>
      all(sql<{
        id: string
        accountId: string
        role: Role
        unitId: string | null
        givenBy: string | null
        approvedBy: string | null
        requestId: string | null
        untilAt: Date | null
      }>`select id, account_id, role, unit_id, given_by, approved_by, request_id, until_at from identity_grants
        where area_prefix = ${areaPrefix(area)} and area_code = ${area} and role = any(${[...roleNames]}::text[])
          and ended_at is null order by id for update`),
    /** Roles held for exactly this unit. */
    heldForUnit: (unitId: string) =>
      all(sql<{ id: string; accountId: string; role: Role; area: string }>`
        select id, account_id, role, area_code as area from identity_grants
        where unit_id = ${unitId}::uuid and ended_at is null order by id for update`),
    /** What is asked for an area that ended is asked for its heir. */
    moveRequests: (from: string, to: string) =>
      sql`update identity_grant_requests set area_code = ${to} where status = 'waiting' and area_code = ${from}`.execute(
        db,
      ),
    moveHomes: (from: string, to: string) =>
      sql`update identity_accounts set area_code = ${to} where area_code = ${from}`.execute(db),
    others: async (role: Role, id: string) =>
      (
        await one(sql<{ left: number }>`select count(*)::int as left from (select 1 from identity_grants g
        join identity_accounts a on a.id = g.account_id and a.status = 'active'
        where g.role = ${role} and g.ended_at is null and g.id <> ${id} limit 5) few`)
      )?.left ?? 0,
    end: (id: string, by: string | null, reason: string, now: Date) =>
      sql`update identity_grants set ended_at = ${now}, ended_by = ${by}, end_reason = ${reason} where id = ${id}`.execute(
        db,
      ),
    add: (grant: {
      id: string
      accountId: string
      role: Role
      area: string
      unitId: string | null
      givenBy: string | null
      approvedBy: string | null
      requestId: string | null
      untilAt: Date | null
      now: Date
      vouchedBy?: string
    }) =>
      sql`insert into identity_grants (id, account_id, role, area_code, area_prefix, unit_id, given_by, approved_by, request_id, from_at, until_at, vouched_by)
        values (${grant.id}, ${grant.accountId}, ${grant.role}, ${grant.area}, ${areaPrefix(grant.area)}, ${grant.unitId},
          ${grant.givenBy}, ${grant.approvedBy}, ${grant.requestId}, ${grant.now}, ${grant.untilAt}, ${grant.vouchedBy ?? null})`.execute(
        db,
      ),
    /** True where a role stands by a provider's word already: it holds until then now, by this one's. */
    renewVouched: async (accountId: string, provider: string, untilAt: Date): Promise<boolean> =>
      (
        await sql`update identity_grants set until_at = ${untilAt}, vouched_by = ${provider}
          where account_id = ${accountId} and vouched_by is not null and ended_at is null`.execute(db)
      ).numAffectedRows !== 0n,
    /** What stood by this provider's word alone. */
    endVouched: (accountId: string, provider: string, now: Date) =>
      all(sql<{
        id: string
        area: string
      }>`update identity_grants set ended_at = ${now}, end_reason = 'vouched for no more'
        where account_id = ${accountId} and vouched_by = ${provider} and ended_at is null returning id, area_code as area`),
    /** What an account already holds, and what is waiting for it: both count against a new role. */
    heldAndWaiting: (accountId: string) =>
      all(sql<{ role: Role; area: string; unitId: string | null; isWaiting: boolean }>`
        select role, area_code as area, unit_id, false as is_waiting from identity_grants
        where account_id = ${accountId} and ended_at is null
        union all
        select role, area_code, unit_id, true from identity_grant_requests
        where account_id = ${accountId} and status = 'waiting'`),
    ask: (request: {
      id: string
      accountId: string
      role: Role
      area: string
      unitId: string | null
      reason: string
      untilAt: Date | null
      askedBy: string
      now: Date
    }) =>
      sql`insert into identity_grant_requests (id, account_id, role, area_code, unit_id, reason, until_at, asked_by, asked_at)
        values (${request.id}, ${request.accountId}, ${request.role}, ${request.area}, ${request.unitId}, ${request.reason},
          ${request.untilAt}, ${request.askedBy}, ${request.now})`.execute(db),
    lockRequest: (id: string) =>
      one(sql<{
        id: string
        accountId: string
        role: Role
        area: string
        unitId: string | null
        untilAt: Date | null
        askedBy: string
        status: GrantRequest['status']
      }>`select id, account_id, role, area_code as area, unit_id, until_at, asked_by, status from identity_grant_requests
        where id = ${id} for update`),
    decide: (id: string, status: 'approved' | 'refused', by: string, reason: string | null, now: Date) =>
      sql`update identity_grant_requests set status = ${status}, decided_by = ${by}, decided_at = ${now},
        decision_reason = ${reason} where id = ${id}`.execute(db),
    requests: (asked: { scope: Scope; status: string | null; after: string | null; limit: number }) =>
      all(sql<
        Dated<Omit<GrantRequest, 'unitName'>>
      >`select r.id, r.account_id, a.display_name as account_name, r.role, r.area_code as area, r.unit_id,
          r.reason, r.asked_by, b.display_name as asked_by_name, r.asked_at, r.until_at, r.status, r.decided_by, r.decided_at
        from identity_grant_requests r
        join identity_accounts a on a.id = r.account_id
        join identity_accounts b on b.id = r.asked_by
        where ${within(asked.scope, { area: 'r.area_code', unit: 'r.unit_id' })}
          and (${asked.status}::text is null or r.status = ${asked.status})
          and (${asked.after}::uuid is null or r.id < ${asked.after}::uuid)
        order by r.id desc limit ${asked.limit}`),
    /** `butNot` null: only grants that cover the area; else those inside it too, but for these areas. */
    holders: (asked: {
      roles: readonly Role[]
      area: string | null
      unitId: string | null
      now: Date
      butNot: readonly string[] | null
    }) => {
      const prefixes = asked.area === null ? null : coveringPrefixes(asked.area)
      const inside =
        asked.area === null || asked.butNot === null
          ? sql`false`
          : sql`(g.area_prefix like ${`${areaPrefix(asked.area)}%`}
              and not g.area_prefix like any(${asked.butNot.map((area) => `${areaPrefix(area)}%`)}::text[]))`
      const reach = sql`g.role = any(${[...asked.roles]}::text[]) and g.ended_at is null and g.from_at <= ${asked.now}
        and (g.until_at is null or g.until_at > ${asked.now})
        and (${prefixes}::text[] is null or g.area_prefix = any(${prefixes}::text[]) or ${inside})
        and (${asked.unitId}::uuid is null or g.unit_id = ${asked.unitId})`
      return all(sql<{ id: string }>`select a.id from identity_grants g
          join identity_accounts a on a.id = g.account_id and a.status = 'active' where ${reach}
        union
        select a.id from identity_grants g
          join identity_delegations d on d.from_account_id = g.account_id and d.ended_at is null and g.role = any(d.roles)
            and d.from_at <= ${asked.now} and d.until_at > ${asked.now}
          join identity_accounts a on a.id = d.to_account_id and a.status = 'active' where ${reach}`)
    },

    /** Active colleagues of the same unit, or of the same area where there is no unit. */
    colleagues: (accountId: string) =>
      all(sql<{ id: string; displayName: string; loginName: string }>`select distinct c.id, c.display_name, c.login_name
        from identity_grants mine
        join identity_grants theirs on theirs.ended_at is null and theirs.account_id <> mine.account_id
          and ((mine.unit_id is not null and theirs.unit_id = mine.unit_id)
            or (mine.unit_id is null and theirs.role = mine.role and theirs.area_prefix = mine.area_prefix)
            or (mine.unit_id is null and theirs.area_prefix = mine.area_prefix and theirs.unit_id is null))
        join identity_accounts c on c.id = theirs.account_id and c.status = 'active' and c.kind in ('staff', 'representative')
        where mine.account_id = ${accountId} and mine.ended_at is null and mine.role not in ('resident', 'merchant')
        order by c.display_name limit 100`),
    delegate: (delegation: {
      id: string
      from: string
      to: string
      roles: readonly string[]
      fromAt: Date
      untilAt: Date
    }) =>
      sql`insert into identity_delegations (id, from_account_id, to_account_id, roles, from_at, until_at)
        values (${delegation.id}, ${delegation.from}, ${delegation.to}, ${[...delegation.roles]}::text[],
          ${delegation.fromAt}, ${delegation.untilAt})`.execute(db),
    delegationsOf: (accountId: string, now: Date) =>
      all(sql<Dated<Delegation>>`select d.id, d.from_account_id, d.to_account_id, t.display_name as to_name, d.from_at,
          d.until_at, d.roles
        from identity_delegations d join identity_accounts t on t.id = d.to_account_id
        where (d.from_account_id = ${accountId} or d.to_account_id = ${accountId}) and d.ended_at is null and d.until_at > ${now}
        order by d.from_at`),
    endDelegation: (id: string, accountId: string, now: Date) =>
      one(sql<{ fromAccountId: string; toAccountId: string }>`update identity_delegations set ended_at = ${now}
        where id = ${id} and (from_account_id = ${accountId} or to_account_id = ${accountId}) and ended_at is null
        returning from_account_id, to_account_id`),

    recordAuthority: (authority: Dated<Omit<Authority, 'helperName' | 'confirmedAt'>>, now: Date) =>
      sql`insert into identity_authorities (id, person_id, helper_account_id, relation, purpose, evidence_file_id, until_at, recorded_by, recorded_at)
        values (${authority.id}, ${authority.personId}, ${authority.helperAccountId}, ${authority.relation}, ${authority.purpose},
          ${authority.evidenceFileId}, ${authority.untilAt}, ${authority.recordedBy}, ${now})`.execute(db),
    authority: (id: string) =>
      one(sql<Dated<Authority> & { endedAt: Date | null }>`select ${authorityColumns}, u.ended_at
        from identity_authorities u join identity_accounts h on h.id = u.helper_account_id where u.id = ${id}`),
    /** Authorities this account may act under, has recorded, or that were given over its own person. */
    authoritiesOf: (accountId: string, personId: string | null, now: Date) =>
      all(sql<Dated<Authority>>`select ${authorityColumns}
        from identity_authorities u join identity_accounts h on h.id = u.helper_account_id
        where (u.helper_account_id = ${accountId} or u.recorded_by = ${accountId} or u.person_id = ${personId})
          and u.ended_at is null and u.until_at > ${now} order by u.until_at limit 100`),
    /** Newest first; within reach of the auditor are those whose helper belongs to their area. */
    authorities: (asked: {
      scope: Scope
      state: 'running' | 'over' | null
      relation: Authority['relation'] | null
      after: string | null
      limit: number
      now: Date
    }) =>
      all(sql<
        Dated<Omit<AuthorityLine, 'personName'>> & { accountName: string | null; isByResident: boolean }
      >`select ${authorityColumns},
          r.display_name as recorded_by_name, r.kind = 'person' as is_by_resident, u.recorded_at, u.ended_at,
          (select p.display_name from identity_accounts p where p.person_id = u.person_id limit 1) as account_name
        from identity_authorities u
        join identity_accounts h on h.id = u.helper_account_id
        join identity_accounts r on r.id = u.recorded_by
        where ${within(asked.scope, { area: 'h.area_code' })}
          and (${asked.state}::text is null or (u.ended_at is null and u.until_at > ${asked.now}) = (${asked.state} = 'running'))
          and (${asked.relation}::text is null or u.relation = ${asked.relation})
          and (${asked.after}::uuid is null or u.id < ${asked.after}::uuid)
        order by u.id desc limit ${asked.limit}`),
    authoritiesInForce: (personId: string, now: Date) =>
      all(sql<Dated<Authority>>`select ${authorityColumns}
        from identity_authorities u join identity_accounts h on h.id = u.helper_account_id
        where u.person_id = ${personId} and u.ended_at is null and u.until_at > ${now} order by u.id desc limit 50`),
    confirmAuthority: (id: string, by: string, now: Date) =>
      sql`update identity_authorities set confirmed_by = ${by}, confirmed_at = ${now} where id = ${id}`.execute(db),
    /** All that was ever written down over somebody, for their own copy. */
    authoritiesOver: (personId: string) =>
      all(sql<Dated<Authority> & { endedAt: Date | null }>`select ${authorityColumns}, u.ended_at
        from identity_authorities u join identity_accounts h on h.id = u.helper_account_id
        where u.person_id = ${personId} order by u.id desc limit 1000`),
    papersOf: async (personId: string) =>
      (
        await all(sql<{ id: string }>`select id from identity_authorities
          where person_id = ${personId} and evidence_file_id is not null`)
      ).map(({ id }) => id),
    oldPapers: async (before: Date, limit: number) =>
      (
        await all(sql<{ id: string }>`select id from identity_authorities
          where evidence_file_id is not null and least(ended_at, until_at) < ${before} order by id limit ${limit}`)
      ).map(({ id }) => id),
    forgetPapers: (ids: readonly string[]) =>
      sql`update identity_authorities set evidence_file_id = null where id = any(${[...ids]}::uuid[])`.execute(db),
    endAuthoritiesOver: (personId: string, now: Date) =>
      sql`update identity_authorities set ended_at = ${now} where person_id = ${personId} and ended_at is null`.execute(
        db,
      ),
    endAuthority: (id: string, now: Date) =>
      sql`update identity_authorities set ended_at = ${now} where id = ${id} and ended_at is null`.execute(db),

    /** One more at a stage of registration in a community on a day: figures per community, never per helper or resident. */
    count: (areaCode: string, day: string, stage: string) =>
      sql`insert into identity_registration_days (area_code, day, stage, people) values (${areaCode}, ${day}, ${stage}, 1)
        on conflict (area_code, day, stage) do update set people = identity_registration_days.people + 1`.execute(db),
    funnel: (prefix: string, fromOn: string, untilOn: string) =>
      all(sql<{
        areaCode: string
        on: string
        visited: number
        codeAsked: number
        registered: number
        linked: number
        closed: number
        unfollowed: number
      }>`select area_code, day as on,
          coalesce(sum(people) filter (where stage = 'visited'), 0)::int as visited,
          coalesce(sum(people) filter (where stage = 'code-asked'), 0)::int as code_asked,
          coalesce(sum(people) filter (where stage = 'registered'), 0)::int as registered,
          coalesce(sum(people) filter (where stage = 'linked'), 0)::int as linked,
          coalesce(sum(people) filter (where stage = 'closed'), 0)::int as closed,
          coalesce(sum(people) filter (where stage = 'unfollowed'), 0)::int as unfollowed
        from identity_registration_days
        where area_code like ${prefix} || '%' and day between ${fromOn} and ${untilOn}
        group by area_code, day order by day, area_code limit 5000`),
  }
}
