/** Places of a preset: windows of communities and the district, for services, taxes and the land register; in a demo with bookings. */
import type { Seed } from '@liren/kernel'
import { layDemoBookings } from './server/demo-bookings.ts'
import type { BookingWork } from './server/shown.ts'
import { type PlaceStored, store } from './server/store.ts'

export const seed: Seed = async (work, preset) => {
  if (!preset.has('appointments/places.json')) return
  const places = await preset.read<readonly PlaceStored[]>('appointments/places.json')
  for (const place of places) await store(work.db).keepPlace(place)
  // The host seeds in the name of this module; only the type cannot say so.
  await layDemoBookings(work as unknown as BookingWork, preset, places)
}
