/** From the preset: words that mean the same (people look for 废品 and find 垃圾分类), and where services stand. */
import type { Seed } from '@liren/kernel'
import { store } from './server/store.ts'

export const seed: Seed = async (work, preset) => {
  if (preset.has('launcher/groups.json')) {
    const groups = await preset.read<Readonly<Record<string, string>>>('launcher/groups.json')
    for (const [of, place] of Object.entries(groups)) await store(work.db).keepGroup(of, place)
  }
  if (!preset.has('launcher/synonyms.json')) return
  const synonyms = await preset.read<Readonly<Record<string, readonly string[]>>>('launcher/synonyms.json')
  for (const [word, also] of Object.entries(synonyms)) await store(work.db).keepSynonym(word, also)
}
