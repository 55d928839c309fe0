/** Causes over borders: one site that makes dust and noise on both sides of a street is one; what shares only a road's name is not. */
import { expect, test } from 'vitest'
import { findCauses, type PlacedReport } from './causes.ts'

const at = Date.UTC(2026, 10, 23)
let count = 0
const report = (text: string, more: Partial<PlacedReport> = {}): PlacedReport => {
  count += 1
  return {
    id: `r${String(count).padStart(3, '0')}`,
    user: `u${count}`,
    title: text,
    text,
    at,
    up: 0,
    down: 0,
    areaCode: '440104001001',
    kind: 'noise',
    place: { lon: 113.26, lat: 23.147 },
    ...more,
  }
}
const over = { areaCode: '440104001002', place: { lon: 113.262, lat: 23.148 } }
const others = [
  report('六楼电梯坏了三天没人修', { kind: 'lift' }),
  report('小区垃圾桶满了没人清', { kind: 'waste' }),
  report('公交站牌歪了', { kind: 'sign' }),
  report('人行道地砖松动', { kind: 'tiles' }),
]
const causes = (reports: readonly PlacedReport[]) => findCauses([...others, ...reports], { atLeast: 3, now: at })

test('one building site reported for noise here and for dust over the street is one cause, named with both communities', () => {
  const reports = [
    report('应元宫旁边工地半夜施工打桩，吵得睡不着'),
    report('应元宫工地夜里施工打桩噪音大'),
    report('应元宫工地打桩施工扬尘很大，没有洒水', { ...over, kind: 'dust' }),
    report('应元宫旁边工地施工扬尘，半夜还在打桩', { ...over, kind: 'dust' }),
  ]
  const [first] = causes(reports)
  expect(first?.ids.toSorted()).toEqual(reports.map(({ id }) => id))
  expect(first?.kinds.toSorted()).toEqual(['dust', 'noise'])
  expect(first?.areaCodes).toHaveLength(2)
})

test('the same words a kilometre away in another community are another cause', () => {
  const far = { areaCode: '440104001002', place: { lon: 113.275, lat: 23.147 } }
  const reports = [1, 2, 3].flatMap((n) => [
    report(`路口的路灯坏了不亮，第${n}晚`, { kind: 'lamp' }),
    report(`路口的路灯坏了不亮，第${n}晚`, { ...far, kind: 'lamp' }),
  ])
  const found = causes(reports)
  expect(found.map(({ ids }) => ids.length)).toEqual([3, 3])
  expect(found.every(({ areaCodes }) => areaCodes.length === 1)).toBe(true)
})

test('three broken covers in a road gather nothing else of that road, however often it is named', () => {
  const covers = [
    report('雨水井盖：雨后小北路雨水井盖被冲移位，露出一条大缝', { kind: 'cover' }),
    report('雨水井盖：小北路28号门前雨水盖破了个洞，高跟鞋会卡住', { kind: 'cover' }),
    report('污水井盖：小北路菜市场门口污水井盖裂开两半，车一压就响', { kind: 'cover' }),
  ]
  const road = [
    report('公交站亭：小北路公交站亭的玻璃碎了，地上一堆玻璃渣', { kind: 'shelter' }),
    report('店外经营：小北路五金店把货摆到马路中间', { kind: 'shop' }),
    report('架空线缆损坏：小北路电线杆上的线一大捆垂落，大车经过扯到', { kind: 'cable' }),
    report('道路破损：小北路干货铺拉货板车由早到晚响，地砖都压碎', { kind: 'road' }),
  ]
  expect(causes([...covers, ...road]).map(({ ids }) => ids.toSorted())).toEqual([covers.map(({ id }) => id)])
  expect(causes(road)).toEqual([])
})

test('a lamp, a heap of bicycles and a broken cover in one road are no cause, and neither is what nobody has sorted', () => {
  const road = [
    report('盘福路的路灯全黑了', { kind: 'lamp' }),
    report('盘福路人行道上共享单车倒了一地', { kind: 'bikes' }),
    report('盘福路的雨水井盖破了一个洞', { kind: 'cover' }),
  ]
  expect(causes(road)).toEqual([])
  const unsorted = [1, 2, 3].map((n) => report(`工地打桩好吵第${n}次`, { kind: null }))
  expect(causes(unsorted)).toEqual([])
})
