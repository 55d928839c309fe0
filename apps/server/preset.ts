/** Reads a preset folder: which modules, which settings, which demo data. Data only, never code. */
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { isAbsolute, join, normalize, resolve } from 'node:path'
import type { Module, Preset } from '@liren/kernel'

export const projectRoot: string = resolve(import.meta.dirname, '../..')

type PresetSettings = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** `preset.json`. Settings are keyed `<module>` → `<key>`; they are laid down once, at seeding. */
export type PresetFile = {
  readonly name: string
  readonly title: Readonly<Record<'zh-CN' | 'en', string>>
  readonly area: string | null
  readonly modules: readonly string[]
  readonly settings: PresetSettings
  /** Besides, and before those, only in a demo: what a district turns on itself once it knows what it does. */
  readonly demoSettings?: PresetSettings
  /** Files it has not itself and takes as they are from another preset, by that preset's name; `triage/` stands for a whole folder. */
  readonly takes?: Readonly<Record<string, readonly string[]>>
}

const nothing: PresetFile = {
  name: 'none',
  title: { 'zh-CN': '里仁', en: 'Liren' },
  area: null,
  modules: [],
  settings: {},
}

/** Where a preset lies: a name below `presets/`, or a folder of the operator's own. */
export const presetFolder = (name: string) =>
  isAbsolute(name) || name.startsWith('.') ? resolve(name) : join(projectRoot, 'presets', name)

/**
 * Reads `preset.json`; the preset `none` has no module at all.
 * @throws Error naming the folder when there is no such preset.
 */
export const readPreset = (name: string): PresetFile => {
  if (name === 'none') return nothing
  const file = join(presetFolder(name), 'preset.json')
  if (!existsSync(file)) throw new Error(`There is no preset "${name}" (looked for ${file})`)
  return JSON.parse(readFileSync(file, 'utf8')) as PresetFile
}

/** The preset as modules see it while seeding. */
export const presetFor = (
  file: PresetFile,
  folderName: string,
  scale: 'demo' | 'full',
  progress: Preset['progress'],
): Preset => {
  const within = (name: string, path: string) => {
    const folder = normalize(presetFolder(name))
    const full = normalize(join(folder, path))
    if (!full.startsWith(folder)) throw new Error(`"${path}" lies outside the preset`)
    return full
  }
  const isTaken = (path: string) => (taken: string) => (taken.endsWith('/') ? path.startsWith(taken) : path === taken)
  /** One's own file first, then that of the preset it is taken from. */
  const at = (path: string) => {
    const own = within(folderName, path)
    if (existsSync(own)) return own
    const from = Object.entries(file.takes ?? {}).find(([, paths]) => paths.some(isTaken(path)))
    return from ? within(from[0], path) : own
  }
  return {
    name: file.name,
    modules: file.modules,
    scale,
    read: async <T>(path: string) => JSON.parse(await readFile(at(path), 'utf8')) as T,
    has: (path) => existsSync(at(path)),
    progress,
  }
}

/** Loads the plugs a preset names. Order does not matter: the kernel sorts by needs. */
export const loadModules = (file: PresetFile): Promise<Module[]> =>
  Promise.all(
    file.modules.map(async (name) => {
      const loaded = (await import(`@liren/${name}/server`)) as { default: Module }
      return loaded.default
    }),
  )
