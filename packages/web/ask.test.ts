/** What somebody reads or edits stays on the screen when a later answer is lost. */
import { Refused } from '@liren/contract'
import { expect, test } from 'vitest'
import { errorBeside, quietly } from './ask.ts'

const lost = new TypeError('Failed to fetch')
const refused = (status: number) => new Refused({ type: 'x', title: '不可查看', status, code: 'cases/not-yours' })

test('a lost first answer is said, a lost second one leaves what is shown', () => {
  expect(errorBeside(undefined, lost)).toBe(lost)
  expect(errorBeside({ items: [] }, lost)).toBeNull()
  expect(errorBeside({ items: [] }, refused(503))).toBeNull()
})

test('what may no longer be read, or is gone, is not kept silent about', () => {
  for (const status of [401, 403, 404]) expect(errorBeside({ items: [] }, refused(status))?.message).toBeTruthy()
})

test('a screen that never looks at the error is not drawn anew for it', () => {
  const read: string[] = []
  const tracked = {
    get data() {
      read.push('data')
      return { items: [1] }
    },
    get error() {
      read.push('error')
      return lost
    },
    isError: true,
  }
  const { data } = quietly(tracked)
  expect([data, read]).toEqual([{ items: [1] }, ['data']])
  expect([quietly(tracked).error, quietly(tracked).isError]).toEqual([null, false])
})
