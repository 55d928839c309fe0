/** Makes a new module that works at once: `npm run new:module NAME -- --title 失物招领 --title-en "Lost and found"`. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { commandOf, pinnedNode, root } from './install.mjs'

const template = join(root, 'scripts', 'new-module', 'template')
const usage = `Usage: npm run new:module NAME -- [--title 中文名] [--title-en "English name"] [--preset yuexiu]

NAME is kebab-case and becomes the folder modules/NAME, the address /api/NAME and the prefix of its tables.
--preset (default yuexiu) names the preset the module is added to; --preset none adds it to none.`

const camel = (name) => name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase())
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1)

/** The words that stand for the sample, and what takes their place. */
export const renamer = ({ name, title, titleEn }) => {
  const pairs = [
    ['sample-notes', name],
    ['sampleNotes', camel(name)],
    ['sample_notes', name.replaceAll('-', '_')],
    ['Sample notes', titleEn],
    ['sample notes', name.replaceAll('-', ' ')],
    ['Neighbour notes', titleEn],
    ['邻里留言', title],
  ]
  return (text) => pairs.reduce((now, [from, to]) => now.replaceAll(from, to), text)
}

const filesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  )

/** Writes the module into `folder` and returns the paths written. */
export const writeModule = (folder, names) => {
  const rename = renamer(names)
  return filesBelow(template).map((file) => {
    const path = join(folder, rename(relative(template, file)))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, rename(readFileSync(file, 'utf8')))
    return path
  })
}

const addToPreset = (preset, name) => {
  const file = join(root, 'presets', preset, 'preset.json')
  if (!existsSync(file)) return false
  const text = readFileSync(file, 'utf8')
  const { modules } = JSON.parse(text)
  if (modules.includes(name)) return true
  // By hand, so that the file keeps the form its authors gave it.
  writeFileSync(
    file,
    text.replace(
      /("modules"\s*:\s*\[[^\]]*?)(\s*\])/,
      (_, list, end) => `${list}${modules.length ? ', ' : ''}"${name}"${end}`,
    ),
  )
  return true
}

const linkPackage = (folder, name) => {
  const link = join(root, 'node_modules', '@liren', name)
  if (existsSync(link)) return
  mkdirSync(dirname(link), { recursive: true })
  symlinkSync(process.platform === 'win32' ? folder : relative(dirname(link), folder), link, 'junction')
}

const main = () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      title: { type: 'string' },
      'title-en': { type: 'string' },
      preset: { type: 'string', default: 'yuexiu' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const [name] = positionals
  if (values.help || !name) {
    console.log(usage)
    return values.help ? 0 : 2
  }
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new Error(`"${name}" is not kebab-case, such as lost-and-found.`)
  const folder = join(root, 'modules', name)
  if (existsSync(folder)) throw new Error(`modules/${name} is there already.`)
  const written = writeModule(folder, {
    name,
    title: values.title ?? name,
    titleEn: values['title-en'] ?? capital(name.replaceAll('-', ' ')),
  })
  linkPackage(folder, name)
  // Names of another length wrap elsewhere and sort elsewhere.
  spawnSync(pinnedNode, [commandOf('@biomejs/biome', 'bin/biome'), 'check', '--write', folder], {
    cwd: root,
    stdio: 'ignore',
  })
  // Lets the lock file know the new workspace; offline this fails and `npm install` can be run later.
  spawnSync('npm', ['install', '--package-lock-only', '--prefer-offline', '--loglevel=error'], {
    cwd: root,
    stdio: 'ignore',
    shell: process.platform === 'win32',
  })
  const isInPreset = addToPreset(values.preset, name)
  console.log(`modules/${name}: ${written.length} files written.${isInPreset ? ` Added to presets/${values.preset}.` : ''}

Try it      npx vitest run modules/${name}
See it      npm start, then the resident board and the desk's menu "community"
Make yours  modules/${name}/contract.ts is its face; begin there, then note.ts, server/leave.ts and web/`)
  return 0
}

if (import.meta.main ?? process.argv[1]?.endsWith('new-module.mjs')) {
  try {
    process.exitCode = main()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
