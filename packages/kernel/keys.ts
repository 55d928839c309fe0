/** The district's keys: from the configuration, or in demo mode made once and kept in the data folder. */
import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'

export type Key = { readonly id: string; readonly secret: string }

const parse = (text: string): Key[] =>
  text.split(',').map((pair) => {
    const [id = '', secret = ''] = [pair.slice(0, pair.indexOf(':')).trim(), pair.slice(pair.indexOf(':') + 1).trim()]
    if (!id || secret.length < 32)
      throw new Error('configuration LIREN_KEYS: pairs are id:secret with at least 32 characters, newest first')
    return { id, secret }
  })

/** Reads the keys, newest first. */
export const readKeys = (config: Config): readonly Key[] => {
  if (config.keys) return parse(config.keys)
  const file = join(config.dataFolder, 'keys')
  if (!existsSync(file)) {
    mkdirSync(config.dataFolder, { recursive: true })
    writeFileSync(file, `demo:${randomBytes(32).toString('base64url')}`, { mode: 0o600, flag: 'wx' })
  }
  return parse(readFileSync(file, 'utf8').trim())
}

/** A password for the application's database role: the same for all processes of a district, known to none but them. */
export const databasePassword = (keys: readonly Key[], schema: string) =>
  createHmac('sha256', keys.at(-1)?.secret ?? '')
    .update(`database role of ${schema}`)
    .digest('base64url')
