/** How far a case has come, in the six steps residents know: 上报 → 受理 → 派遣 → 处置 → 核查 → 结案. */

export const stages = ['report', 'accept', 'dispatch', 'handle', 'check', 'close'] as const

const stageOfState: Readonly<Record<string, number>> = {
  intake: 1,
  verifying: 1,
  filing: 2,
  dispatching: 2,
  assigned: 3,
  handling: 3,
  checking: 4,
  closing: 5,
  closed: 6,
}
const stageOfPhase: Readonly<Record<string, number>> = { intake: 1, doing: 3, checking: 4, done: 6 }

/** The step a case is in; 6 when all are done, null for a case that left the way (declined, merged, void). */
export const stageOf = ({ state, phase }: { readonly state: string; readonly phase: string }): number | null => {
  if (state === 'declined' || state === 'voided' || state === 'merged') return null
  // A state some community added: its phase says enough.
  return stageOfState[state] ?? stageOfPhase[phase] ?? 1
}
