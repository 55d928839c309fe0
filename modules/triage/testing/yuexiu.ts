/** The dictionaries of the demo district and of the township that takes from it, read from their presets; for tests and measurements. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Dictionary, dictionaryOf } from '../sorting/dictionary.ts'
import {
  type LeafSource,
  type SafetySource,
  type StandardSource,
  type WordsSource,
  withLocal,
} from '../sorting/reference.ts'

const read = <T>(name: string, preset = 'yuexiu') =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../presets', preset, name), 'utf8')) as T
type Trees = { readonly trees: readonly { readonly types: readonly { readonly leaves: readonly LeafSource[] }[] }[] }
type Places = { readonly places: readonly (readonly [kind: string, name: string, text: string, aliases: string[]])[] }

const words = () => read<WordsSource>('triage/words.json')
const dictionaryFor = (preset: string, words: WordsSource): Dictionary =>
  dictionaryOf({
    leaves: read<Trees>('cases/categories.json').trees.flatMap(({ types }) => types.flatMap(({ leaves }) => leaves)),
    standard: read<StandardSource>('cases/categories-hotline.json'),
    words,
    safety: read<readonly SafetySource[]>('cases/safety.json'),
    places: read<Places>('territory/places.json', preset).places.map(([, name, , aliases]) => ({ name, aliases })),
  })

export const yuexiu = (): Dictionary => dictionaryFor('yuexiu', words())
/** With its own words beside those it takes, or without. */
export const guali = (isLocal = true): Dictionary =>
  dictionaryFor(
    'guali',
    isLocal ? withLocal(words(), read<Partial<WordsSource>>('triage/local-words.json', 'guali')) : words(),
  )
