/** Draws the quiet map on a canvas: paper, thin lines, shades where there is something to say, dots on top. */
import type { MapDot, MapOf } from '../contract.ts'
import {
  type Box,
  boxOfRings,
  type Drawn,
  labelSpot,
  onScreen,
  type Sheet,
  shadeOf,
  sheetAt,
  tilesFor,
  toSheet,
  type View,
} from './map-view.ts'

export type Packed = {
  readonly scale: number
  readonly west: number
  readonly south: number
  readonly points: readonly number[]
  readonly parents?: Readonly<Record<string, string>>
  readonly areas: readonly { code: string; name: string; rings: number[][] }[]
}
export type Land = {
  readonly sheet: Sheet
  readonly areas: readonly (Drawn & { path: Path2D })[]
  readonly box: Box
  readonly lines: Path2D
  /** Lines between areas of different parents. */
  readonly borders: Path2D
  readonly parents: Readonly<Record<string, string>>
}

/** Code of the area above, as the map's `parents` are keyed. */
export const parentCode = (code: string) =>
  code.length === 15 ? code.slice(0, 12) : code.endsWith('000') ? `${code.slice(0, 6)}000000` : `${code.slice(0, 9)}000`

/** Unpacks a map message into paths. */
export const unpackLand = (map: Packed): Land => {
  const sheet = sheetAt({ lon: map.west, lat: map.south })
  const xy: number[] = []
  let [x, y] = [0, 0]
  for (let i = 0; i < map.points.length; i += 2) {
    x += map.points[i] ?? 0
    y += map.points[i + 1] ?? 0
    const at = toSheet(sheet, { lon: map.west + x / map.scale, lat: map.south + y / map.scale })
    xy.push(at.x, at.y)
  }
  const lines = new Path2D()
  const sides = new Map<string, { from: number; to: number; parent: string }>()
  const walk = (from: number, to: number, parent: string) => {
    const key = from < to ? `${from} ${to}` : `${to} ${from}`
    if (sides.get(key)?.parent === parent) sides.delete(key)
    else sides.set(key, { from, to, parent })
  }
  const areas = map.areas.map(({ code, name, rings }) => {
    const path = new Path2D()
    const unpacked = rings.map((ring) => {
      let at = 0
      const line: number[] = []
      for (const [n, difference] of ring.entries()) {
        at += difference
        const [px = 0, py = 0] = [xy[2 * at], xy[2 * at + 1]]
        line.push(px, py)
        if (n === 0) path.moveTo(px, py)
        else path.lineTo(px, py)
      }
      path.closePath()
      const numbers: number[] = []
      for (const difference of ring) numbers.push((numbers.at(-1) ?? 0) + difference)
      for (const [n, to] of numbers.entries()) walk(numbers.at(n - 1) ?? 0, to, parentCode(code))
      return line
    })
    lines.addPath(path)
    const box = boxOfRings(unpacked)
    return { code, name, rings: unpacked, box, label: labelSpot(unpacked, box), path }
  })
  const box = boxOfRings(areas.map(({ box: one }) => [one.minX, one.minY, one.maxX, one.maxY]))
  const borders = new Path2D()
  for (const { from, to } of sides.values()) {
    borders.moveTo(xy[2 * from] ?? 0, xy[2 * from + 1] ?? 0)
    borders.lineTo(xy[2 * to] ?? 0, xy[2 * to + 1] ?? 0)
  }
  return { sheet, areas, box, lines, borders, parents: map.parents ?? {} }
}

type Colours = Readonly<
  Record<'ground' | 'surface' | 'lineStrong' | 'ink' | 'inkSoft' | 'primary' | 'urgent' | 'soon' | 'done', string>
>

export const coloursOf = (element: Element): Colours => {
  const style = getComputedStyle(element)
  const read = (name: string) => style.getPropertyValue(name).trim() || '#888'
  return {
    ground: read('--sunk'),
    surface: read('--surface'),
    lineStrong: read('--line-strong'),
    ink: read('--ink'),
    inkSoft: read('--ink-soft'),
    primary: read('--primary'),
    urgent: read('--urgent'),
    soon: read('--soon'),
    done: read('--done'),
  }
}

export type Scene = Pick<MapOf, 'counts' | 'urgent' | 'dots' | 'chosen' | 'place'> & {
  readonly land: Land
  readonly view: View
  readonly width: number
  readonly height: number
  readonly ratio: number
  readonly colours: Colours
  readonly here: { readonly lon: number; readonly lat: number } | null
  readonly crosshair: boolean
  readonly fontPx: number
  readonly tile: ((z: number, col: number, row: number) => CanvasImageSource | null) | null
}

export const drawMap = (pen: CanvasRenderingContext2D, scene: Scene) => {
  const { land, view, width, height, ratio, colours } = scene
  pen.setTransform(ratio, 0, 0, ratio, 0, 0)
  pen.fillStyle = colours.ground
  pen.fillRect(0, 0, width, height)
  const onLand = () =>
    pen.setTransform(ratio * view.zoom, 0, 0, ratio * view.zoom, ratio * view.shiftX, ratio * view.shiftY)
  onLand()
  if (scene.tile) {
    for (const { z, col, row, x, y, size } of tilesFor(land.sheet, view, width, height)) {
      const image = scene.tile(z, col, row)
      if (image) pen.drawImage(image, x, y, size, size)
    }
  } else {
    pen.fillStyle = colours.surface
    pen.fill(land.lines)
  }
  const most = Math.max(0, ...Object.values(scene.counts ?? {}))
  pen.fillStyle = colours.primary
  if (most > 0)
    for (const { code, path } of land.areas) {
      const shade = shadeOf(scene.counts?.[code] ?? 0, most)
      if (shade === 0) continue
      pen.globalAlpha = 0.06 + shade * 0.11
      pen.fill(path)
    }
  // The smaller the areas on the screen, the fainter their lines: shades and borders shall be seen, not a net.
  const across = Math.sqrt(
    ((land.box.maxX - land.box.minX) * (land.box.maxY - land.box.minY)) / Math.max(1, land.areas.length),
  )
  pen.globalAlpha = scene.tile ? 0.9 : Math.min(0.6, Math.max(0.22, (across * view.zoom) / 60))
  pen.lineWidth = 1 / view.zoom
  pen.strokeStyle = colours.lineStrong
  pen.lineJoin = 'round'
  pen.stroke(land.lines)
  pen.globalAlpha = 0.8
  pen.stroke(land.borders)
  pen.globalAlpha = 1
  const outline = (code: string, colour: string, px: number) => {
    const found = land.areas.find((area) => area.code === code)
    if (!found) return
    pen.lineWidth = px / view.zoom
    pen.strokeStyle = colour
    pen.stroke(found.path)
  }
  for (const code of scene.urgent ?? []) outline(code, colours.urgent, 2)
  if (scene.chosen) outline(scene.chosen, colours.primary, 3)
  pen.setTransform(ratio, 0, 0, ratio, 0, 0)
  drawLabels(pen, scene)
  for (const dot of scene.dots ?? []) drawDot(pen, scene, dot)
  if (scene.place) drawPin(pen, scene, scene.place)
  if (scene.here) drawHere(pen, scene, scene.here)
  if (scene.crosshair) {
    pen.strokeStyle = colours.ink
    pen.lineWidth = 1.5
    pen.beginPath()
    pen.moveTo(width / 2 - 12, height / 2)
    pen.lineTo(width / 2 + 12, height / 2)
    pen.moveTo(width / 2, height / 2 - 12)
    pen.lineTo(width / 2, height / 2 + 12)
    pen.stroke()
  }
}

/** Numbers where they fit; names where there is room for them; never both over each other. */
const drawLabels = (
  pen: CanvasRenderingContext2D,
  { land, view, width, height, counts, urgent, colours, fontPx }: Scene,
) => {
  const marked = new Set(urgent)
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.lineWidth = 3
  for (const { code, name, box, label } of land.areas) {
    const [wide, high] = [(box.maxX - box.minX) * view.zoom, (box.maxY - box.minY) * view.zoom]
    if (wide < 14 || high < 12) continue
    const at = onScreen(view, label)
    if (at.x < -60 || at.y < -20 || at.x > width + 60 || at.y > height + 20) continue
    const count = counts?.[code] ?? 0
    const figure = count > 0 ? `${marked.has(code) ? '!' : ''}${count}` : ''
    const hasName = name.length * fontPx * 0.85 < wide * 0.9 && high > fontPx * (figure ? 2.6 : 1.4)
    if (!figure && !hasName) continue
    pen.strokeStyle = colours.surface
    if (figure) {
      pen.font = `600 ${fontPx}px system-ui, sans-serif`
      pen.fillStyle = marked.has(code) ? colours.urgent : colours.ink
      const y = hasName ? at.y - fontPx * 0.6 : at.y
      pen.strokeText(figure, at.x, y)
      pen.fillText(figure, at.x, y)
    }
    if (hasName) {
      pen.font = `${fontPx * 0.85}px system-ui, sans-serif`
      pen.fillStyle = colours.inkSoft
      const y = figure ? at.y + fontPx * 0.6 : at.y
      pen.strokeText(name, at.x, y)
      pen.fillText(name, at.x, y)
    }
  }
}

const spotOf = ({ land, view }: Scene, spot: { lon: number; lat: number }) => onScreen(view, toSheet(land.sheet, spot))

const drawDot = (pen: CanvasRenderingContext2D, scene: Scene, dot: MapDot) => {
  const { x, y } = spotOf(scene, dot)
  if (x < -10 || y < -10 || x > scene.width + 10 || y > scene.height + 10) return
  const tone = dot.tone ?? 'main'
  pen.beginPath()
  if (tone === 'urgent') {
    pen.moveTo(x, y - 8)
    pen.lineTo(x + 8, y)
    pen.lineTo(x, y + 8)
    pen.lineTo(x - 8, y)
    pen.closePath()
  } else pen.arc(x, y, tone === 'done' ? 4 : 6, 0, Math.PI * 2)
  pen.fillStyle = scene.colours[tone === 'main' ? 'primary' : tone]
  pen.fill()
  pen.lineWidth = 1.5
  pen.strokeStyle = scene.colours.surface
  pen.stroke()
}

const drawPin = (pen: CanvasRenderingContext2D, scene: Scene, spot: { lon: number; lat: number }) => {
  const { x, y } = spotOf(scene, spot)
  pen.beginPath()
  pen.moveTo(x, y)
  pen.bezierCurveTo(x - 4, y - 10, x - 11, y - 14, x - 11, y - 22)
  pen.arc(x, y - 22, 11, Math.PI, 0)
  pen.bezierCurveTo(x + 11, y - 14, x + 4, y - 10, x, y)
  pen.fillStyle = scene.colours.primary
  pen.fill()
  pen.lineWidth = 1.5
  pen.strokeStyle = scene.colours.surface
  pen.stroke()
  pen.beginPath()
  pen.arc(x, y - 22, 4, 0, Math.PI * 2)
  pen.fillStyle = scene.colours.surface
  pen.fill()
}

const drawHere = (pen: CanvasRenderingContext2D, scene: Scene, spot: { lon: number; lat: number }) => {
  const { x, y } = spotOf(scene, spot)
  pen.beginPath()
  pen.arc(x, y, 12, 0, Math.PI * 2)
  pen.lineWidth = 2
  pen.strokeStyle = scene.colours.primary
  pen.stroke()
  pen.beginPath()
  pen.arc(x, y, 5, 0, Math.PI * 2)
  pen.fillStyle = scene.colours.primary
  pen.fill()
}
