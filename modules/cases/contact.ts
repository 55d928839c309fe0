/** A reporter's telephone and name, as far as others may see them. */

import { canonicalPhone, phoneKind } from '@liren/contract/numbers'

/** A mainland mobile or landline in plain digits; null when it is neither. */
export const plainPhone = (typed: string): string | null => {
  const kind = phoneKind(typed)
  return kind === 'mobile' || kind === 'landline' ? canonicalPhone(typed) : null
}

/** 138****1234; a landline keeps its area code and last two digits. */
export const maskPhone = (phone: string) =>
  phone.startsWith('1') ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : `${phone.slice(0, 3)}*****${phone.slice(-2)}`

/** 张** for 张大三: the family name and a star for each further character. */
export const maskName = (name: string) => {
  const letters = [...name.trim()]
  return letters.length <= 1 ? name.trim() : `${letters[0]}${'*'.repeat(Math.min(letters.length - 1, 2))}`
}
