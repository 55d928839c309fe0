/** Which words of the dictionary a text says, and which of them it says it does not mean. */
import type { Dictionary, Word } from './dictionary.ts'

export type Hit = {
  readonly word: Word
  readonly at: number
  readonly isNegated: boolean
  /** It only says where (公交站后面的路灯) or who. */
  readonly isAside: boolean
}

// A thing that is missing is still the matter (没有路灯); something that does not happen is not (没有漏水).
const happening = /漏|渗|堵|塌|吵|臭|响|味|噪|烟|积水|裂|掉|断|偷|骗|打|欠|拖|乱|违|火|垃圾|坏/
const denial = /(?:并没|没再|不再|不是|没发现|没看到|没出现|没听到|没|并非|未)$/

const denied = (sentence: string, at: number, text: string) => {
  const before = sentence.slice(Math.max(0, at - 4), at)
  return happening.test(text) && denial.test(before) && !/有没$|是不是$/.test(before)
}

// 地下通道有人乞讨 is no matter of the tunnel, nor 天桥上的雨棚 of the bridge.
const aside =
  /^(?:[口站]?(?:旁|隔壁|后面|后边|前面|前边|门口|对面|附近|边[上的有]|里[面边]?有|里面|[上下](?:面|的)|外面|入口|出口)|有(?:[个人辆只几一两三]|很多))/
const isBeside = (sentence: string, from: number) => aside.test(sentence.slice(from, from + 4))

/** Sentences of a text, in order. */
const sentencesOf = (text: string): readonly string[] =>
  text
    .split(/[。！!？?；;\n\r]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

const wordsIn = (sentence: string, dictionary: Dictionary, offset: number): Hit[] => {
  const hits: Hit[] = []
  for (let at = 0; at < sentence.length; at += 1)
    for (let length = 1; length <= dictionary.longest && at + length <= sentence.length; length += 1) {
      const said = sentence.slice(at, at + length)
      const word = dictionary.words.get(said)
      if (word)
        hits.push({
          word,
          at: offset + at,
          isNegated: denied(sentence, at, said),
          isAside: word.isScene || isBeside(sentence, at + length),
        })
      for (const pair of dictionary.pairs.get(said) ?? []) {
        const places = pair.parts.map((part) => sentence.indexOf(part))
        if (places.some((place) => place < 0)) continue
        const isNegated = pair.parts.some((part, n) => denied(sentence, places[n] ?? 0, part))
        hits.push({ word: pair, at: offset + Math.min(...places), isNegated, isAside: false })
      }
    }
  return hits
}

/** Every hit of a text already made plain. */
export const hitsIn = (text: string, dictionary: Dictionary): readonly Hit[] => {
  let from = 0
  return sentencesOf(text).flatMap((sentence) => {
    const offset = Math.max(0, text.indexOf(sentence, from))
    from = offset + sentence.length
    return wordsIn(sentence, dictionary, offset)
  })
}

/** Of overlapping words of one owner only the longest counts: 垃圾桶满 includes 垃圾桶. A word counts once. */
export const withoutOverlaps = (hits: readonly Hit[]): readonly Hit[] => {
  const taken: { from: number; to: number }[] = []
  const seen = new Set<string>()
  return [...hits]
    .sort((a, b) => b.word.weight - a.word.weight || a.at - b.at)
    .filter(({ word, at }) => {
      if (seen.has(word.text)) return false
      if (word.parts.length === 1) {
        const to = at + word.text.length
        if (taken.some((one) => at < one.to && to > one.from)) return false
        taken.push({ from: at, to })
      }
      seen.add(word.text)
      return true
    })
}
