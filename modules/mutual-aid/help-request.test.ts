/** What may be asked, and what a day of helping may bring. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bank, banned, hoursLeft, isLinealElder, moves, states } from './help-request.ts'

const day = new Date('2026-11-23T10:00:00+08:00')
const noon = new Date('2026-11-23T12:00:00+08:00')
const night = new Date('2026-11-23T22:30:00+08:00')
const ask = (text: string, more: Partial<Parameters<typeof banned>[0]> = {}) =>
  banned({ kind: 'errand', text, forWhom: 'self', from: day, until: noon, ...more })

describe('a request', () => {
  test('for money, medicine or drinking is refused by its words', () => {
    expect(ask('想借钱周转一下')).toBe('money')
    expect(ask('请上门帮忙打针')).toBe('medicine')
    expect(ask('晚上陪酒一小时')).toBe('drinking')
  })
  test('to be alone with children at night is refused, by day it is not', () => {
    expect(ask('接孩子放学', { until: noon })).toBeNull()
    expect(ask('照看孩子', { until: night })).toBe('minorsAtNight')
    expect(ask('看两个小时', { kind: 'childcare', from: night, until: night })).toBe('minorsAtNight')
  })
  test('to be with children over a night is refused although it begins and ends by day', () => {
    const [evening, morning] = [new Date('2026-11-23T20:00:00+08:00'), new Date('2026-11-24T08:00:00+08:00')]
    expect(ask('看一下', { kind: 'childcare', from: evening, until: morning })).toBe('minorsAtNight')
    expect(ask('帮忙看孩子', { from: day, until: new Date(day.getTime() + 48 * 3_600_000) })).toBe('minorsAtNight')
    expect(ask('看家', { kind: 'pet', from: evening, until: morning })).toBeNull()
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 60 }), (from, lasts) => {
        const at = (hour: number) => new Date(Date.parse('2026-11-23T00:00:00+08:00') + hour * 3_600_000)
        const hours = Array.from({ length: lasts + 1 }, (_, index) => (from + index) % 24)
        const isByDay = hours.every((hour) => hour >= 7 && hour < 21)
        expect(ask('看一下', { forWhom: 'minor', from: at(from), until: at(from + lasts) })).toBe(
          isByDay ? null : 'minorsAtNight',
        )
      }),
    )
  })
  test('of every day is not mistaken for one of those', () => {
    for (const text of [
      '帮忙把旧柜子搬到楼下',
      '教我用手机交水费',
      '陪我去医院取报告',
      '帮忙遛狗半小时',
      '买两斤青菜上来',
    ])
      expect(ask(text)).toBeNull()
  })
})

test('every state but the first ones is reached by a move, and what ended does not begin again', () => {
  const reached = new Set<string>(Object.values(moves).map(({ to }) => to))
  expect(states.filter((state) => !reached.has(state))).toEqual(['toCheck'])
  for (const over of ['thanked', 'withdrawn', 'expired', 'declined', 'settled'])
    expect(Object.values(moves).some(({ from }) => (from as readonly string[]).includes(over))).toBe(false)
})

test('nobody earns more than two hours a day or holds more than six hundred', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 20 }),
      fc.integer({ min: 0, max: 700 }),
      (asked, held) => {
        let [today, balance] = [0, held]
        for (const hours of asked) {
          if (hours > hoursLeft(today, balance)) continue
          today += hours
          balance += hours
        }
        expect(today).toBeLessThanOrEqual(bank.hoursADay)
        expect(balance).toBeLessThanOrEqual(Math.max(held, bank.hoursAtMost))
      },
    ),
  )
})

test('lineal elders are parents and grandparents, not children', () => {
  for (const word of ['父亲', '母亲', '祖母', '外公', '岳父']) expect(isLinealElder(word)).toBe(true)
  for (const word of ['子女', '配偶', '户主', '儿媳', '伯父', '叔父', '舅母', '姑母', '母子'])
    expect(isLinealElder(word)).toBe(false)
})
