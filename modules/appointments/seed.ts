/** Places of a preset: windows of communities and the district, for services, taxes and the land register. */
import type { Seed } from '@liren/kernel'
import { type PlaceStored, store } from './server/store.ts'

export const seed: Seed = async (work, preset) => {
  if (!preset.has('appointments/places.json')) return
  for (const place of await preset.read<readonly PlaceStored[]>('appointments/places.json'))
    await store(work.db).keepPlace(place)
}
