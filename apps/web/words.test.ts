/** No screen says a word nobody wrote: what a page asks for by name stands in the words, in both languages. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const modules = join(import.meta.dirname, '../../modules')
const frame = join(import.meta.dirname, '../../packages/web/locales')
type Words = { readonly [key: string]: string | Words }

const wordsOf = (scope: string, locale: string): Words => {
  const path =
    scope === 'web'
      ? join(frame, `${locale}.json`)
      : scope === 'desk'
        ? join(frame, `desk.${locale}.json`)
        : join(modules, scope, 'locales', `${locale}.json`)
  return JSON.parse(readFileSync(path, 'utf8')) as Words
}
const isSaid = (words: Words, key: string) => {
  let found: string | Words | undefined = words
  for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined
  return typeof found === 'string'
}

const withScreens = readdirSync(modules).filter((module) => readdirSync(join(modules, module)).includes('web'))

for (const locale of ['zh-CN', 'en'])
  it.for(withScreens)(`the screens of %s find their words in ${locale}`, (module) => {
    const missing: string[] = []
    const files = readdirSync(join(modules, module, 'web'), { recursive: true, encoding: 'utf8' })
    for (const file of files.filter((name) => /(?<!\.test)\.tsx?$/.test(name))) {
      // Examples in comments say other pages' words.
      const text = readFileSync(join(modules, module, 'web', file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
      const spoken = [...text.matchAll(/useWords\('([\w-]+)'\)/g)].flatMap(([, scope]) => scope ?? [])
      for (const [, said = ''] of text.matchAll(/\bt\(\s*'([\w-]+:[\w.-]+|[\w-]+(?:\.[\w-]+)*)'/g)) {
        const [scope, key] = said.includes(':') ? said.split(':') : [null, said]
        const scopes = scope ? [scope] : [module, ...spoken]
        if (!scopes.some((one) => isSaid(wordsOf(one, locale), key ?? ''))) missing.push(`${file}: ${said}`)
      }
    }
    expect(missing).toEqual([])
  })

it('a sentence that chooses its word by a number also says the number', () => {
  const silent: string[] = []
  const look = (words: Words, scope: string) => {
    for (const [key, said] of Object.entries(words)) {
      if (typeof said !== 'string') look(said, `${scope}.${key}`)
      else
        for (const [, name = ''] of said.matchAll(/\{(\w+)\|/g))
          if (!said.includes(`{${name}}`)) silent.push(`${scope}.${key}: ${said}`)
    }
  }
  const withWords = readdirSync(modules).filter((module) => readdirSync(join(modules, module)).includes('locales'))
  for (const scope of [...withWords, 'web', 'desk']) look(wordsOf(scope, 'en'), scope)
  expect(silent).toEqual([])
})
