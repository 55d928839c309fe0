/** Accounts by what they are: their ids follow from it, so that a booking need not look them up first. */
import { createHash } from 'node:crypto'
import type { Common, Unit, Wallet } from '../port.ts'

export type AccountKind = 'person' | 'household' | 'issue' | 'shop' | 'pool' | 'expired' | 'deducted'

export type Account = {
  readonly id: string
  readonly kind: AccountKind
  readonly owner: string | null
  readonly area: string | null
  readonly unit: Unit
  /** Its balance is kept and never falls below zero. Others are sums of their entries. */
  readonly isGuarded: boolean
}

const known = new Map<string, string>()

const idOf = (name: string): string => {
  const hit = known.get(name)
  if (hit) return hit
  const hex = createHash('sha256').update(`liren points ${name}`).digest('hex')
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16)
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  if (known.size > 50_000) known.clear()
  known.set(name, id)
  return id
}

/** Hours in a pool belong to people in need and must not run out unnoticed: that pool is guarded. Points given away are not spent again. */
const isGuarded = (kind: AccountKind, unit: Unit) =>
  kind === 'person' || kind === 'household' || (kind === 'pool' && unit === 'hour')

const account = (kind: AccountKind, unit: Unit, owner: string | null, area: string | null): Account => ({
  id: idOf(`${kind} ${unit} ${owner ?? area ?? ''}`),
  kind,
  owner,
  area,
  unit,
  isGuarded: isGuarded(kind, unit),
})

export const walletOf = (wallet: Wallet, unit: Unit): Account =>
  'personId' in wallet
    ? account('person', unit, wallet.personId, null)
    : account('household', unit, wallet.householdId, null)

export const commonOf = (
  kind: Exclude<AccountKind, 'person' | 'household'>,
  unit: Unit,
  area: string | null,
): Account => account(kind, unit, null, area)

export const sideOf = (side: Wallet | Common, unit: Unit): Account =>
  'common' in side ? commonOf(side.common, unit, side.area) : walletOf(side, unit)
