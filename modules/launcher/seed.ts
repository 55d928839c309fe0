/** Words that mean the same, from the preset: people look for 废品 and find 垃圾分类. */
import type { Seed } from '@liren/kernel'
import { store } from './server/store.ts'

export const seed: Seed = async (work, preset) => {
  if (!preset.has('launcher/synonyms.json')) return
  const synonyms = await preset.read<Readonly<Record<string, readonly string[]>>>('launcher/synonyms.json')
  for (const [word, also] of Object.entries(synonyms)) await store(work.db).keepSynonym(word, also)
}
