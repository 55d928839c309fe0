/** Every package names what it imports, so that a folder taken out of the house still says what it stands on. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
type Manifest = {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}
// The border to npm's own file, whose shape it documents.
const manifestOf = (folder: string) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest
const namesOf = ({ dependencies = {}, devDependencies = {} }: Manifest) => [
  ...Object.keys(dependencies),
  ...Object.keys(devDependencies),
]

const folders = [
  ...['packages', 'modules', 'apps'].flatMap((floor) =>
    readdirSync(join(root, floor)).map((name) => `${floor}/${name}`),
  ),
  'e2e',
  'bench',
].filter((folder) => existsSync(join(root, folder, 'package.json')))

/** `import … from 'x'`, `export … from 'x'`, `import 'x'`, `import('x')`, each to the name of its package. */
const statement = /(?:^(?:import|export)\b[^'"`;]*?\bfrom|^import|\bimport\()\s*'((?:@[\w-]+\/)?[\w.-]+)/gm
const importsOf = (folder: string) => {
  const found = new Set<string>()
  for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file) || /(^|\/)(node_modules|dist)\//.test(file)) continue
    for (const [, name = ''] of readFileSync(join(root, folder, file), 'utf8').matchAll(statement))
      if (!/^(\.|node$|virtual$)/.test(name)) found.add(name)
  }
  return found
}

/** What all checks and builds of the house share is named once, at the top. */
const shared = new Set(namesOf(manifestOf('.')))

test.each(folders)('%s names what it imports, and nothing else', (folder) => {
  const manifest = manifestOf(folder)
  const named = namesOf(manifest)
  const imports = importsOf(folder)
  expect([...imports].filter((name) => name !== manifest.name && !named.includes(name) && !shared.has(name))).toEqual(
    [],
  )
  expect(named.filter((name) => !imports.has(name) && !name.startsWith('@types/'))).toEqual([])
})
