/** A card is good on its first day and on its last, never before or after; what is signed differs with every part of it. */
import { expect, test } from 'vitest'
import { beyond, type CardReading, cardText } from './card.ts'

const card: CardReading = {
  reader: 'hall-1',
  name: '苏淑贞',
  idNumber: '440104195503080029',
  validFrom: '20100308',
  validTo: '20300308',
}

test('a card is good from its first day to its last', () => {
  expect(beyond(card, '20100307')).toBe('validFrom')
  expect(beyond(card, '20100308')).toBeNull()
  expect(beyond(card, '20300308')).toBeNull()
  expect(beyond(card, '20300309')).toBe('validTo')
})

test('a card for good never ends', () => {
  expect(beyond({ ...card, validTo: '长期' }, '20991231')).toBeNull()
})

test('no part of a reading can be changed under its signature', () => {
  const text = cardText('n1', card)
  expect(cardText('n2', card)).not.toBe(text)
  for (const key of Object.keys(card) as (keyof CardReading)[])
    expect(cardText('n1', { ...card, [key]: `${card[key]}1` })).not.toBe(text)
})
