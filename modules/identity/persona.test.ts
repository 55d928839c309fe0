/** Where people land after signing in. */

import { maskName, maskPhone } from '@liren/contract/mask'
import { expect, test } from 'vitest'
import { boardsOf, personaOf } from './persona.ts'

test('a grid worker who lives in the district lands on the worker’s board and keeps the resident’s', () => {
  expect(personaOf(['resident', 'gridWorker'])).toBe('worker')
  expect(boardsOf(['resident', 'gridWorker'])).toEqual(['worker', 'resident'])
})
test('a supervisor has the desk and the phone', () => expect(boardsOf(['supervisor'])).toEqual(['desk', 'worker']))
test('a dispatcher away from the desk has a phone too', () =>
  expect(boardsOf(['dispatcher'])).toEqual(['desk', 'worker']))
test('whoever makes tools lands on the phone and has a desk to make them at', () => {
  expect(personaOf(['handler'])).toBe('worker')
  expect(boardsOf(['resident', 'handler'])).toEqual(['worker', 'desk', 'resident'])
  expect(boardsOf(['communityWorker'])).toEqual(['worker', 'desk'])
  expect(boardsOf(['gridWorker'])).toEqual(['worker'])
})
test('nobody in particular is a guest', () => expect(personaOf(['guest'])).toBe('guest'))
test('names and phones are shown masked', () => {
  expect(maskName('陈秀英')).toBe('陈**')
  expect(maskName('李明')).toBe('李**')
  expect(maskPhone('13812341234')).toBe('138****1234')
})
