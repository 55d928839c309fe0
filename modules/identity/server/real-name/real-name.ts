/** Real-name check (实名核验): does this number belong to this name? One interface; who answers is the operator's choice. */

/** `unknown`: nobody by that number in the register asked, or nobody answered. It never stands in the way. */
export type RealNameAnswer = 'same' | 'different' | 'unknown'

export type RealNameCheck = (asked: { readonly name: string; readonly number: string }) => Promise<RealNameAnswer>

/** How it is set up in settings; the secret is the first line of `<data folder>/secrets/real-name`. */
export type RealNameSetting = {
  readonly base: string
  readonly path: string
  readonly clientId: string
  readonly nameParam: string
  readonly numberParam: string
  /** Where in the answer the verdict stands, and which words mean yes and no. */
  readonly verdictAt: string
  readonly same: readonly string[]
  readonly different: readonly string[]
}

export type RealNameMaker = (options: {
  readonly setting: RealNameSetting
  readonly secret: string
  readonly fetch: typeof fetch
  readonly now: () => Date
}) => RealNameCheck
