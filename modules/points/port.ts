/** What other modules may ask of the ledger from inside, in the same transaction as their own act. */

/** 积分 and 时间币: points, and hours of a time bank. They never turn into one another. */
export type Unit = 'point' | 'hour'

/** Whose balance: a person's, or the common one of a household. */
export type Wallet = { readonly personId: string } | { readonly householdId: string }

/** Where points go to or come from when it is nobody's own: a community's shop, its pool for those in need. */
export type Common = { readonly common: 'shop' | 'pool' | 'deducted'; readonly area: string }

/** An act is known by its source and key: asked twice, it is done once and answers the same. */
export type Once = { readonly source: string; readonly key: string }

/** 事由 Why a balance changed, as its owner reads it: in both languages, or in the one words somebody wrote. */
export type Because = string | { readonly 'zh-CN': string; readonly en: string }

type Booking = Once & {
  readonly amount: number
  readonly unit?: Unit
  readonly area: string | null
  /** Shown to the person whose balance changes. */
  readonly because: Because
  /** The other person of it. */
  readonly withId?: string | null
}

/** What was booked, by this call or by an earlier one with the same source and key. */
export type Booked = { readonly transferId: string; readonly isReplay: boolean }
export type Balance = { readonly free: number; readonly held: number }

export type PointsPort = {
  /** Issues points out of the community's budget of the quarter; refuses `budget-spent`. Hours are not budgeted. */
  readonly credit: (to: Wallet, booking: Booking & { readonly area: string }) => Promise<Booked>
  /** Takes points; refuses `not-enough`. */
  readonly debit: (from: Wallet, to: Wallet | Common, booking: Booking) => Promise<Booked>
  /** Takes hours out of a community's pool for somebody; refuses `pool-empty`. */
  readonly fromPool: (area: string, to: Wallet, booking: Booking) => Promise<Booked>
  /** Hours of one community's pool go to another's; refuses `pool-empty`. */
  readonly passOn: (from: string, to: string, booking: Omit<Booking, 'unit'>) => Promise<Booked>
  /** The operator puts hours into a community's pool, which it stands good for. */
  readonly fund: (area: string, booking: Booking) => Promise<Booked>
  /** Sets points aside 冻结; refuses `not-enough`. */
  readonly hold: (from: Wallet, booking: Booking) => Promise<Booked>
  /** Gives back what a hold set aside; refuses `hold-ended` when it was captured. */
  readonly release: (hold: Once, because: Because) => Promise<Booked>
  /** Pays out what a hold set aside; refuses `hold-ended` when it was released. */
  readonly capture: (hold: Once, to: Wallet | Common, because: Because, withId?: string | null) => Promise<Booked>
  /** Gives back what was captured or debited, once; the person's lots are as if it had not been. */
  readonly refund: (of: Once, because: Because) => Promise<Booked>
  readonly balance: (of: Wallet, unit?: Unit) => Promise<Balance>
  /** The household whose common balance a person may use; null where they belong to none. */
  readonly householdOf: (personId: string) => Promise<string | null>
  /** What came to a common account less what went from it, between two instants; to compare a day with. */
  readonly moved: (of: Common, unit: Unit, from: Date, until: Date) => Promise<number>
  /** What came to a wallet in a unit since then; for caps of a day. */
  readonly earnedSince: (of: Wallet, unit: Unit, since: Date) => Promise<number>
}
