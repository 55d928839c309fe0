/** 成员身份 The life of a membership in a community, as one table: guest → registered → verified → left. Pure. */
import type { Membership, MembershipState } from './contract.ts'

export const membershipMoves = {
  join: { from: ['guest', 'left'], to: 'registered' },
  verify: { from: ['registered', 'verified'], to: 'verified' },
  move: { from: ['registered', 'verified'], to: 'left' },
  leave: { from: ['registered', 'verified'], to: 'left' },
} as const satisfies Record<
  string,
  { readonly from: readonly (MembershipState | 'guest')[]; readonly to: MembershipState }
>

export type MembershipMove = keyof typeof membershipMoves

export const canMove = (state: MembershipState | 'guest', move: MembershipMove) =>
  (membershipMoves[move].from as readonly string[]).includes(state) // widened: the table holds narrower tuples

/** Whoever is not a member is a guest (游客), and welcome. */
export const standingOf = (membership: Pick<Membership, 'state'> | null): 'guest' | 'registered' | 'verified' =>
  membership === null || membership.state === 'left' ? 'guest' : membership.state

/** Owning part of a dwelling: shares are fractions and may not exceed the whole. */
export const isShareTooLarge = (shares: readonly { readonly numerator: number; readonly denominator: number }[]) => {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))
  let [top, bottom] = [0, 1]
  for (const { numerator, denominator } of shares) {
    top = top * denominator + numerator * bottom
    bottom *= denominator
    const shared = gcd(top, bottom)
    top /= shared
    bottom /= shared
  }
  return top > bottom
}

/** 0–1, null where nobody lives permanently; more members than counted residents still is "all". */
export const coverageOf = (registered: number, permanent: number) =>
  permanent === 0 ? null : Math.min(1, registered / permanent)
