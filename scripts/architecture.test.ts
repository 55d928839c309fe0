/** The guard of the floors is awake: each forbidden import, planted in a small house, is found and named. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
const house = mkdtempSync(join(tmpdir(), 'liren-house-'))

const put = (path: string, text: string) => {
  mkdirSync(dirname(join(house, path)), { recursive: true })
  writeFileSync(join(house, path), text)
}

const room = (path: string, name: string, exports: Record<string, string>) => {
  put(`${path}/package.json`, JSON.stringify({ name, type: 'module', exports }))
  mkdirSync(join(house, 'node_modules/@liren'), { recursive: true })
  symlinkSync(join(house, path), join(house, 'node_modules', name))
}

const broken = (): string[] => {
  const args = [
    depcruise,
    '--config',
    join(root, '.dependency-cruiser.cjs'),
    '--output-type',
    'json',
    'packages',
    'modules',
    'apps',
  ]
  const done = spawnSync(process.execPath, args, { cwd: house, encoding: 'utf8', maxBuffer: 1e8 })
  // Shape of dependency-cruiser's JSON report.
  const report = JSON.parse(done.stdout) as { summary: { violations: { rule: { name: string } }[] } }
  return [...new Set(report.summary.violations.map(({ rule }) => rule.name))].sort()
}

const moduleExports = { './contract': './contract.ts', './server': './server/module.ts', './web': './web/module.tsx' }

beforeAll(() => {
  room('packages/contract', '@liren/contract', { '.': './index.ts' })
  room('packages/kernel', '@liren/kernel', { '.': './index.ts', './*': './*.ts' })
  room('packages/web', '@liren/web', { '.': './index.ts', './*': './*' })
  for (const name of ['people', 'cases', 'mall']) room(`modules/${name}`, `@liren/${name}`, moduleExports)
  put('packages/contract/index.ts', `export const defineContract = <const T>(it: T): T => it`)
  put(
    'packages/kernel/index.ts',
    `import { defineContract } from '@liren/contract'\nexport const host = defineContract`,
  )
  put('packages/web/index.ts', `import { defineContract } from '@liren/contract'\nexport const page = defineContract`)
  for (const name of ['people', 'cases', 'mall']) {
    put(
      `modules/${name}/contract.ts`,
      `import { defineContract } from '@liren/contract'\nexport const ${name} = defineContract({})`,
    )
    put(
      `modules/${name}/server/module.ts`,
      `import { host } from '@liren/kernel'\nimport { people } from '@liren/people/contract'\nvoid people\nexport default host`,
    )
    put(`modules/${name}/web/module.tsx`, `import { page } from '@liren/web'\nexport default page`)
  }
  put('apps/server/main.ts', `import cases from '@liren/cases/server'\nexport default cases`)
})

afterAll(() => rmSync(house, { recursive: true, force: true }))

test('a house in order passes', () => {
  expect(broken()).toEqual([])
})

test.each([
  [
    'no-cycles',
    'modules/cases/case.ts',
    `import type { A } from './rule.ts'\nexport type B = A`,
    'modules/cases/rule.ts',
    `import type { B } from './case.ts'\nexport type A = B | 1`,
  ],
  ['no-unknown-imports', 'modules/cases/case.ts', `import { a } from './nowhere.ts'\nexport const b = a`],
  ['contract-knows-nothing', 'packages/contract/schema.ts', `import { sep } from 'node:path'\nexport const a = sep`],
  [
    'kernel-is-below',
    'packages/kernel/boot.ts',
    `import type { cases } from '@liren/cases/contract'\nexport type A = typeof cases`,
  ],
  [
    'web-is-below',
    'packages/web/session.tsx',
    `import { host } from '@liren/kernel'\nexport const A = () => <b>{String(host)}</b>`,
  ],
  [
    'apps-are-the-roof',
    'modules/cases/server/boot.ts',
    `import main from '../../../apps/server/main.ts'\nexport const a = main`,
  ],
  [
    'features-never-meet',
    'modules/cases/server/pay.ts',
    `import { mall } from '@liren/mall/contract'\nexport const a = mall`,
  ],
  [
    'modules-meet-by-contract',
    'modules/cases/server/look.ts',
    `import people from '@liren/people/server'\nexport const a = people`,
  ],
  [
    'modules-meet-by-contract',
    'modules/cases/server/look.ts',
    `export const a = () => import('../../people/server/module.ts')`,
  ],
  [
    'foundations-stand-below-features',
    'modules/people/server/look.ts',
    `import { cases } from '@liren/cases/contract'\nexport const a = cases`,
  ],
  [
    'server-side-has-no-screens',
    'modules/cases/server/draw.ts',
    `import { page } from '@liren/web'\nexport const a = page`,
  ],
  [
    'screens-have-no-server',
    'modules/cases/web/read.tsx',
    `import { host } from '@liren/kernel'\nexport const A = () => <b>{String(host)}</b>`,
  ],
  [
    'screens-have-no-node',
    'modules/cases/web/read.ts',
    `import { readFileSync } from 'node:fs'\nexport const a = readFileSync`,
  ],
  [
    'screens-reach-no-node',
    'modules/cases/web/sum.ts',
    `import { sum } from '../sum.ts'\nexport const a = sum`,
    'modules/cases/sum.ts',
    `import { createHash } from 'node:crypto'\nexport const sum = createHash`,
  ],
  [
    'the-heart-touches-nothing',
    'modules/cases/case.ts',
    `import { readFileSync } from 'node:fs'\nexport const a = readFileSync`,
  ],
  ['the-heart-is-pure', 'modules/cases/case.ts', `import { host } from '@liren/kernel'\nexport const a = host`],
])('%s: found when planted in %s', (rule, ...planted) => {
  const paths = planted.filter((_, index) => index % 2 === 0)
  for (const [index, path] of paths.entries()) put(path, planted[index * 2 + 1] ?? '')
  try {
    expect(broken()).toContain(rule)
  } finally {
    for (const path of paths) rmSync(join(house, path))
  }
})
