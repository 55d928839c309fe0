/** Cuts Chinese text into words with jieba; its dictionary (half a second, some 60 MB) is loaded at the first word, not before. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Jieba } from '@node-rs/jieba'

let jieba: Jieba | undefined

const segmenter = (): Jieba => {
  jieba ??= Jieba.withDict(readFileSync(createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt')))
  return jieba
}

/**
 * One way of writing for what people write in many: half-width letters and digits, small letters, starred-out numbers gone.
 * @example plain('ＡＢＣ路１２号！') // 'abc路12号!'
 */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/<[^<>]{1,8}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** A word has a letter or a digit in it; what stands between words has not. */
export const isWord = (piece: string) => /[\p{L}\p{N}]/u.test(piece)

/** All pieces of a text in their order, what stands between words among them. */
export const pieces = (text: string): string[] => segmenter().cut(text, true)

/**
 * The words of a text in their order, without punctuation. Text that is cut already (words between blanks) stays cut where it was.
 * @example words('楼下烧烤摊油烟扰民。') // ['楼下', '烧烤', '摊', '油烟', '扰民']
 */
export const words = (text: string): string[] => pieces(text).filter(isWord)

/** Adds words of the district to the dictionary: names of estates, streets, offices. */
export const addWords = (added: Iterable<string>): void => {
  const lines = [...added].filter((word) => !/\s/.test(word) && word !== '').map((word) => `${word} 1000 n`)
  if (lines.length > 0) segmenter().loadDict(Buffer.from(`${lines.join('\n')}\n`))
}
