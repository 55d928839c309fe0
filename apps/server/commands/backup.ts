/** `liren backup` and `liren restore`: the whole district in one file, and back again. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { backup, readHead, restore } from '@liren/kernel/backup'
import { inOrder } from '@liren/kernel/check'
import { databasePassword, readKeys } from '@liren/kernel/keys'
import { appRole, migrate } from '@liren/kernel/migrate'
import { configuration, openDatabase } from '../district.ts'
import { print, progressLine } from '../output.ts'
import { loadModules } from '../preset.ts'

/** Files on local disk; a bucket has backups of its own. */
const filesFolder = (dataFolder: string) => join(dataFolder, 'files')

const fingerprint = (keys: readonly { readonly id: string; readonly secret: string }[]) =>
  createHash('sha256')
    .update(keys.map((key) => createHash('sha256').update(`${key.id}:${key.secret}`).digest('hex')).join(','))
    .digest('hex')
    .slice(0, 16)

const stamp = () => new Date().toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '-')

export const makeBackup = async (to: string | undefined, options: { readonly json?: boolean }): Promise<void> => {
  const config = configuration()
  const database = await openDatabase(config)
  try {
    const file = resolve(to ?? join(config.dataFolder, 'backups', `liren-${stamp()}.backup`))
    const counts = await backup({
      ownerUrl: database.ownerUrl,
      schema: config.schema,
      to: file,
      filesFolder: filesFolder(config.dataFolder),
      keysFingerprint: fingerprint(readKeys(config)),
      progress: progressLine(),
    })
    const rows = Object.values(counts.tables).reduce((sum, count) => sum + count, 0)
    print(
      options.json ?? false,
      { file, rows, files: counts.files, bytes: counts.bytes },
      `${file}\n${rows} rows, ${counts.files} files, ${(counts.bytes / 1e6).toFixed(1)} MB. The keys are not inside: keep them elsewhere, without them sealed fields stay closed.`,
    )
  } finally {
    await database.close()
  }
}

export const restoreBackup = async (
  from: string,
  options: { readonly json?: boolean; readonly ignoreKeys?: boolean },
): Promise<void> => {
  if (!existsSync(from)) throw new Error(`There is no file ${from}`)
  const config = configuration()
  const keys = readKeys(config)
  const head = await readHead(from)
  if (head.keysFingerprint !== fingerprint(keys) && !options.ignoreKeys)
    throw new Error(
      'The keys at hand are not those of the backup: sealed fields could not be opened. Set LIREN_KEYS, or pass --ignore-keys.',
    )
  const database = await openDatabase(config)
  try {
    const modules = inOrder(await loadModules(database.file))
    const target = {
      ownerUrl: database.ownerUrl,
      schema: config.schema,
      role: config.databaseAppUrl
        ? decodeURIComponent(new URL(config.databaseAppUrl).username)
        : appRole(config.schema),
      appPassword: config.databaseAppUrl ? null : databasePassword(keys, config.schema),
    }
    const counts = await restore({
      ownerUrl: database.ownerUrl,
      schema: config.schema,
      from,
      filesFolder: filesFolder(config.dataFolder),
      prepare: async (migrations) => {
        await migrate({ ...target, modules, only: migrations })
      },
      progress: progressLine(),
    })
    const newer = await migrate({ ...target, modules })
    const rows = Object.values(counts.tables).reduce((sum, count) => sum + count, 0)
    print(
      options.json ?? false,
      { from, rows, files: counts.files, migratedSince: newer },
      `Restored ${rows} rows and ${counts.files} files of ${head.at}.`,
    )
  } finally {
    await database.close()
  }
}
