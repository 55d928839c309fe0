/** The papers say what the house does: the same foundations, the same features, code that is really made. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const found = (text: string, pattern: RegExp) => (pattern.exec(text)?.[1] ?? '').split(/[\s,|]+/).filter(Boolean)

const foundations = found(read('.dependency-cruiser.cjs'), /const foundations = '([^']+)'/).sort()
const features = readdirSync(join(root, 'modules'))
  .filter((name) => !foundations.includes(name))
  .sort()

test('the map of the house names every module, as the foundation or the feature it is', () => {
  const map = read('ARCHITECTURE.md')
  expect(found(map, /foundations: ([^;]+);/).sort()).toEqual(foundations)
  expect(found(map, /features: ([a-z\s-]+?)\npresets/).sort()).toEqual(features)
})

test('whoever makes a module reads which others it may need', () => {
  expect(found(read('CONTRIBUTING.md'), /name foundations only \(([^)]+)\)/).sort()).toEqual(foundations)
})

test('the pages shown to authors of screens are the ones a new module begins with', () => {
  const made = ['module.tsx', 'resident/notes-page.tsx', 'desk/notes-page.tsx'].map((file) =>
    read(`scripts/new-module/template/web/${file}`).trim(),
  )
  const shown = [...read('packages/web/README.md').matchAll(/```tsx\n([\s\S]*?)```/g)].map(([, code = '']) =>
    code.trim(),
  )
  expect(shown).toEqual(made)
})
