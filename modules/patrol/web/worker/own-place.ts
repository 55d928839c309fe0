/** Where the phone is, asked only in the moment of a photo, when its holder switched that on and a round runs. */
export const placeNow = () =>
  new Promise<{ readonly lon: number; readonly lat: number } | null>((found) => {
    if (!globalThis.navigator?.geolocation) return found(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => found({ lon: coords.longitude, lat: coords.latitude }),
      () => found(null),
      { enableHighAccuracy: true, timeout: 4_000, maximumAge: 30_000 },
    )
  })
