/** The dictionary of the demo district, read from its preset; for tests and measurements. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Dictionary, dictionaryOf } from '../sorting/dictionary.ts'
import type { LeafSource, SafetySource, StandardSource, WordsSource } from '../sorting/reference.ts'

const read = <T>(name: string) =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../presets/yuexiu', name), 'utf8')) as T
type Trees = { readonly trees: readonly { readonly types: readonly { readonly leaves: readonly LeafSource[] }[] }[] }
type Places = { readonly places: readonly (readonly [kind: string, name: string, text: string, aliases: string[]])[] }

export const yuexiu = (): Dictionary =>
  dictionaryOf({
    leaves: read<Trees>('cases/categories.json').trees.flatMap(({ types }) => types.flatMap(({ leaves }) => leaves)),
    standard: read<StandardSource>('cases/categories-hotline.json'),
    words: read<WordsSource>('triage/words.json'),
    safety: read<readonly SafetySource[]>('cases/safety.json'),
    places: read<Places>('territory/places.json').places.map(([, name, , aliases]) => ({ name, aliases })),
  })
