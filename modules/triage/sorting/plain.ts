/** One way of writing: dialect, common typos, traditional letters and English words become the words of the dictionary. */

const emoji = /\p{Extended_Pictographic}|\u{FE0F}|\u{200D}/gu
const anyOf = (words: readonly string[]) =>
  new RegExp(
    [...words]
      .sort((a, b) => b.length - a.length)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('|'),
    'g',
  )

/** Turns text and keywords alike; a replacement is therefore never wrong, at worst it makes two words one. */
export type Plain = (text: string) => string

/** Makes the turning from the data of the preset. */
export const plainOf = (spoken: Readonly<Record<string, string>> = {}, letters = ''): Plain => {
  const turned = new Map<string, string>()
  for (let n = 0; n + 1 < letters.length; n += 2) turned.set(letters.charAt(n), letters.charAt(n + 1))
  const names = Object.keys(spoken)
  const pattern = names.length > 0 ? anyOf(names) : null
  return (text) => {
    const one = text.normalize('NFKC').toLowerCase().replace(emoji, ' ')
    const simple = turned.size === 0 ? one : [...one].map((letter) => turned.get(letter) ?? letter).join('')
    // Blanks between Chinese letters are noise; between two Latin words they are not.
    const close = simple.replace(/\s+(?![a-z0-9])|(?<![a-z0-9])\s+/g, '')
    return pattern ? close.replace(pattern, (word) => spoken[word] ?? word) : close
  }
}

/** Sentences of a text, in order. */
export const sentencesOf = (text: string): readonly string[] =>
  text
    .split(/[。！!？?；;\n\r]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
