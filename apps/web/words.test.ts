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

/** Kinds of words whose names are put together from what a server says: a process, a fact, a setting. */
const byTheServer =
  /^(title$|(permission|refusal|event|setting|settingChoice|job|process|step|topic|notice|retention|retentionBasis|privacyText)\.)/

const keysOf = (words: Words, before = ''): readonly string[] =>
  Object.entries(words).flatMap(([key, said]) =>
    typeof said === 'string' ? [before + key] : keysOf(said, `${before}${key}.`),
  )
const codeBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file) && !file.includes('node_modules'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n')
const withWords = readdirSync(modules).filter((module) => readdirSync(join(modules, module)).includes('locales'))
const everybody = withWords.map((module) => codeBelow(join(modules, module))).join('\n')

it.for(withWords)('%s keeps no word that nobody says', (module) => {
  const own = codeBelow(join(modules, module))
  const scoped = [...everybody.matchAll(/['"`]([\w-]+)[.:]([\w.-]+)/g)].flatMap(([, scope, key = '']) =>
    scope === module ? [key] : [],
  )
  const begun = [...own.matchAll(/`(?:[\w-]+:)?((?:[\w-]+\.)+[\w-]*)\$\{/g)].map(([, text = '']) => text)
  const isSpoken = (key: string) =>
    [`'${key}'`, `"${key}"`, `\`${key}\``].some((text) => own.includes(text)) ||
    [...scoped, ...begun].some(
      (text) => key === text || (/[.\w]$/.test(text) && text.includes('.') && key.startsWith(text)),
    )
  expect(keysOf(wordsOf(module, 'zh-CN')).filter((key) => !byTheServer.test(key) && !isSpoken(key))).toEqual([])
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
  for (const scope of [...withWords, 'web', 'desk']) look(wordsOf(scope, 'en'), scope)
  expect(silent).toEqual([])
})
