/** Who handles it: a proposal among a district's duty clauses, and among twenty times as many, in one run. `node bench/duty.ts [turns]` */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DutyLine, indexDuties, type KnownUnit, propose } from '../modules/organisation/route.ts'
import { percentile } from './measure.ts'

const turns = Number(process.argv[2] ?? 40)
const growthLimit = 1.5
const times = 20

type Duty = Pick<DutyLine, 'categories' | 'ownership' | 'part' | 'clause'> & { readonly area: string }
const read = (path: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../presets/yuexiu', path), 'utf8'))
// Files of the repository; the organisation's own tests check them.
const preset = read('organisation/departments.json') as {
  departments: (Pick<KnownUnit, 'code' | 'name' | 'kind' | 'areaCode'> & { duties: Duty[] })[]
}
const tree = read('cases/categories.json') as { trees: { types: { leaves: { code: string }[] }[] }[] }
const leaves = tree.trees.flatMap(({ types }) => types.flatMap((type) => type.leaves))

const units: KnownUnit[] = preset.departments.map(({ code, name, kind, areaCode }) => ({
  id: code,
  code,
  name,
  kind,
  areaCode,
  parentId: null,
  isOpen: true,
}))
const lines: DutyLine[] = preset.departments.flatMap((one) =>
  one.duties.map(({ area, ...duty }, n) => ({
    ...duty,
    id: `${one.code}:${n}`,
    unitId: one.code,
    unitKind: null,
    areaCode: area,
    fromTime: null,
    toTime: null,
    validFrom: 0,
    validTo: null,
  })),
)
// Clauses of categories nobody asks about: a district's list grows, a question must not.
const others = Array.from({ length: times - 1 }, (_, copy) =>
  lines.map((line) => ({
    ...line,
    id: `${line.id}/${copy}`,
    categories: line.categories.map((code) => `Z${copy}${code}`),
  })),
).flat()

const at = Date.parse('2026-11-23T12:00:00+08:00')
const mean = (index: ReturnType<typeof indexDuties>) => {
  const started = performance.now()
  for (const { code } of leaves) propose(index, { categoryCode: code, areaCode: '440104001001', ownership: null, at })
  return (performance.now() - started) / leaves.length
}
const small = indexDuties(lines, units)
const large = indexDuties([...lines, ...others], units)
mean(small)
mean(large)
// In turns, so that a busy neighbour disturbs both alike.
const took = Array.from({ length: turns }, () => [mean(small), mean(large)] as const)
const [few, many] = [
  percentile(
    took.map(([ms]) => ms),
    50,
  ),
  percentile(
    took.map(([, ms]) => ms),
    50,
  ),
]
const us = (ms: number) => `${(ms * 1000).toFixed(1)} µs`
console.log(`${leaves.length} categories, ${turns} turns, medians`)
console.log(`${lines.length} clauses ${us(few)}   ${lines.length + others.length} clauses ${us(many)}`)
console.log(`growth ${(many / few).toFixed(2)} (limit ${growthLimit})`)
process.exitCode = many / few <= growthLimit ? 0 : 1
