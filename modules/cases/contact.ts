/** A reporter's telephone and name, as far as others may see them. */

import { canonicalPhone, phoneKind } from '@liren/contract/numbers'

/** A mainland mobile or landline in plain digits; null when it is neither. */
export const plainPhone = (typed: string): string | null => {
  const kind = phoneKind(typed)
  return kind === 'mobile' || kind === 'landline' ? canonicalPhone(typed) : null
}
