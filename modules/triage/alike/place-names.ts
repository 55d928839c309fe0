/** Names of places, estates, schools and firms that several titles share, found by their endings and by repetition. */

const ending =
  /(?:园|苑|城|院|校|小区|校区|园区|片区|社区|厦|场|司|团|路|街|道|村|站|湖|岛|桥|府|庭|湾|郡|里|中心|店|行|楼|庄|寓|墅|贷|线|厂|国际|号|都|景|境|洲|邸|筑|台|座|期|栋|馆|医院|银行|幼儿园)$/u
/** A name does not begin with one of these words; 和平 is not 和. */
const openings = new Set(
  '的 在 和 与 对 关于 请 请问 反映 投诉 咨询 建议 举报 希望 强烈 强烈要求 要求 组织 什么 为何 如何 没有 这个 某 是 有 到 从 给'.split(
    ' ',
  ),
)
const areaCode = /^[a-z]\d*[市区县]/u
/** An area is where a thing is, not which thing it is. */
const area = /(?:街道|镇|县|市|省)$|^[\p{Script=Han}a-z\d]{0,3}(?:经开区|高新区|开发区)$/u
const areaBefore = /^(?:[市县区镇省]|街道|开区)+/u
const longest = 9
const shortest = 3

const isWord = (piece: string) => /[\p{L}\p{N}]/u.test(piece)
const isName = (text: string) =>
  text.length >= shortest &&
  /\p{Script=Han}/u.test(text) &&
  ending.test(text) &&
  !areaCode.test(text) &&
  !area.test(text)

/** After these a name begins; after anything else it may be the tail of a longer one. */
const free = /(?:[市县区镇省在的对请是]|街道|反映|投诉|咨询|建议|关于|举报|请问|希望)$/u

/** Runs of one to four neighbouring words of a title that look like a name; true where nothing before belongs to it. */
const candidatesIn = (words: readonly string[]): ReadonlyMap<string, boolean> => {
  const found = new Map<string, boolean>()
  for (let from = 0; from < words.length; from += 1) {
    const before = words[from - 1] ?? ''
    const isFree = !isWord(before) || free.test(before)
    if (openings.has(words[from] ?? '')) continue
    let joined = ''
    for (const word of words.slice(from, from + 4)) {
      if (!isWord(word)) break
      joined += word
      const name = joined.replace(areaBefore, '')
      if (joined.length > longest || !isName(joined) || name.length < shortest) continue
      found.set(name, (found.get(name) ?? false) || isFree || name !== joined)
    }
  }
  return found
}

export type Names = {
  /** Names in each title, in their order. */
  readonly of: readonly (readonly string[])[]
  /** Titles that contain a name. */
  readonly titles: ReadonlyMap<string, readonly number[]>
}

/** `titles` are cut into words, punctuation included. */
export const namesIn = (titles: readonly (readonly string[])[]): Names => {
  const seen = new Map<string, { count: number; free: number }>()
  for (const words of titles)
    for (const [name, isFree] of candidatesIn(words)) {
      const { count, free: freed } = seen.get(name) ?? { count: 0, free: 0 }
      seen.set(name, { count: count + 1, free: freed + (isFree ? 1 : 0) })
    }
  // 技术学院 that never stands alone is the tail of many names, not one.
  const isShared = ([, { count, free: freed }]: readonly [string, { count: number; free: number }]) =>
    count >= 2 && freed * 4 >= count
  const shared = new Set([...seen].filter(isShared).map(([name]) => name))
  const byName = new Map<string, number[]>()
  const of = titles.map((words, title) => {
    const names = new Set<string>()
    for (const run of words.join('').split(/[^\p{L}\p{N}]+/u))
      for (let from = 0; from < run.length; from += 1)
        for (let length = shortest; length <= longest && from + length <= run.length; length += 1) {
          const name = run.slice(from, from + length)
          if (shared.has(name)) names.add(name)
        }
    for (const name of names) byName.set(name, [...(byName.get(name) ?? []), title])
    return [...names]
  })
  return { of, titles: byName }
}

/** How much a shared name says: all when few titles have it, nothing when a hundred do. */
export const weightOfName = (titles: number): number =>
  Math.max(0, Math.min(1, 1 - Math.log(titles / 10) / Math.log(10)))
