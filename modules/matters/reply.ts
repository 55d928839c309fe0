/** What a resident says is owed a reply: what kinds of it there are, and how a thank-you finds the colleague it names. */

/** A word in the thread, or a bad rating. */
export const owed = ['word', 'rating'] as const
export type Owed = (typeof owed)[number]

/** Why a matter is left out (剔除) of what its unit is measured by; each is asked with evidence and granted by somebody else. */
export const exclusions = ['unreasonable', 'legalProcedure', 'notReached', 'policyLimits'] as const
export type Exclusion = (typeof exclusions)[number]

/** What was behind a bad rating, as whoever followed it up found. The first seven are also the resident's own choice. */
export const causes = [
  'slow',
  'notSolved',
  'attitude',
  'noReply',
  'wrongUnit',
  'unclear',
  'other',
  'policy',
  'beyondMeans',
  'misunderstanding',
] as const
export type Cause = (typeof causes)[number]

export type Colleague = { readonly id: string; readonly name: string }

const calledBefore = '小老阿'
const calledAfter = [
  '主任',
  '书记',
  '师傅',
  '社工',
  '网格员',
  '医生',
  '警官',
  '队长',
  '站长',
  '工',
  '姐',
  '哥',
  '叔',
  '姨',
]
const doubleNames = ['欧阳', '司徒', '上官', '司马', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容']

const surnameOf = (name: string) => doubleNames.find((one) => name.startsWith(one)) ?? name.slice(0, 1)

/**
 * Whom a text thanks. `sure`: the whole name is there and nobody else has it. `maybe`: 小李, 李师傅 — a person decides who that is.
 * @example named('多谢网格员小李', [{ id: 'a', name: '李明' }]) // { sure: [], maybe: ['a'] }
 */
export const named = (text: string, colleagues: readonly Colleague[]) => {
  const sure: string[] = []
  const maybe: string[] = []
  const count = (name: string) => colleagues.filter((one) => one.name === name).length
  for (const { id, name } of colleagues) {
    if (name.length < 2) continue
    const surname = surnameOf(name)
    const given = name.slice(surname.length)
    if (text.includes(name)) (count(name) === 1 ? sure : maybe).push(id)
    else if (
      [...calledBefore].some(
        (word) => text.includes(`${word}${surname}`) || (given && text.includes(`${word}${given.slice(-1)}`)),
      ) ||
      calledAfter.some((word) => text.includes(`${surname}${word}`))
    )
      maybe.push(id)
  }
  return { sure, maybe }
}
