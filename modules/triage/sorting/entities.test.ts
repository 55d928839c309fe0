/** What whoever goes there will look for stands in the words: read out, in the writer's own spelling. */
import { expect, test } from 'vitest'
import { entitiesIn } from './entities.ts'

const read = (text: string) => entitiesIn(text).map(({ kind, text: found }) => `${kind}=${found}`)

test('plate, building, shop, amount and time are read out of how people write', () => {
  expect(read('粤A12345的车每晚11点半堵在3号楼2单元门口')).toEqual([
    'plate=粤A12345',
    'building=3号楼2单元',
    'time=每晚11点半',
  ])
  expect(read('楼下阿强烧烤店半夜两点还在营业')).toEqual(['firm=阿强烧烤店', 'time=半夜两点'])
  expect(read('被好邻居超市多收了35.5元')).toEqual(['firm=好邻居超市', 'amount=35.5元'])
  expect(read('新能源车粤AD12345占了充电位')).toEqual(['plate=粤AD12345'])
})

test('what names nothing gives nothing: a firm without a name, paving, a count of floors', () => {
  expect(read('物业公司不理，人行道坏了3块地砖，住在八楼，有一点吵')).toEqual([])
  expect(read('')).toEqual([])
})
