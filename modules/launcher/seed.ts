/** From the preset: words that mean the same (people look for 废品 and find 垃圾分类), where services stand, what people need, and what communities composed. */
import { type Preset, type Seed, uuidv7 } from '@liren/kernel'
import type { Need } from './contract.ts'
import { store } from './server/store.ts'
import type { Entry } from './views.ts'

type Composed = { readonly areas: readonly string[]; readonly note: string; readonly entries: readonly Entry[] }

/** What communities made of their home pages; one that already composed keeps its own. */
const compose = async (work: Parameters<Seed>[0], preset: Preset) => {
  const { by, compositions } = await preset.read<{ by: string; compositions: readonly Composed[] }>(
    'launcher/compositions.json',
  )
  for (const { areas, note, entries } of compositions)
    for (const areaCode of areas) {
      if (await store(work.db).current(areaCode, work.now)) continue
      await store(work.db).compose({
        id: uuidv7(),
        areaCode,
        entries: [...entries],
        effectiveAt: work.now,
        madeAt: work.now,
        madeBy: null,
        madeByName: by,
        note,
        copiedFrom: null,
      })
    }
}

export const seed: Seed = async (work, preset) => {
  if (preset.has('launcher/groups.json')) {
    const groups = await preset.read<Readonly<Record<string, string>>>('launcher/groups.json')
    for (const [of, place] of Object.entries(groups)) await store(work.db).keepGroup(of, place)
  }
  if (preset.has('launcher/compositions.json')) await compose(work, preset)
  if (preset.has('launcher/needs.json')) {
    const { needs } = await preset.read<{ readonly needs: readonly Need[] }>('launcher/needs.json')
    await store(work.db).keepNeeds(needs)
  }
  if (!preset.has('launcher/synonyms.json')) return
  const synonyms = await preset.read<Readonly<Record<string, readonly string[]>>>('launcher/synonyms.json')
  for (const [word, also] of Object.entries(synonyms)) await store(work.db).keepSynonym(word, also)
}
