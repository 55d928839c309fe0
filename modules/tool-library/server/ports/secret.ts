/** The secret between us and a department: first line of `<data folder>/secrets/port-<tool>`; without one a port does not work. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { configOf } from '@liren/kernel'

export const portSecret = async (work: object, toolId: string): Promise<string> =>
  (await readFile(join(configOf(work).dataFolder, 'secrets', `port-${toolId}`), 'utf8').catch(() => ''))
    .split('\n')[0]
    ?.trim() ?? ''
