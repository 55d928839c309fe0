/** Weighs the first load of each board: gzipped JavaScript that the built page fetches before it can be used, against its limit. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { filesAtHome } from '../apps/web/at-home.ts'

type Chunk = {
  readonly file: string
  readonly src?: string
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
}

const root = join(import.meta.dirname, '..')
const dist = join(root, 'apps/web/dist')
const limitsKb = { index: 110, worker: 110, merchant: 110, desk: 600 } as const
type Board = keyof typeof limitsKb
type Manifest = Readonly<Record<string, Chunk>>
const names: Record<Board, string> = { index: 'resident', worker: 'worker', merchant: 'merchant', desk: 'desk' }

/** What home pages draw at once of each module: fills of `home:…` and `bar:…` slots, badges, the list of areas. Their words come when spoken. */
const drawnAtHome = (): readonly string[] =>
  readdirSync(join(root, 'modules')).flatMap((module) => {
    const plug = join(root, 'modules', module, 'web/module.tsx')
    if (!existsSync(plug)) return []
    const text = readFileSync(plug, 'utf8')
    return filesAtHome(text).map((file) => `../../modules/${module}/web/${file}`)
  })

/** What a first visit fetches beside the static imports: words and titles in one language, the plugs of all modules, and what home draws. */
const comesAtOnce = (source: string, board: Board, atHome: readonly string[]) =>
  /packages\/web\/locales\/zh-CN\.json$/.test(source) ||
  (board === 'desk' && /packages\/web\/locales\/desk\.zh-CN\.json$/.test(source)) ||
  /liren-faces\/zh-CN\//.test(source) ||
  /^_(?:plugs|at-home)-|modules\/[^/]+\/web\/module\.tsx(?:\?|$)/.test(source) ||
  (atHome.includes(source) && (board === 'desk' || !source.includes('/desk/')))

/** Files of one board's first load. */
export const firstLoad = (manifest: Manifest, board: Board): readonly string[] => {
  const files = new Set<string>()
  const atHome = drawnAtHome()
  const visit = (key: string) => {
    const chunk = manifest[key]
    if (!chunk || files.has(chunk.file)) return
    files.add(chunk.file)
    for (const next of chunk.imports ?? []) visit(next)
    for (const next of chunk.dynamicImports ?? []) if (comesAtOnce(next, board, atHome)) visit(next)
  }
  visit(`${board}.html`)
  return [...files].filter((file) => file.endsWith('.js'))
}

const manifestIn = (folder: string) =>
  // The border to the bundler's own file, whose shape it documents.
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
const kbOf = (folder: string, files: readonly string[]) =>
  Math.round(
    files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0) / 100,
  ) / 10

/** What a page (`modules/forms/web/resident/fill-page.tsx`) fetches beyond the first load of its board before it can be drawn, without its words. */
export const weighPage = (board: Board, page: string, folder = dist) => {
  const manifest = manifestIn(folder)
  const files = new Set<string>()
  const visit = (key: string) => {
    const chunk = manifest[key]
    if (!chunk || files.has(chunk.file)) return
    files.add(chunk.file)
    for (const next of chunk.imports ?? []) visit(next)
  }
  visit(`../../${page}`)
  const known = firstLoad(manifest, board)
  const beyond = [...files].filter((file) => !known.includes(file))
  return { files: beyond, kb: kbOf(folder, beyond) }
}

/** Kilobytes (1,000 bytes) of gzipped JavaScript by board, with the ratio to the limit. */
export const weigh = (folder = dist) => {
  const manifest = manifestIn(folder)
  return (Object.keys(limitsKb) as Board[]).map((board) => {
    const files = firstLoad(manifest, board)
    const kb = kbOf(folder, files)
    const limitKb = limitsKb[board]
    return {
      board: names[board],
      files: files.length,
      kb,
      limitKb,
      ratio: Math.round((kb / limitKb) * 1000) / 1000,
    }
  })
}

if (process.argv[1] === import.meta.filename) {
  const rows = weigh()
  if (process.argv.includes('--json')) console.log(JSON.stringify(rows))
  else
    for (const { board, files, kb, limitKb, ratio } of rows)
      console.log(`${board.padEnd(9)} ${String(kb).padStart(6)} kB gz of ${limitKb} in ${files} files, ratio ${ratio}`)
  if (!process.argv.includes('--json')) {
    const { files, kb } = weighPage('index', 'modules/forms/web/resident/fill-page.tsx')
    console.log(`a form beyond it: ${kb} kB gz in ${files.length} files`)
  }
  if (rows.some(({ ratio }) => ratio > 1)) process.exitCode = 1
}
