/** What an item is found by: its name and other names, as written, as pinyin, and as the first letters of it. */
import { pinyin } from 'pinyin-pro'
import type { ItemRecord } from '../item.ts'

const spelled = (text: string) => {
  const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
  return `${syllables.join('')} ${syllables.map((one) => one.slice(0, 1)).join('')}`
}

export const wordsToFind = (record: ItemRecord): string =>
  [
    record.code,
    record.baseCode ?? '',
    record.nameEn ?? '',
    ...[record.name, ...(record.aliases ?? [])].flatMap((name) => [name, spelled(name)]),
    record.ownerName,
    record.whoFor,
  ]
    .join(' ')
    .toLowerCase()
