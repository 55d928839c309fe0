/**
 * The secret between us and a department: made at the desk and sealed, else the first line of `<data folder>/secrets/port-<tool>`; without one
 * a port does not work.
 */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answer, configOf, mustBeFresh, secretsOf } from '@liren/kernel'
import { toolLibrary } from '../../contract.ts'
import type { LibraryWork } from '../edition.ts'
import { portStore } from '../store-outside.ts'

const placeOf = (toolId: string) => `tool-library:port-secret:${toolId}`

const ofTheFile = async (work: object, toolId: string) =>
  (await readFile(join(configOf(work).dataFolder, 'secrets', `port-${toolId}`), 'utf8').catch(() => ''))
    .split('\n')[0]
    ?.trim() ?? ''

export const portSecret = async (work: Pick<LibraryWork, 'db'>, toolId: string): Promise<string> => {
  const sealed = await portStore(work.db).secret(toolId)
  return sealed === null ? ofTheFile(work, toolId) : secretsOf(work).open(sealed, placeOf(toolId))
}

/** A new one each time; the one before no longer counts. Told once, to whoever hands it on. */
export const makePortSecret = answer(toolLibrary, 'makePortSecret', async (work, { params }) => {
  mustBeFresh(work)
  const store = portStore(work.db)
  if (!(await store.one(params.id))) throw work.refuse('not-found')
  const secret = randomBytes(32).toString('base64url')
  await store.setSecret(params.id, secretsOf(work).seal(secret, placeOf(params.id)), work.now, work.actor.id)
  work.audit({ object: `tool:${params.id}` })
  return { secret }
})
