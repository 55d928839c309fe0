/** Words to find a tool by: what it is called, the beginnings of its syllables, and words that mean the same. */
import { homeOf, saidIn, switchable, withDoors } from '@liren/kernel'
import { pinyin } from 'pinyin-pro'
import type { LauncherWork } from './launcher-work.ts'
import { store } from './store.ts'

/** Boards on which something of the launcher is drawn. */
export const boardNames = ['resident', 'worker', 'desk', 'merchant'] as const

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

type NativeWords = { readonly module: string; readonly search: string; readonly isFoundation: boolean }
const natives = new WeakMap<object, Promise<readonly NativeWords[]>>()

/** Features first, then foundations that have a door: these stand behind what a community took up, until it says otherwise. */
const modulesOf = (work: LauncherWork) => {
  const features = switchable(work).filter((module) => module !== 'launcher')
  const doored = new Set(boardNames.flatMap((board) => withDoors(work, board)))
  const foundations = [...doored].filter((module) => module !== 'launcher' && !features.includes(module))
  return [
    ...features.map((module) => ({ module, isFoundation: false })),
    ...foundations.map((module) => ({ module, isFoundation: true })),
  ]
}

/** Native modules by their own words in both languages, whoever asks first; they change with a new release only. */
export const searchWords = (work: LauncherWork): Promise<readonly NativeWords[]> => {
  const home = homeOf(work)
  const known = natives.get(home)
  if (known) return known
  const made = store(work.db)
    .synonyms()
    .then((synonyms) =>
      modulesOf(work).map((one) => {
        const { 'zh-CN': title, en } = saidIn(work, `${one.module}.title`)
        return { ...one, search: `${title} ${sounds(title)} ${alsoCalled(title, synonyms)} ${en}`.toLowerCase() }
      }),
    )
  natives.set(home, made)
  made.catch(() => natives.delete(home))
  return made
}
