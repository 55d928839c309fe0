/** Queries on accounts, their passwords, passkeys, outside links and codes. */
import { areaPrefix, type Db, type Scope, uuidv7, within } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { AccountKind, HeldRole, Role } from '../contract.ts'
import type { Failures } from '../lockout.ts'
import type { Asked } from '../one-time-code.ts'
import type { AccountView } from '../port.ts'

/** An account as the log-in reads it: in one query, with the roles it will wake up with. */
export type AccountRow = {
  readonly id: string
  readonly loginName: string
  readonly displayName: string
  readonly kind: AccountKind
  readonly personId: string | null
  readonly areaCode: string | null
  readonly unitId: string | null
  readonly phoneSealed: string | null
  readonly phonePrint: string | null
  readonly status: 'active' | 'disabled' | 'closed'
  readonly failures: number
  readonly lockedUntil: Date | null
  readonly mustChangePassword: boolean
  readonly passwordHash: string | null
  readonly passwordChangedAt: Date | null
  readonly realNameAt: Date | null
  readonly totpSealed: string | null
  readonly totpPendingSealed: string | null
  readonly totpStep: number
  readonly isDemo: boolean
  readonly contractId: string | null
  readonly passkeyCount: number
  readonly roles: readonly Role[]
}

const accountColumns = sql`a.id, a.login_name, a.display_name, a.kind, a.person_id, a.area_code, a.unit_id, a.phone_sealed,
  a.phone_print, a.status, a.failures, a.locked_until, a.must_change_password, a.password_hash, a.password_changed_at, a.real_name_at,
  a.totp_sealed, a.totp_pending_sealed, a.totp_step, a.is_demo, a.contract_id,
  (select count(*)::int from identity_passkeys k where k.account_id = a.id) as passkey_count,
  array(select g.role from identity_grants g where g.account_id = a.id and g.ended_at is null) as roles`

const viewColumns = sql`a.id, a.login_name, a.display_name, a.kind, a.person_id, a.area_code, a.unit_id,
  a.status = 'active' as is_active`

/** Roles of `a` now, its own and those lent to it, as JSON. */
export const rolesNow = (now: Date) => sql<HeldRole[]>`(select coalesce(jsonb_agg(r.held), '[]') from (
  select jsonb_build_object('role', g.role, 'area', g.area_code, 'unitId', g.unit_id, 'fromAccountId', null) as held
  from identity_grants g
  where g.account_id = a.id and g.ended_at is null and g.from_at <= ${now} and (g.until_at is null or g.until_at > ${now})
  union all
  select jsonb_build_object('role', g.role, 'area', g.area_code, 'unitId', g.unit_id, 'fromAccountId', d.from_account_id)
  from identity_delegations d
  join identity_grants g on g.account_id = d.from_account_id and g.role = any(d.roles)
  join identity_accounts away on away.id = d.from_account_id and away.status = 'active'
  where d.to_account_id = a.id and d.ended_at is null and d.from_at <= ${now} and d.until_at > ${now}
    and g.ended_at is null and g.from_at <= ${now} and (g.until_at is null or g.until_at > ${now})
) r)`

/** What a new account consists of, ready to be written. */
export type AccountToWrite = {
  readonly id: string
  readonly loginName: string
  readonly displayName: string
  readonly kind: AccountKind
  readonly personId?: string | null
  readonly areaCode?: string | null
  readonly unitId?: string | null
  readonly phoneSealed?: string | null
  readonly phonePrint?: string | null
  readonly numberPrint?: string | null
  readonly creditCode?: string | null
  readonly realNameAt?: Date | null
  readonly contractId?: string | null
  readonly passwordHash?: string | null
  readonly mustChangePassword?: boolean
  readonly isDemo?: boolean
  readonly roles: readonly { readonly role: Role; readonly area: string; readonly unitId?: string | null }[]
}

/** Account and first grants as CTEs `account` and `granted`, to be one statement with whatever else is written. */
export const accountParts = (account: AccountToWrite, now: Date) => {
  const grants = account.roles.map(({ role, area, unitId }) => ({
    id: uuidv7(),
    role,
    area,
    prefix: areaPrefix(area),
    unit: unitId ?? null,
  }))
  return sql`account as (insert into identity_accounts (id, login_name, login_key, display_name, kind, person_id, area_code,
      unit_id, phone_sealed, phone_print, number_print, credit_code, real_name_at, password_hash, password_changed_at,
      must_change_password, is_demo, contract_id, created_at)
    values (${account.id}, ${account.loginName}, ${account.loginName.toLowerCase()}, ${account.displayName},
      ${account.kind}, ${account.personId ?? null}, ${account.areaCode ?? null}, ${account.unitId ?? null},
      ${account.phoneSealed ?? null}, ${account.phonePrint ?? null}, ${account.numberPrint ?? null},
      ${account.creditCode ?? null}, ${account.realNameAt ?? null}, ${account.passwordHash ?? null}, ${account.passwordHash ? now : null},
      ${account.mustChangePassword ?? false}, ${account.isDemo ?? false}, ${account.contractId ?? null}, ${now})
    returning id),
  granted as (insert into identity_grants (id, account_id, role, area_code, area_prefix, unit_id, from_at)
    select one.id, ${account.id}, one.role, one.area, one.prefix, one.unit, ${now}
    from jsonb_to_recordset(${JSON.stringify(grants)}::jsonb)
      as one(id uuid, role text, area text, prefix text, unit uuid))`
}

export const accountsStore = (db: Db) => {
  const one = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(db)).rows[0]
  const all = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(db)).rows
  return {
    byLogin: (loginName: string) =>
      one(
        sql<AccountRow>`select ${accountColumns} from identity_accounts a where a.login_key = ${loginName.toLowerCase()}`,
      ),
    byPhone: (phonePrint: string) =>
      one(sql<AccountRow>`select ${accountColumns} from identity_accounts a where a.phone_print = ${phonePrint}`),
    byNumber: (numberPrint: string) =>
      one(sql<AccountRow>`select ${accountColumns} from identity_accounts a where a.number_print = ${numberPrint}`),
    byId: (id: string) => one(sql<AccountRow>`select ${accountColumns} from identity_accounts a where a.id = ${id}`),
    lock: (id: string) =>
      one(sql<AccountRow>`select ${accountColumns} from identity_accounts a where a.id = ${id} for update of a`),
    byLink: (provider: string, subject: string, unionId: string | null) =>
      one(sql<AccountRow>`select ${accountColumns} from identity_accounts a join identity_links l on l.account_id = a.id
        where (l.provider = ${provider} and l.subject = ${subject})
          or (${unionId}::text is not null and l.union_id = ${unionId})
        order by (l.provider = ${provider}) desc limit 1`),
    view: (id: string) => one(sql<AccountView>`select ${viewColumns} from identity_accounts a where a.id = ${id}`),
    views: (ids: readonly string[]) =>
      all(sql<AccountView>`select ${viewColumns} from identity_accounts a where a.id = any(${[...ids]}::uuid[])`),
    /** Whose name or login holds this text. */
    named: (text: string, limit: number) =>
      all(sql<{ id: string }>`select id from identity_accounts
        where login_key like '%' || lower(${text}) || '%' or display_name like '%' || ${text} || '%'
        order by login_key limit ${limit}`),
    ofPerson: (personId: string) =>
      one(sql<{ id: string }>`select id from identity_accounts where person_id = ${personId} and status = 'active'`),
    ofPersons: (personIds: readonly string[]) =>
      all(sql<{ id: string; personId: string }>`select id, person_id from identity_accounts
        where person_id = any(${[...personIds]}::uuid[]) and status = 'active'`),
    lastHere: (personIds: readonly string[]) =>
      all(sql<{ personId: string; at: Date }>`select person_id, coalesce(last_seen_at, created_at) as at
        from identity_accounts where person_id = any(${[...personIds]}::uuid[]) and status = 'active'`),
    rolesOf: (id: string, now: Date) =>
      one(sql<{ roles: HeldRole[] }>`select ${rolesNow(now)} as roles from identity_accounts a where a.id = ${id}`),
    /** Whether a login name, phone or identity number is already somebody's; nulls are nobody's. */
    taken: (loginName: string | null, phonePrint: string | null, numberPrint: string | null) =>
      one(sql<{ login: boolean; phone: boolean; number: boolean }>`select
        exists (select from identity_accounts where login_key = ${loginName?.toLowerCase() ?? null}) as login,
        exists (select from identity_accounts where phone_print = ${phonePrint}) as phone,
        exists (select from identity_accounts where number_print = ${numberPrint}) as number`),
    create: (account: AccountToWrite, now: Date) =>
      sql`with ${accountParts(account, now)} select id from account`.execute(db),
    linkPerson: (id: string, personId: string) =>
      one(sql<{ areaCode: string | null }>`update identity_accounts set person_id = ${personId}
        where id = ${id} and person_id is null returning area_code`),
    setUnit: (id: string, unitId: string | null) =>
      sql`update identity_accounts set unit_id = ${unitId} where id = ${id}`.execute(db),
    movePerson: (id: string, from: string, to: string) =>
      sql`update identity_accounts set person_id = ${to} where id = ${id} and person_id = ${from}`.execute(db),
    sealedPhones: (ids: readonly string[]) =>
      all(sql<{ id: string; phoneSealed: string }>`select id, phone_sealed from identity_accounts
        where id = any(${[...ids]}::uuid[]) and phone_sealed is not null and status = 'active'`),

    /** Writes a failed try if nobody else did meanwhile; false asks the caller to look again. */
    setFailures: async (id: string, before: Failures, after: Failures) =>
      (
        await sql`update identity_accounts set failures = ${after.failures}, locked_until = ${after.lockedUntil}
        where id = ${id} and failures = ${before.failures} and locked_until is not distinct from ${before.lockedUntil}`.execute(
          db,
        )
      ).numAffectedRows === 1n,
    /** Audit entry and events alone. */
    tell: (tail: RawBuilder<unknown>) => sql`with ${tail} select 1`.execute(db),
    failuresOf: (id: string) =>
      one(sql<Failures>`select failures, locked_until from identity_accounts where id = ${id}`),
    strangerTries: (namePrint: string) =>
      one(sql<Failures>`select failures, locked_until from identity_stranger_tries where name_print = ${namePrint}`),
    setStrangerTries: (namePrint: string, after: Failures, now: Date) =>
      sql`insert into identity_stranger_tries (name_print, failures, locked_until, at)
        values (${namePrint}, ${after.failures}, ${after.lockedUntil}, ${now})
        on conflict (name_print) do update set failures = excluded.failures, locked_until = excluded.locked_until,
          at = excluded.at`.execute(db),

    oldPasswords: (id: string, howMany: number) =>
      all(
        sql<{
          hash: string
        }>`select hash from identity_old_passwords where account_id = ${id} order by at desc limit ${howMany}`,
      ),
    /** With a `tail` one statement by itself; without, part of the transaction under way. Other sessions end. */
    setPassword: (
      id: string,
      hash: string,
      mustChange: boolean,
      session: { id: string; stage: string } | null,
      tail: RawBuilder<unknown> | null,
      now: Date,
    ) =>
      sql`with ${tail ? sql`${tail},` : sql``}
          kept as (insert into identity_old_passwords (id, account_id, hash, at)
            select ${uuidv7()}::uuid, id, password_hash, ${now}::timestamptz from identity_accounts
            where id = ${id} and password_hash is not null),
          staged as (update identity_sessions set stage = ${session?.stage ?? 'whole'} where id = ${session?.id ?? null}::uuid),
          others as (delete from identity_sessions
            where account_id = ${id} and id is distinct from ${session?.id ?? null}::uuid)
        update identity_accounts set password_hash = ${hash}, password_changed_at = ${now}, failures = 0,
          locked_until = null, must_change_password = ${mustChange} where id = ${id}`.execute(db),
    setTotp: (id: string, sealed: string | null, pending: string | null, step: number) =>
      sql`update identity_accounts set totp_sealed = ${sealed}, totp_pending_sealed = ${pending}, totp_step = ${step}
        where id = ${id}`.execute(db),
    /** A TOTP step counts once; false means it was used before. */
    useTotpStep: async (id: string, step: number) =>
      (await sql`update identity_accounts set totp_step = ${step} where id = ${id} and totp_step < ${step}`.execute(db))
        .numAffectedRows === 1n,
    restIdle: (before: Date) =>
      all(sql<{ id: string }>`update identity_accounts set status = 'disabled'
        where kind in ('staff', 'representative') and status = 'active' and not is_demo and coalesce(last_seen_at, created_at) < ${before}
        returning id`),
    setStatus: (id: string, status: 'active' | 'disabled') =>
      sql`update identity_accounts set status = ${status} where id = ${id} and status <> 'closed'`.execute(db),
    unlock: (id: string) =>
      sql`update identity_accounts set failures = 0, locked_until = null where id = ${id}`.execute(db),
    /** Closing keeps the id for old records and forgets everything by which the person could be found. */
    close: (id: string, reason: string | null, now: Date) =>
      sql`with gone as (update identity_accounts set status = 'closed', closed_at = ${now}, login_name = id::text,
          login_key = id::text, display_name = '已注销', person_id = null, phone_sealed = null, phone_print = null,
          number_print = null, password_hash = null, totp_sealed = null where id = ${id} returning area_code, kind),
        keys as (delete from identity_passkeys where account_id = ${id}),
        links as (delete from identity_links where account_id = ${id}),
        olds as (delete from identity_old_passwords where account_id = ${id}),
        ended as (update identity_grants set ended_at = ${now}, end_reason = 'account closed'
          where account_id = ${id} and ended_at is null),
        back as (update identity_delegations set ended_at = ${now}
          where (from_account_id = ${id} or to_account_id = ${id}) and ended_at is null)
        insert into identity_closures (id, area_code, kind, reason, at)
        select ${uuidv7()}, area_code, kind, ${reason}, ${now} from gone`.execute(db),

    passkeys: (accountId: string) =>
      all(sql<{
        id: string
        credentialId: string
        label: string
        transports: string[]
        addedAt: Date
        usedAt: Date | null
      }>`
        select id, credential_id, label, transports, added_at, used_at from identity_passkeys
        where account_id = ${accountId} order by added_at`),
    passkey: (credentialId: string) =>
      one(sql<{ id: string; accountId: string; publicKey: Buffer; counter: number; transports: string[] }>`
        select id, account_id, public_key, counter, transports from identity_passkeys where credential_id = ${credentialId}`),
    addPasskey: (key: {
      accountId: string
      credentialId: string
      publicKey: Uint8Array
      counter: number
      transports: readonly string[]
      label: string
      now: Date
    }) =>
      sql`insert into identity_passkeys (id, account_id, credential_id, public_key, counter, transports, label, added_at)
        values (${uuidv7()}, ${key.accountId}, ${key.credentialId}, ${Buffer.from(key.publicKey)}, ${key.counter},
          ${[...key.transports]}::text[], ${key.label}, ${key.now})`.execute(db),
    usePasskey: (id: string, counter: number, now: Date) =>
      sql`update identity_passkeys set counter = ${counter}, used_at = ${now} where id = ${id}`.execute(db),
    removePasskey: async (id: string, accountId: string) =>
      (await sql`delete from identity_passkeys where id = ${id} and account_id = ${accountId}`.execute(db))
        .numAffectedRows === 1n,
    addChallenge: (id: string, accountId: string | null, challenge: string, expiresAt: Date) =>
      sql`insert into identity_challenges (id, account_id, challenge, expires_at)
        values (${id}, ${accountId}, ${challenge}, ${expiresAt})`.execute(db),
    takeChallenge: (id: string, accountId: string | null, now: Date) =>
      one(sql<{ challenge: string }>`delete from identity_challenges where id = ${id} and expires_at > ${now}
        and account_id is not distinct from ${accountId}::uuid returning challenge`),

    /** One asker per phone at a time, or two clicks would send two codes. */
    /** What this phone, and everybody at this address, asked for since; both wait their turn, the phone first. */
    codesAsked: async (phonePrint: string, addressPrint: string, since: Date) => {
      for (const key of [phonePrint, addressPrint])
        await sql`select pg_advisory_xact_lock(hashtextextended(${`identity-code ${key}`}, 0))`.execute(db)
      return one(sql<Asked>`select max(asked_at) as last_asked_at, count(*)::int as asked_today,
          (select count(*)::int from identity_codes where address_print = ${addressPrint} and asked_at > ${since}) as asked_from_address
        from identity_codes where phone_print = ${phonePrint} and asked_at > ${since}`)
    },
    addCode: (code: {
      id: string
      phonePrint: string
      addressPrint: string
      purpose: string
      digest: string
      askedAt: Date
      expiresAt: Date
    }) =>
      sql`insert into identity_codes (id, phone_print, address_print, purpose, code_digest, asked_at, expires_at)
        values (${code.id}, ${code.phonePrint}, ${code.addressPrint}, ${code.purpose}, ${code.digest}, ${code.askedAt}, ${code.expiresAt})`.execute(
        db,
      ),
    /** Tries the newest waiting code: counts the try, and uses the code up when it fits. Commits by itself where it must. */
    tryCode: async (phonePrint: string, purpose: string, digest: string, tries: number, now: Date) =>
      (
        await one(sql<{ isRight: boolean }>`update identity_codes set tries = tries + 1,
          used_at = case when code_digest = ${digest} then ${now}::timestamptz end
        where id = (select id from identity_codes where phone_print = ${phonePrint} and purpose = ${purpose}
            order by asked_at desc limit 1)
          and used_at is null and expires_at > ${now} and tries < ${tries}
        returning used_at is not null as is_right`)
      )?.isRight ?? false,

    links: (accountId: string) =>
      all(
        sql<{
          provider: string
          linkedAt: Date
        }>`select provider, linked_at from identity_links where account_id = ${accountId}`,
      ),
    subjects: (provider: string, ids: readonly string[]) =>
      all(sql<{ accountId: string; subject: string }>`select account_id, subject from identity_links
        where provider = ${provider} and account_id = any(${[...ids]}::uuid[])`),
    addLink: (link: { provider: string; subject: string; unionId: string | null; accountId: string; now: Date }) =>
      sql`insert into identity_links (id, provider, subject, union_id, account_id, linked_at)
        values (${uuidv7()}, ${link.provider}, ${link.subject}, ${link.unionId}, ${link.accountId}, ${link.now})
        on conflict (provider, subject) do nothing`.execute(db),
    addState: (state: {
      digest: string
      provider: string
      verifier: string | null
      nonce: string | null
      browserDigest: string
      returnTo: string
      accountId: string | null
      expiresAt: Date
    }) =>
      sql`insert into identity_provider_states (state_digest, provider, verifier, nonce, browser_digest, return_to, account_id, expires_at)
        values (${state.digest}, ${state.provider}, ${state.verifier}, ${state.nonce}, ${state.browserDigest},
          ${state.returnTo}, ${state.accountId}, ${state.expiresAt})`.execute(db),
    takeState: (digest: string, provider: string, browserDigest: string, now: Date) =>
      one(sql<{ verifier: string | null; nonce: string | null; returnTo: string; accountId: string | null }>`
        delete from identity_provider_states where state_digest = ${digest} and provider = ${provider}
          and browser_digest = ${browserDigest} and expires_at > ${now}
        returning verifier, nonce, return_to, account_id`),
    addTicket: (
      ticket: {
        digest: string
        provider: string
        subject: string
        unionId: string | null
        expiresAt: Date
        creditCode?: string | null
        enterpriseName?: string | null
      },
      tail: RawBuilder<unknown>,
    ) =>
      sql`with ${tail} insert into identity_link_tickets (ticket_digest, provider, subject, union_id, expires_at, credit_code, enterprise_name)
        values (${ticket.digest}, ${ticket.provider}, ${ticket.subject}, ${ticket.unionId}, ${ticket.expiresAt},
          ${ticket.creditCode ?? null}, ${ticket.enterpriseName ?? null})`.execute(db),
    takeTicket: (digest: string, now: Date) =>
      one(sql<{
        provider: string
        subject: string
        unionId: string | null
        creditCode: string | null
        enterpriseName: string | null
      }>`delete from identity_link_tickets where ticket_digest = ${digest} and expires_at > ${now}
        returning provider, subject, union_id, credit_code, enterprise_name`),

    list: (asked: {
      scope: Scope
      text: string | null
      kind: string | null
      role: string | null
      areaPrefix: string | null
      status: string | null
      after: string | null
      limit: number
      now: Date
      id?: string
    }) =>
      all(sql<{
        id: string
        loginName: string
        displayName: string
        kind: AccountKind
        areaCode: string | null
        unitId: string | null
        status: 'active' | 'disabled' | 'closed'
        lockedUntil: Date | null
        lastSeenAt: Date | null
        roles: HeldRole[]
      }>`select a.id, a.login_name, a.display_name, a.kind, a.area_code, a.unit_id, a.status, a.locked_until, a.last_seen_at,
          ${rolesNow(asked.now)} as roles
        from identity_accounts a
        where ${within(asked.scope, { area: 'a.area_code', unit: 'a.unit_id' })}
          and (${asked.id ?? null}::uuid is null or a.id = ${asked.id ?? null})
          and (${asked.text}::text is null or a.login_key like '%' || lower(${asked.text}) || '%' or a.display_name like '%' || ${asked.text} || '%')
          and (${asked.kind}::text is null or a.kind = ${asked.kind})
          and (${asked.status}::text is null or a.status = ${asked.status})
          and (${asked.areaPrefix}::text is null or a.area_code like ${asked.areaPrefix ?? ''} || '%')
          and (${asked.role}::text is null or exists (select from identity_grants g
            where g.account_id = a.id and g.role = ${asked.role} and g.ended_at is null))
          and (${asked.after}::text is null or a.login_key > ${asked.after})
        order by a.login_key limit ${asked.limit}`),
  }
}
