import { describe, expect, test } from 'vitest'
import { nothingFilled } from './accept.ts'
import { goesOn } from './resume.ts'

const filled = (word: string) => ({ ...nothingFilled, answers: { word } })
const server = (word: string, revision: number, copy: { id: string; turn: number } | null = null) => ({
  ...filled(word),
  revision,
  copy,
})
const phone = (word: string, revision: number, turn: number, sent: number) => ({
  filled: filled(word),
  revision,
  copy: 'phone',
  turn,
  sent,
})

describe('somebody opens a form again', () => {
  test('with nothing kept here they see what the server has', () => {
    expect(goesOn(server('told', 3), undefined)).toMatchObject({ filled: filled('told'), revision: 3, isApart: false })
  })
  test('the words typed while a save was on its way are still there', () => {
    // The server has the second change; the answer never came back, and two more were typed.
    const found = goesOn(server('ab', 1, { id: 'phone', turn: 2 }), phone('abcd', 0, 4, 0))
    expect(found).toMatchObject({ filled: filled('abcd'), revision: 1, isApart: false })
    expect(found.turn).toBeGreaterThan(found.sent)
  })
  test('what the server has of this screen is not sent again', () => {
    expect(goesOn(server('abcd', 1, { id: 'phone', turn: 4 }), phone('abcd', 0, 4, 0))).toMatchObject({
      turn: 0,
      revision: 1,
    })
  })
  test('where everything was sent, what another device added since counts', () => {
    expect(goesOn(server('from the desk', 5, { id: 'desk', turn: 1 }), phone('abcd', 4, 4, 4))).toMatchObject({
      filled: filled('from the desk'),
      isApart: false,
    })
  })
  test('where both went on, nothing is decided for them', () => {
    expect(goesOn(server('from the desk', 5, { id: 'desk', turn: 1 }), phone('abcde', 4, 5, 4))).toMatchObject({
      filled: filled('abcde'),
      isApart: true,
    })
  })
  test('an old answer still shown does not undo the last save of this browser', () => {
    expect(goesOn(server('a', 0), phone('abcd', 2, 4, 4))).toMatchObject({
      filled: filled('abcd'),
      revision: 2,
      turn: 0,
    })
  })
})
