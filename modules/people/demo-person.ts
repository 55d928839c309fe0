/** Made-up people for demonstrations: numbers with right checks under a region that never existed, so that nobody is meant. */
import { checkedCreditCode, checkedNumber } from '@liren/contract/numbers'

/** Guangdong has never had a prefix 4490: whoever sees it knows the number is made up. */
const fictionalRegion = '449001'

const surnames = [...'陈李黄张梁何王吴刘林郑罗邓曾谢冯许周彭叶卢蔡徐郭江余温邝苏胡潘蒋戴钟伍关霍麦简区']
const femaleNames = [
  '秀英',
  '丽华',
  '嘉欣',
  '淑贞',
  '美玲',
  '晓彤',
  '婉仪',
  '月娥',
  '燕萍',
  '佩珊',
  '敏仪',
  '惠芳',
  '玉兰',
  '思敏',
  '雅琴',
  '诗雅',
  '静雯',
  '紫晴',
  '桂香',
  '洁',
]
const maleNames = [
  '国强',
  '永康',
  '浩然',
  '志远',
  '家豪',
  '启文',
  '文辉',
  '俊杰',
  '卓然',
  '锦荣',
  '海涛',
  '德胜',
  '子轩',
  '建国',
  '伟杰',
  '家乐',
  '泽宇',
  '启明',
  '耀东',
  '明',
]

/** A small generator with a seed (mulberry32): the same district comes out every time. */
export const dice = (seed: number) => {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    chance: (share: number) => next() < share,
    between: (low: number, high: number) => low + Math.floor(next() * (high - low + 1)),
    pick: <T>(from: readonly [T, ...T[]] | readonly T[]): T => {
      const found = from[Math.floor(next() * from.length)]
      if (found === undefined) throw new Error('nothing to pick from')
      return found
    },
  }
}
export type Dice = ReturnType<typeof dice>

export type DemoPerson = { readonly fullName: string; readonly identityNumber: string; readonly phone?: string }

/** `serial` makes numbers and phones unique; 140 is a prefix no person is called by. */
export const demoPerson = (
  roll: Dice,
  serial: number,
  about: {
    readonly age: number
    readonly sex: 'female' | 'male'
    readonly thisYear: number
    readonly surname?: string
    readonly hasPhone: boolean
  },
): DemoPerson => {
  const { age, sex, thisYear } = about
  const day = `${thisYear - age}${String(roll.between(1, 12)).padStart(2, '0')}${String(roll.between(1, 28)).padStart(2, '0')}`
  const sequence = ((serial * 2) % 998) + (sex === 'male' ? 1 : 2)
  // The sequence repeats after 499 people; the region's last two digits go on counting.
  const region = fictionalRegion.slice(0, 4) + String(1 + (Math.floor(serial / 499) % 99)).padStart(2, '0')
  return {
    fullName: (about.surname ?? roll.pick(surnames)) + roll.pick(sex === 'female' ? femaleNames : maleNames),
    identityNumber: checkedNumber(region + day + String(sequence).padStart(3, '0')),
    ...(about.hasPhone ? { phone: `140${String(serial % 100_000_000).padStart(8, '0')}` } : {}),
  }
}

export const demoSurname = (roll: Dice) => roll.pick(surnames)

type Member = {
  readonly age: number
  readonly sex: 'female' | 'male'
  readonly relation: string
  readonly sharesName: boolean
}

/** Who lives behind a door. About 1.65 people at full scale, 2.4 in a demo. */
export const demoHousehold = (roll: Dice, isFull: boolean): readonly [Member, ...Member[]] => {
  const kind = roll.between(1, 100)
  const [lonely, couple, small] = isFull ? [52, 84, 96] : [24, 54, 82]
  const sex = roll.chance(0.5) ? 'female' : 'male'
  const other = sex === 'female' ? 'male' : 'female'
  const isOld = roll.chance(0.38)
  const age = isOld ? roll.between(62, 94) : roll.between(24, 61)
  const head: Member = { age, sex, relation: '户主', sharesName: true }
  if (kind <= lonely) return [head]
  const partner: Member = {
    age: Math.max(22, age + roll.between(-5, 4)),
    sex: other,
    relation: '配偶',
    sharesName: false,
  }
  if (kind <= couple) return [head, partner]
  const child: Member = {
    age: Math.max(1, Math.min(age, partner.age) - roll.between(24, 34)),
    sex: roll.chance(0.5) ? 'female' : 'male',
    relation: '子女',
    sharesName: true,
  }
  if (kind <= small) return [head, partner, child]
  const elder: Member = {
    age: Math.min(98, age + roll.between(23, 30)),
    sex: 'female',
    relation: '母亲',
    sharesName: false,
  }
  return [head, partner, child, elder]
}

/** A credit code with a right check under the fictional region. */
export const demoCreditCode = (kind: '91' | '92' | '51' | '52', serial: number): string => {
  const seventeen = `${kind}449001MA${String(serial).padStart(6, '0')}`.padEnd(17, 'X')
  return checkedCreditCode(seventeen)
}
