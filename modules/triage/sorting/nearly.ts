/** Finds a name that is written nearly right 错别字: one letter wrong, missing, doubled or two changed over; never another place's name. */

export type Nearly = { readonly name: string; readonly asWritten: string }

/** Names differ by these on purpose: 中山四路 is not 中山五路, 东湖 not 西湖. */
const telling = /[\d一二三四五六七八九十百千东西南北中上下左右前后内外大小新老旧高低甲乙丙丁]/u
/** What a name is of: 五羊新城 and 五羊新村 are two. */
const ofKind = /[路街巷道里坊园苑寺庙院楼场站桥学校店厦城村庄湾岗山湖河涌馆宫堂塔亭门口]$/u
/** Shorter names are too easily met by chance. */
const shortest = 4

const isSlip = (mine: string, theirs: string) => !telling.test(mine) && !telling.test(theirs)

/** Is `written` the name with one slip in it? */
const isNearly = (name: string, written: string): boolean => {
  if (name === written) return false
  if (ofKind.test(name) && name.at(-1) !== written.at(-1)) return false
  let from = 0
  while (from < name.length && name[from] === written[from]) from += 1
  let behind = 0
  while (
    behind < Math.min(name.length, written.length) - from &&
    name[name.length - 1 - behind] === written[written.length - 1 - behind]
  )
    behind += 1
  const mine = name.slice(from, name.length - behind)
  const theirs = written.slice(from, written.length - behind)
  // What is missing or slipped in stands inside: without its end it is another name (五羊石, 南越王).
  if (mine.length !== theirs.length && (from === 0 || behind === 0)) return false
  // One letter for another, one left out, one doubled or slipped in, two changed over.
  if (mine.length <= 1 && theirs.length <= 1) return isSlip(mine, theirs)
  return (
    mine.length === 2 && theirs.length === 2 && mine[0] === theirs[1] && mine[1] === theirs[0] && isSlip(mine, theirs)
  )
}

/** The one name that stands nearly so in the text; null where none does, or several might be meant. */
export const nearlyIn = (text: string, names: readonly string[]): Nearly | null => {
  const known = new Set(names)
  const found = new Map<string, string>()
  for (const name of names) {
    if (name.length < shortest || text.includes(name)) continue
    for (const length of [name.length, name.length - 1, name.length + 1])
      for (let at = 0; at + length <= text.length; at += 1) {
        // One slip leaves one end as it is; asked first, since it leaves hardly anything to look at.
        if (text[at] !== name[0] && text[at + length - 1] !== name.at(-1)) continue
        const written = text.slice(at, at + length)
        if (!/^[\p{Script=Han}\p{N}a-z]+$/u.test(written) || known.has(written) || !isNearly(name, written)) continue
        found.set(name, found.get(name) ?? written)
      }
  }
  // The longer stretch of the text says more: 西汉南越王博院 is not 南越王墓.
  const whole = [...found].filter(
    ([, mine]) => ![...found.values()].some((other) => other.length > mine.length && other.includes(mine)),
  )
  const [only] = whole
  return only && whole.length === 1 ? { name: only[0], asWritten: only[1] } : null
}
