/** Words to find a tool by: what it is called, the beginnings of its syllables, and words that mean the same. */
import { homeOf, switchable } from '@liren/kernel'
import { pinyin } from 'pinyin-pro'
import type { LauncherWork } from './launcher-work.ts'
import { store } from './store.ts'

/** 垃圾分类 → `ljfl`; also the whole sound, `lajifenlei`. */
export const sounds = (text: string): string => {
  const han = [...text].filter((one) => /\p{Script=Han}/u.test(one)).join('')
  if (han === '') return ''
  const first = pinyin(han, { pattern: 'first', toneType: 'none', type: 'array' }).join('')
  const whole = pinyin(han, { toneType: 'none', type: 'array', v: true }).join('')
  return `${first} ${whole}`.toLowerCase()
}

/** Words that mean the same as something in this text. */
export const alsoCalled = (
  text: string,
  synonyms: readonly { readonly word: string; readonly also: readonly string[] }[],
): string =>
  synonyms
    .filter(({ word, also }) => text.includes(word) || also.some((one) => text.includes(one)))
    .flatMap(({ word, also }) => [word, ...also])
    .join(' ')

const natives = new WeakMap<object, Promise<readonly { readonly module: string; readonly search: string }[]>>()

/** Native modules by their own words; they change with a new release only. */
export const searchWords = (
  work: LauncherWork,
): Promise<readonly { readonly module: string; readonly search: string }[]> => {
  const home = homeOf(work)
  const known = natives.get(home)
  if (known) return known
  const made = store(work.db)
    .synonyms()
    .then((synonyms) =>
      switchable(work)
        .filter((module) => module !== 'launcher')
        .map((module) => {
          const title = work.words(`${module}.title`)
          return { module, search: `${title} ${sounds(title)} ${alsoCalled(title, synonyms)}`.toLowerCase() }
        }),
    )
  natives.set(home, made)
  made.catch(() => natives.delete(home))
  return made
}
