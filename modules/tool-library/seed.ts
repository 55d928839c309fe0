/** The preset's tools: checked and laid down like any other, cited by the communities it names, with a few records to look at. */
import { configOf, type Seed, type Work } from '@liren/kernel'
import type { toolLibrary } from './contract.ts'
import { installBytes } from './server/install.ts'
import { useStore } from './server/store-uses.ts'
import { tellUse } from './server/tell-use.ts'

type DemoTools = {
  readonly tools: readonly { readonly file: string; readonly home: string | null; readonly usedIn: readonly string[] }[]
}

export const seed: Seed = async (bound, preset) => {
  // The kernel seeds with a work of this very module; only the type cannot say so.
  const work = bound as unknown as Work<typeof toolLibrary>
  if (!preset.has('tool-library/tools.json')) return
  const { tools } = await preset.read<DemoTools>('tool-library/tools.json')
  for (const [done, { file, home, usedIn }] of tools.entries()) {
    const value = await preset.read(`tool-library/${file}.json`)
    // What lies in the preset was put there by the operator, who needs no signature of his own.
    const { document } = await installBytes(work, new TextEncoder().encode(JSON.stringify(value)), {
      homeArea: home,
      mayBeUnsigned: true,
    })
    if (configOf(work).mode !== 'production')
      for (const area of usedIn) {
        await useStore(work.db).keep({
          toolId: document.id,
          areaCode: area,
          mode: 'cite',
          version: document.version,
          untilOn: null,
          unitId: null,
          at: work.now,
          by: null,
        })
        await tellUse(work, document.id, area)
      }
    await useStore(work.db).countCitations(document.id)
    preset.progress('tools', done + 1, tools.length)
  }
}
