/** Which boards a person's roles open, which one they land on, and how a name is shown to those who need not know it. */
import type { Persona } from './contract.ts'

const boardOf: Readonly<Record<string, Persona>> = {
  resident: 'resident',
  merchant: 'merchant',
  gridWorker: 'worker',
  communityWorker: 'worker',
  handler: 'worker',
  representative: 'worker',
  supervisor: 'desk',
  acceptor: 'desk',
  dutyLeader: 'desk',
  dispatcher: 'desk',
  communityAdmin: 'desk',
  dataSteward: 'desk',
  systemAdmin: 'desk',
  securityAdmin: 'desk',
  auditAdmin: 'desk',
}

/** Supervisors inspect on the spot; those who take on and dispatch do so from a phone when the desk is far. */
const alsoOut: readonly string[] = ['supervisor', 'acceptor', 'dutyLeader', 'dispatcher']

/** Those who may make tools compose them at a desk; they still land on their phone's board. */
const alsoAtDesk: readonly string[] = ['handler', 'communityWorker']

const order: readonly Persona[] = ['desk', 'worker', 'merchant', 'resident']

/** Boards in the order in which they are offered; a guest has the resident's board to look around. */
export const boardsOf = (roles: readonly string[]): readonly Persona[] => {
  const found = new Set(roles.map((role) => boardOf[role]))
  if (roles.some((role) => alsoOut.includes(role))) found.add('worker')
  const own = order.filter((board) => found.has(board))
  if (found.has('desk') || !roles.some((role) => alsoAtDesk.includes(role))) return own
  return own.flatMap((board): readonly Persona[] => (board === 'worker' ? [board, 'desk'] : [board]))
}

export const personaOf = (roles: readonly string[]): Persona => boardsOf(roles)[0] ?? 'guest'
