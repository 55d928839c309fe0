/** Point → grid cell at 1,893 cells: the index against looking everywhere, in one run. `node bench/point-in-cell.ts [points]` */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { boxOf, sideOf, toUnits } from '../modules/territory/geometry.ts'
import { indexCells } from '../modules/territory/point-in-cell.ts'
import { type AreasFile, cellCodes, shapesOf } from '../modules/territory/preset.ts'

const count = Number(process.argv[2] ?? 20_000)
const limitMs = 5

// A file of the repository, checked by the territory's own tests.
const file = JSON.parse(
  readFileSync(join(import.meta.dirname, '../presets/yuexiu/territory/areas.json'), 'utf8'),
) as AreasFile
const shapes = shapesOf(file)
const cells = cellCodes(file).map((code) => ({ code, shape: shapes.get(code) ?? [] }))
const box = boxOf(cells.flatMap((cell) => cell.shape))

let state = 42
const random = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}
const points = Array.from({ length: count }, () => ({
  lon: (box.minX + random() * (box.maxX - box.minX)) / 1e7,
  lat: (box.minY + random() * (box.maxY - box.minY)) / 1e7,
}))

const everywhere = (lon: number, lat: number) => {
  let found: string | null = null
  for (const { code, shape } of cells)
    if ((found === null || code < found) && sideOf(shape, toUnits(lon), toUnits(lat)) >= 0) found = code
  return found
}

const building = performance.now()
const index = indexCells(cells)
const builtMs = performance.now() - building

const time = (find: (lon: number, lat: number) => string | null, sample: typeof points) => {
  const took: number[] = []
  const answers: (string | null)[] = []
  for (const { lon, lat } of sample) {
    const started = performance.now()
    answers.push(find(lon, lat))
    took.push(performance.now() - started)
  }
  took.sort((a, b) => a - b)
  const mean = took.reduce((a, b) => a + b, 0) / took.length
  return { answers, mean, p99: took[Math.floor(took.length * 0.99)] ?? 0, most: took.at(-1) ?? 0 }
}

time(index.find, points.slice(0, 2000))
const fast = time(index.find, points)
const sample = points.slice(0, Math.min(count, 1000))
const slow = time(everywhere, sample)
const differ = sample.filter((_, i) => slow.answers[i] !== fast.answers[i]).length
const us = (ms: number) => `${(ms * 1000).toFixed(1)} µs`

console.log(`cells ${cells.length}, index built in ${builtMs.toFixed(1)} ms, ${count} points`)
console.log(`index       mean ${us(fast.mean)}  p99 ${us(fast.p99)}  most ${us(fast.most)}`)
console.log(`everywhere  mean ${us(slow.mean)}  p99 ${us(slow.p99)}  (${sample.length} points, ${differ} differ)`)
console.log(
  `ratio index/everywhere ${(fast.mean / slow.mean).toFixed(4)}   p99/limit(${limitMs} ms) ${(fast.p99 / limitMs).toFixed(4)}`,
)
process.exitCode = differ === 0 && fast.p99 < limitMs ? 0 : 1
