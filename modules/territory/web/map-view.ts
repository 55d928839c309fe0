/** The arithmetic of the map: Web Mercator on a small sheet, moved and scaled; what lies under a finger. Pure. */

/** One unit of the sheet is 10⁻⁶ of the world's width (40 m at the equator); tiles of any level fit it exactly. */
const worldUnits = 1_000_000
export type Spot = { readonly lon: number; readonly lat: number }
export type XY = { readonly x: number; readonly y: number }

/** The sheet's origin: numbers stay small, so that the canvas can draw them in single precision. */
export type Sheet = { readonly originX: number; readonly originY: number }

const mercatorX = (lon: number) => ((lon + 180) / 360) * worldUnits
const mercatorY = (lat: number) => {
  const sine = Math.sin((lat * Math.PI) / 180)
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * worldUnits
}

export const sheetAt = (corner: Spot): Sheet => ({ originX: mercatorX(corner.lon), originY: mercatorY(corner.lat) })

export const toSheet = (sheet: Sheet, { lon, lat }: Spot): XY => ({
  x: mercatorX(lon) - sheet.originX,
  y: mercatorY(lat) - sheet.originY,
})

export const toSpot = (sheet: Sheet, { x, y }: XY): Spot => ({
  lon: ((x + sheet.originX) / worldUnits) * 360 - 180,
  lat: (Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + sheet.originY)) / worldUnits))) * 180) / Math.PI,
})

/** Screen = sheet × zoom + shift, in CSS pixels. */
export type View = { readonly zoom: number; readonly shiftX: number; readonly shiftY: number }
export type Box = { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number }

export const onScreen = (view: View, { x, y }: XY): XY => ({
  x: x * view.zoom + view.shiftX,
  y: y * view.zoom + view.shiftY,
})
export const onSheet = (view: View, { x, y }: XY): XY => ({
  x: (x - view.shiftX) / view.zoom,
  y: (y - view.shiftY) / view.zoom,
})

/** The whole box in sight, with a little margin. */
export const fit = (box: Box, width: number, height: number, margin = 16): View => {
  const zoom = Math.max(
    0.001,
    Math.min(
      (width - 2 * margin) / Math.max(0.001, box.maxX - box.minX),
      (height - 2 * margin) / Math.max(0.001, box.maxY - box.minY),
    ),
  )
  return {
    zoom,
    shiftX: width / 2 - ((box.minX + box.maxX) / 2) * zoom,
    shiftY: height / 2 - ((box.minY + box.maxY) / 2) * zoom,
  }
}

/** Zooms about a point of the screen, which stays where it is; between the whole area and some ten metres. */
export const zoomed = (view: View, factor: number, at: XY, least: number, most: number): View => {
  const zoom = Math.min(most, Math.max(least, view.zoom * factor))
  const by = zoom / view.zoom
  return { zoom, shiftX: at.x - (at.x - view.shiftX) * by, shiftY: at.y - (at.y - view.shiftY) * by }
}

/** Moves, but never so far that nothing of the box is left in sight. */
export const moved = (view: View, dx: number, dy: number, box: Box, width: number, height: number): View => {
  const keep = 48
  const bound = (shift: number, low: number, high: number, size: number) =>
    Math.min(size - keep - low * view.zoom, Math.max(keep - high * view.zoom, shift))
  return {
    zoom: view.zoom,
    shiftX: bound(view.shiftX + dx, box.minX, box.maxX, width),
    shiftY: bound(view.shiftY + dy, box.minY, box.maxY, height),
  }
}

export type Drawn = {
  readonly code: string
  readonly name: string
  readonly rings: readonly (readonly number[])[]
  readonly box: Box
  readonly label: XY
}

export const isInRings = (rings: Drawn['rings'], { x, y }: XY) => {
  let inside = false
  for (const ring of rings)
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [ax = 0, ay = 0, bx = 0, by = 0] = [ring[j], ring[j + 1], ring[i], ring[i + 1]]
      if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside
    }
  return inside
}

/** The area under a point of the sheet. */
export const areaAt = (areas: readonly Drawn[], at: XY) =>
  areas.find(
    ({ box, rings }) =>
      at.x >= box.minX && at.x <= box.maxX && at.y >= box.minY && at.y <= box.maxY && isInRings(rings, at),
  )

/** Where a name or number stands: the middle of the widest stretch along the middle line. */
export const labelSpot = (rings: Drawn['rings'], box: Box): XY => {
  const y = (box.minY + box.maxY) / 2
  const crossings: number[] = []
  for (const ring of rings)
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [ax = 0, ay = 0, bx = 0, by = 0] = [ring[j], ring[j + 1], ring[i], ring[i + 1]]
      if (ay > y !== by > y) crossings.push(ax + ((bx - ax) * (y - ay)) / (by - ay))
    }
  crossings.sort((a, b) => a - b)
  let best = { x: (box.minX + box.maxX) / 2, width: -1 }
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const [from = 0, to = 0] = [crossings[i], crossings[i + 1]]
    if (to - from > best.width) best = { x: (from + to) / 2, width: to - from }
  }
  return { x: best.x, y }
}

export const boxOfRings = (rings: Drawn['rings']): Box => {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of rings)
    for (let i = 0; i < ring.length; i += 2) {
      minX = Math.min(minX, ring[i] ?? 0)
      maxX = Math.max(maxX, ring[i] ?? 0)
      minY = Math.min(minY, ring[i + 1] ?? 0)
      maxY = Math.max(maxY, ring[i + 1] ?? 0)
    }
  return { minX, minY, maxX, maxY }
}

/** Five shades for numbers, by fifths of the largest; 0 is no shade. */
export const shadeOf = (count: number, most: number) =>
  count <= 0 || most <= 0 ? 0 : Math.min(5, Math.ceil((count / most) * 5))

/** Background tiles in sight: level and numbers, and where they go on the sheet. */
export const tilesFor = (sheet: Sheet, view: View, width: number, height: number) => {
  const level = Math.max(3, Math.min(18, Math.round(Math.log2((view.zoom * worldUnits) / 256))))
  const size = worldUnits / 2 ** level
  const from = onSheet(view, { x: 0, y: 0 })
  const to = onSheet(view, { x: width, y: height })
  const tiles: { z: number; col: number; row: number; x: number; y: number; size: number }[] = []
  for (let col = Math.floor((from.x + sheet.originX) / size); col * size < to.x + sheet.originX; col++)
    for (let row = Math.floor((from.y + sheet.originY) / size); row * size < to.y + sheet.originY; row++)
      tiles.push({ z: level, col, row, x: col * size - sheet.originX, y: row * size - sheet.originY, size })
  return tiles.slice(0, 80)
}
