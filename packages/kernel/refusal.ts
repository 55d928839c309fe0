/** A foreseen "no": declared in a contract, with a status and words; everything else that throws is a bug. */

/** What `work.refuse(…)` makes; the door turns it into problem+json. */
export class Refusal extends Error {
  readonly code: string
  readonly status: number
  readonly facts: Readonly<Record<string, unknown>>
  readonly field: string | undefined
  constructor(code: string, status: number, facts: Readonly<Record<string, unknown>> = {}, field?: string) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.status = status
    this.facts = facts
    this.field = field
  }
}

/** The kernel's own refusals, in one table. */
export const kernelRefusals = Object.freeze({
  'invalid-input': 422,
  'not-signed-in': 401,
  forbidden: 403,
  'not-found': 404,
  'too-many-requests': 429,
  'too-large': 413,
  'stale-proof': 403,
  'module-disabled': 404,
  'cross-site': 403,
  conflict: 409,
  busy: 503,
  'database-away': 503,
  unreadable: 400,
})

/** Makes one of the kernel's own refusals. */
export const refuseAsKernel = (
  code: keyof typeof kernelRefusals,
  facts?: Readonly<Record<string, unknown>>,
  field?: string,
) => new Refusal(`kernel/${code}`, kernelRefusals[code], facts, field)
