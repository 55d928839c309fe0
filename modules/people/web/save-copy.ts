/** A copy of what is held about a person, saved as a file on the device it was asked from, and nowhere else. */
import type { Reply, RouteOf } from '@liren/contract'
import type { people } from '../contract.ts'

export type Copy = Reply<RouteOf<typeof people, 'takeMyCopy'>>

export const saveCopy = (copy: Copy) => {
  const url = URL.createObjectURL(new Blob([JSON.stringify(copy, null, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `liren-${copy.takenAt.slice(0, 10)}.json`
  link.click()
  URL.revokeObjectURL(url)
}
