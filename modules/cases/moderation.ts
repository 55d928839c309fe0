/** 用词审核 Words that do not become everybody's to read: insults and adverts of the district's list, and what says who somebody is. */

export const moderationKinds = ['abuse', 'advert', 'personal', 'unlawful'] as const
export type ModerationKind = (typeof moderationKinds)[number]
export type ModerationWord = { readonly word: string; readonly kind: 'abuse' | 'advert' }
/** `word` is what was found, as it stands in the text where it is nobody's number. */
/** `isDoubt`: a person had better look; whoever of the office has looked may show it. */
export type Unfit = { readonly kind: ModerationKind; readonly word: string; readonly isDoubt?: boolean }

/** Spaces and marks between letters do not hide a word. */
const closely = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '')

const mobile = /(?<!\d)1[3-9]\d{9}(?!\d)/
const identityNumber = /(?<!\d)\d{17}[\dx](?!\d)/

/** What stands against showing a text to everybody; empty where nothing does. */
export const unfitIn = (text: string, words: readonly ModerationWord[]): readonly Unfit[] => {
  const close = closely(text)
  const listed = words.filter(({ word }) => {
    const wanted = closely(word)
    return wanted !== '' && close.includes(wanted)
  })
  const isPersonal = mobile.test(close) || identityNumber.test(close)
  return [...listed, ...(isPersonal ? [{ kind: 'personal' as const, word: '' }] : [])]
}
