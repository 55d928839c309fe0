/** 授权同意 What people may be asked to agree to: off by default, one purpose each, taken back as easily as given. */

/**
 * `version` counts texts; a consent to an older text holds while its purpose is the same, that is, not below `validFrom`.
 * Nothing here is needed for a core service: whoever refuses types what would have been fetched.
 */
export type ConsentPurpose = {
  readonly purpose: string
  readonly version: number
  readonly validFrom: number
  /** Sensitive kinds want a consent of their own (PIPL §29). */
  readonly isSeparate: boolean
}

const purpose = (name: string, isSeparate = false): ConsentPurpose => ({
  purpose: name,
  version: 1,
  validFrom: 1,
  isSeparate,
})

/** Words of each stand under `consent.<purpose>` of the locales, dots written as `-`. */
export const consentPurposes: readonly ConsentPurpose[] = [
  purpose('share.hukou'),
  purpose('share.family'),
  purpose('share.socialCard', true),
  purpose('share.insurance'),
  purpose('share.income', true),
  purpose('share.disability', true),
  purpose('share.health', true),
  purpose('share.housing'),
  purpose('share.employment'),
  purpose('share.education'),
  purpose('share.veteran'),
  purpose('policy.match'),
  purpose('recommendations'),
  purpose('face.recognition', true),
]

export const wordOf = (name: string) => name.replaceAll('.', '-')

/** Does what somebody decided still hold? Nothing said is a no. */
export const holds = (of: ConsentPurpose, last: { readonly isGiven: boolean; readonly version: number } | undefined) =>
  last?.isGiven === true && last.version >= of.validFrom
