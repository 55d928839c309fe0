/** After every journey: nothing any page complained about is overlooked. */
import { afterEach, expect } from 'vitest'
import { complaintsSoFar } from './browser.ts'

afterEach(() => {
  expect(complaintsSoFar(), 'complaints of the pages').toEqual([])
})
