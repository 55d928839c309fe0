/** Where something is: what a report keeps of a place, and how its words are found. Works on coordinates alone when offline. */
import { territory } from '@liren/territory/contract'
import { ask, problemOf } from '@liren/web'

/** `words` are for people; without coordinates the area alone says where. */
export type Spot = {
  readonly lon: number | null
  readonly lat: number | null
  readonly accuracyMetres: number | null
  readonly areaCode: string | null
  readonly words: string
}

/** The spot with the names of its areas; null when it lies outside the district. Offline, the coordinates have to do. */
export const spotAt = async (
  at: { readonly lon: number; readonly lat: number },
  accuracyMetres: number | null = null,
): Promise<Spot | null> => {
  const bare = { lon: at.lon, lat: at.lat, accuracyMetres, areaCode: null, words: '' }
  try {
    const { found } = await ask(territory, 'locate', { query: { lon: at.lon, lat: at.lat } })
    if (!found) return null
    const near = found.nearest && found.nearest.metres <= 200 ? found.nearest.text : ''
    return { ...bare, areaCode: found.communityCode, words: near || `${found.subdistrictName}${found.communityName}` }
  } catch (thrown) {
    if (problemOf(thrown)) throw thrown
    return bare
  }
}

export type NoPlace = 'refused' | 'unknown' | 'none'

/** The phone's own place. Asked only when a person presses the button for it, or has allowed it for good. */
export const ownPlace = () =>
  new Promise<{ readonly lon: number; readonly lat: number; readonly accuracyMetres: number }>((found, failed) => {
    if (!globalThis.navigator?.geolocation) return failed('none' satisfies NoPlace)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        found({ lon: coords.longitude, lat: coords.latitude, accuracyMetres: Math.round(coords.accuracy) }),
      ({ code }) => failed((code === 1 ? 'refused' : 'unknown') satisfies NoPlace),
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
    )
  })

/** Has the person allowed this page to know the place, for good? Then nothing need be asked. */
export const isPlaceAllowed = async () => {
  try {
    return (await navigator.permissions.query({ name: 'geolocation' })).state === 'granted'
  } catch {
    return false
  }
}
