/** Codes sent to a phone: six digits, five minutes, a minute's pause, ten a day, five tries; and a day's fill for one address. */

export const codeLimits = Object.freeze({ digits: 6, lifeMinutes: 5, gapSeconds: 60, perDay: 10, tries: 5 })

/** What was asked for in the last 24 hours, by this phone and from this address. */
export type Asked = {
  readonly lastAskedAt: Date | null
  readonly askedToday: number
  readonly askedFromAddress: number
}

export type AskDecision =
  | { readonly may: true }
  | { readonly may: false; readonly why: 'code-too-soon'; readonly waitSeconds: number }
  | { readonly may: false; readonly why: 'code-quota' }
  | { readonly may: false; readonly why: 'code-quota-address' }

/**
 * May another code be sent? A whole office stands behind one address, so its day's fill is the administrator's to set;
 * it stops somebody who goes from phone to phone.
 */
export const mayAskCode = (asked: Asked, perAddress: number, now: Date): AskDecision => {
  if (asked.askedToday >= codeLimits.perDay) return { may: false, why: 'code-quota' }
  const sinceSeconds = asked.lastAskedAt
    ? (now.getTime() - asked.lastAskedAt.getTime()) / 1000
    : Number.POSITIVE_INFINITY
  if (sinceSeconds < codeLimits.gapSeconds)
    return { may: false, why: 'code-too-soon', waitSeconds: Math.ceil(codeLimits.gapSeconds - sinceSeconds) }
  if (asked.askedFromAddress >= perAddress) return { may: false, why: 'code-quota-address' }
  return { may: true }
}

export const codeExpiresAt = (askedAt: Date) => new Date(askedAt.getTime() + codeLimits.lifeMinutes * 60_000)
