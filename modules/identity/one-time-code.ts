/** Codes sent to a phone: six digits, five minutes, a minute's pause, ten a day, five tries. */

export const codeLimits = Object.freeze({ digits: 6, lifeMinutes: 5, gapSeconds: 60, perDay: 10, tries: 5 })

export type AskDecision =
  | { readonly may: true }
  | { readonly may: false; readonly why: 'code-too-soon'; readonly waitSeconds: number }
  | { readonly may: false; readonly why: 'code-quota' }

/** May another code be sent? `lastAskedAt` and `askedToday` count what this phone asked for in the last 24 hours. */
export const mayAskCode = (asked: { lastAskedAt: Date | null; askedToday: number }, now: Date): AskDecision => {
  if (asked.askedToday >= codeLimits.perDay) return { may: false, why: 'code-quota' }
  const sinceSeconds = asked.lastAskedAt
    ? (now.getTime() - asked.lastAskedAt.getTime()) / 1000
    : Number.POSITIVE_INFINITY
  if (sinceSeconds < codeLimits.gapSeconds)
    return { may: false, why: 'code-too-soon', waitSeconds: Math.ceil(codeLimits.gapSeconds - sinceSeconds) }
  return { may: true }
}

export const codeExpiresAt = (askedAt: Date) => new Date(askedAt.getTime() + codeLimits.lifeMinutes * 60_000)
