/** Bookings in the words of the port: each is one statement, known by its source and key, and refused rather than half done. */
import { uuidv7, type Work } from '@liren/kernel'
import { people } from '@liren/people/contract'
import type { points } from '../contract.ts'
import { quarterOf, validUntil } from '../day.ts'
import type { Because, Booked, Once, PointsPort, Unit, Wallet } from '../port.ts'
import { type Account, commonOf, sideOf, walletOf } from './accounts.ts'
import { accountNow } from './follow.ts'
import { type Leg, ledger, type StoredTransfer, type Transfer } from './ledger-store.ts'

export type PointsWork = Work<typeof points>

type Given = Pick<Transfer, 'source' | 'key' | 'kind' | 'unit' | 'amount' | 'area'> & {
  readonly because: Because
} & Partial<
    Pick<
      Transfer,
      | 'withId'
      | 'ruleCode'
      | 'ruleVersion'
      | 'reversesId'
      | 'deviceMark'
      | 'photoMarks'
      | 'link'
      | 'personId'
      | 'at'
      | 'factAt'
    >
  >

/** Both languages of it as they are kept. */
export const keptWords = (because: Because) =>
  typeof because === 'string' ? { because, becauseEn: null } : { because: because['zh-CN'], becauseEn: because.en }

/** What of them this reader reads. */
export const readWords = (work: Pick<PointsWork, 'locale'>, because: string, becauseEn: string | null): string =>
  work.locale === 'en' && becauseEn ? becauseEn : because

export const transferOf = (work: PointsWork, account: Account, { because, ...given }: Given): Transfer => ({
  id: uuidv7(),
  accountId: account.id,
  personId: account.kind === 'person' ? account.owner : null,
  withId: null,
  ruleCode: null,
  ruleVersion: null,
  reversesId: null,
  deviceMark: null,
  photoMarks: null,
  link: null,
  actorId: work.actor.id,
  actorName: work.actor.kind === 'account' ? work.actor.name : null,
  at: work.now,
  factAt: null,
  ...given,
  ...keptWords(because),
})

/** The database says which guard held; anything else is a bug. */
const asRefusal = (work: PointsWork, error: unknown): unknown => {
  const { code, constraint } = error as { code?: string; constraint?: string }
  const isShort = code === '22012' || (code === '23514' && constraint === 'points_free_never_negative')
  if (isShort) return work.refuse('not-enough')
  if (code === '23514' && constraint === 'points_held_never_negative') return work.refuse('hold-ended')
  return error
}

const replayed = async (
  work: PointsWork,
  { source, key, kind, unit, amount, accountId }: Transfer,
): Promise<Booked> => {
  const before = await ledger(work.db).find(source, key)
  if (
    !before ||
    before.kind !== kind ||
    before.unit !== unit ||
    before.amount !== amount ||
    before.accountId !== accountId
  )
    throw work.refuse('key-taken', { source })
  return { transferId: before.id, isReplay: true }
}

/** Books, or answers with what was booked under the same source and key. */
export const post = async (work: PointsWork, transfer: Transfer, legs: readonly Leg[]): Promise<Booked> => {
  const posted = await ledger(work.db)
    .post(transfer, legs)
    .catch((error) => {
      throw asRefusal(work, error)
    })
  return posted.id ? { transferId: posted.id, isReplay: false } : replayed(work, transfer)
}

/** A statement that commits by itself can simply be asked again. */
const withoutDeadlock = async <T>(ask: () => Promise<T>, tries = 3): Promise<T> => {
  try {
    return await ask()
  } catch (error) {
    if (tries <= 1 || (error as { code?: string }).code !== '40P01') throw error
    return withoutDeadlock(ask, tries - 1)
  }
}

/** The same as the only statement of a hot route: answers the new balance too. */
export const postAtOnce = async (work: PointsWork, transfer: Transfer, legs: readonly Leg[]) => {
  // The tail's type is the kernel's own; what matters is that it is SQL.
  const tail = work.tail() as Parameters<ReturnType<typeof ledger>['postWith']>[0]
  const posted = await withoutDeadlock(() => ledger(work.db).postWith(tail, transfer, legs)).catch((error) => {
    throw asRefusal(work, error)
  })
  if (posted.id) return { transferId: posted.id, isReplay: false, free: posted.free ?? 0 }
  const before = await replayed(work, transfer)
  const [leg] = legs
  return { ...before, free: leg ? (await ledger(work.db).balance(leg.account)).free : 0 }
}

/** From one account to another; `kind` says why. Spent points carry no day, whoever gets hours or points gets them new. */
export const legsBetween = (from: Account, to: Account, amount: number, validOn: string | null): readonly Leg[] => [
  { account: from, pocket: 'free', amount: -amount },
  { account: to, pocket: 'free', amount, validOn: to.isGuarded && to.unit === 'point' ? validOn : null },
]

/** Issues out of the budget; null where the budget of the quarter is spent. */
export const issue = async (work: PointsWork, transfer: Transfer, to: Account): Promise<Booked | null> => {
  const store = ledger(work.db)
  const { area, amount } = transfer
  // A deed of December heard in January is December's.
  const at = transfer.factAt ?? transfer.at
  const legs: Leg[] = [
    { account: commonOf('issue', 'point', area), pocket: 'free', amount: -amount },
    { account: to, pocket: 'free', amount, validOn: validUntil(at) },
  ]
  const quarter = quarterOf(at)
  const posted = await store.postBudgeted(transfer, legs, quarter)
  if (posted.id) return { transferId: posted.id, isReplay: false }
  // Booked before, no budget yet, all parts busy, or no part that holds enough by itself.
  if (await store.find(transfer.source, transfer.key)) return replayed(work, transfer)
  await store.openBudget(area ?? '', quarter, await work.setting<number>('quarterBudget', area ?? undefined), at)
  const patient = await store.postBudgeted(transfer, legs, quarter, true)
  if (patient.id) return { transferId: patient.id, isReplay: false }
  if ((await store.gather(area ?? '', quarter)) < amount) return null
  const last = await store.postBudgeted(transfer, legs, quarter, true)
  return last.id ? { transferId: last.id, isReplay: false } : replayed(work, transfer)
}

const endKey = (key: string) => `${key}/end`

const heldBy = async (work: PointsWork, hold: Once) => {
  const held = await ledger(work.db).find(hold.source, hold.key)
  const leg = held?.legs.find(({ pocket, amount }) => pocket === 'held' && amount > 0)
  if (held?.kind !== 'freeze' || !leg) throw work.refuse('not-found')
  return { held, wallet: await accountNow(work.db, accountOf(leg, held.unit)) }
}

export const accountOf = (leg: StoredTransfer['legs'][number], unit: Unit): Account => ({
  id: leg.accountId,
  kind: leg.kind,
  owner: leg.owner,
  area: leg.area,
  unit,
  isGuarded: leg.isGuarded,
})

/** Ends a hold in one of two ways, never in both. */
const endHold = async (work: PointsWork, transfer: Transfer, legs: readonly Leg[]): Promise<Booked> => {
  const before = await ledger(work.db).find(transfer.source, transfer.key)
  if (before) {
    if (before.kind !== transfer.kind) throw work.refuse('hold-ended')
    return { transferId: before.id, isReplay: true }
  }
  return post(work, transfer, legs)
}

/** All legs turned round; what cannot be taken back, because it was spent, is not. */
export const reverse = async (
  work: PointsWork,
  of: StoredTransfer,
  because: Because,
  key = `reverse ${of.id}`,
): Promise<Booked & { readonly missing: number }> => {
  const before = await ledger(work.db).find('points', key)
  if (before) return { transferId: before.id, isReplay: true, missing: of.amount - before.amount }
  let most = of.amount
  const legs = await Promise.all(
    of.legs.map(async (leg) => ({ ...leg, account: await accountNow(work.db, accountOf(leg, of.unit)) })),
  )
  for (const leg of legs)
    if (leg.isGuarded && leg.amount > 0) {
      const balance = await ledger(work.db).lock(leg.account)
      most = Math.min(most, balance[leg.pocket])
    }
  if (most <= 0) throw work.refuse('not-enough')
  const wallet = legs.find(({ accountId }) => accountId === of.accountId)
  if (!wallet) throw work.refuse('not-found')
  const transfer = transferOf(work, wallet.account, {
    source: 'points',
    key,
    kind: 'reverse',
    unit: of.unit,
    amount: most,
    area: of.area,
    because,
    reversesId: of.id,
    withId: of.withId,
    ruleCode: null,
  })
  const booked = await post(
    work,
    transfer,
    // Of several lots the newest is given back first, should some of it be spent.
    scaled(legs, most).map((leg) => ({
      account: leg.account,
      pocket: leg.pocket,
      amount: -leg.amount,
      validOn: leg.validOn,
    })),
  )
  return { ...booked, missing: of.amount - most }
}

/** Legs of a smaller booking of the same shape: each side adds up to `amount`. */
const scaled = <L extends StoredTransfer['legs'][number]>(legs: readonly L[], amount: number) => {
  const left = { in: amount, out: amount }
  return legs.flatMap((leg) => {
    const side = leg.amount > 0 ? 'in' : 'out'
    const part = Math.min(Math.abs(leg.amount), left[side])
    left[side] -= part
    return part > 0 ? [{ ...leg, amount: leg.amount > 0 ? part : -part }] : []
  })
}

/** The household with a common balance: the one a person lives in; of several the first. */
export const householdOf = async (work: PointsWork, personId: string): Promise<string | null> =>
  (await work.use(people).householdsOf(personId))[0]?.id ?? null

export const port = (bound: Work): PointsPort => {
  // The kernel hands a module's port a work of that very module; only the type cannot say so.
  const work = bound as unknown as PointsWork
  const store = ledger(work.db)
  const at = validUntil(work.now)
  return {
    credit: async (to, { unit = 'point', ...booking }) => {
      const wallet = walletOf(to, unit)
      const transfer = transferOf(work, wallet, { ...booking, unit, kind: 'earn' })
      if (unit === 'hour')
        return post(work, transfer, legsBetween(commonOf('issue', 'hour', booking.area), wallet, booking.amount, null))
      const booked = await issue(work, transfer, wallet)
      if (!booked) throw work.refuse('budget-spent', { area: booking.area })
      return booked
    },
    debit: async (from, to, { unit = 'point', ...booking }) => {
      const wallet = walletOf(from, unit)
      const other = sideOf(to, unit)
      const kind =
        other.kind === 'shop'
          ? 'redeem'
          : other.kind === 'pool'
            ? 'donate'
            : other.kind === 'deducted'
              ? 'deduct'
              : 'pay'
      // Points are not money: between people they move within a household only, by another way.
      if (kind === 'pay' && unit === 'point') throw work.refuse('not-money')
      return post(
        work,
        transferOf(work, wallet, { ...booking, unit, kind }),
        legsBetween(wallet, other, booking.amount, at),
      )
    },
    fromPool: async (area, to, { unit = 'hour', ...booking }) => {
      const wallet = walletOf(to, unit)
      const pool = commonOf('pool', unit, area)
      if (unit === 'hour' && (await store.lock(pool)).free < booking.amount) throw work.refuse('pool-empty')
      return post(
        work,
        transferOf(work, wallet, { ...booking, unit, kind: 'pay' }),
        legsBetween(pool, wallet, booking.amount, at),
      )
    },
    passOn: async (from, to, booking) => {
      const [pool, other] = [commonOf('pool', 'hour', from), commonOf('pool', 'hour', to)]
      await store.open([pool, other], work.now)
      await store.lockAll([pool, other])
      const isBooked = (await store.find(booking.source, booking.key)) !== null
      if (!isBooked && (await store.balance(pool)).free < booking.amount) throw work.refuse('pool-empty')
      const transfer = transferOf(work, pool, { ...booking, unit: 'hour', kind: 'pay' })
      return post(work, transfer, legsBetween(pool, other, booking.amount, null))
    },
    fund: (area, { unit = 'hour', ...booking }) => {
      const pool = commonOf('pool', unit, area)
      return post(
        work,
        transferOf(work, pool, { ...booking, unit, kind: 'earn' }),
        legsBetween(commonOf('issue', unit, area), pool, booking.amount, null),
      )
    },
    hold: (from, { unit = 'point', ...booking }) => {
      const wallet = walletOf(from, unit)
      return post(work, transferOf(work, wallet, { ...booking, unit, kind: 'freeze' }), [
        { account: wallet, pocket: 'free', amount: -booking.amount },
        { account: wallet, pocket: 'held', amount: booking.amount },
      ])
    },
    release: async (hold, because) => {
      const { held, wallet } = await heldBy(work, hold)
      const { unit, amount, area } = held
      const given = {
        source: hold.source,
        key: endKey(hold.key),
        kind: 'thaw',
        unit,
        amount,
        area,
        because,
        reversesId: held.id,
      }
      return endHold(work, transferOf(work, wallet, given), [
        { account: wallet, pocket: 'held', amount: -amount },
        { account: wallet, pocket: 'free', amount },
      ])
    },
    capture: async (hold, to, because, withId = null) => {
      const { held, wallet } = await heldBy(work, hold)
      const { unit, amount } = held
      const other = sideOf(to, unit)
      if (unit === 'point' && (other.kind === 'person' || other.kind === 'household')) throw work.refuse('not-money')
      const kind = other.kind === 'shop' ? 'redeem' : other.kind === 'deducted' ? 'deduct' : 'pay'
      const area = 'common' in to ? to.area : held.area
      const given = { source: hold.source, key: endKey(hold.key), kind, unit, amount, area, because, withId }
      return endHold(work, transferOf(work, wallet, given), [
        { account: wallet, pocket: 'held', amount: -amount },
        { account: other, pocket: 'free', amount, validOn: null },
      ])
    },
    refund: async (of, because) => {
      const paid = (await store.find(of.source, endKey(of.key))) ?? (await store.find(of.source, of.key))
      if (!paid || paid.kind === 'thaw' || paid.kind === 'freeze') throw work.refuse('not-found')
      const before = await store.find('points', `reverse ${paid.id}`)
      if (before) return { transferId: before.id, isReplay: true }
      const wallet = paid.legs.find(({ accountId }) => accountId === paid.accountId)
      const other = paid.legs.find(({ accountId }) => accountId !== paid.accountId)
      if (!wallet || !other) throw work.refuse('not-found')
      const mine = await accountNow(work.db, accountOf(wallet, paid.unit))
      return post(
        work,
        transferOf(work, mine, {
          source: 'points',
          key: `reverse ${paid.id}`,
          kind: 'reverse',
          unit: paid.unit,
          amount: paid.amount,
          area: paid.area,
          because,
          reversesId: paid.id,
        }),
        // Back where it can be spent, also where it was set aside before.
        [
          { account: await accountNow(work.db, accountOf(other, paid.unit)), pocket: 'free', amount: -paid.amount },
          { account: mine, pocket: 'free', amount: paid.amount },
        ],
      )
    },
    balance: (of: Wallet, unit = 'point') => store.balance(walletOf(of, unit)),
    householdOf: (personId) => householdOf(work, personId),
    moved: (of, unit, from, until) => store.moved(sideOf(of, unit).id, from, until),
    earnedSince: (of, unit, since) => store.earnedSince(walletOf(of, unit).id, since),
  }
}
