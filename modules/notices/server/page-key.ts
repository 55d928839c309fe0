/** The opaque `next` of lists ordered by time and id. */
import { refuseField } from '@liren/kernel'
import type { Key } from './store.ts'

export const keyText = ({ at, id }: Key) => Buffer.from(`${at.getTime()} ${id}`).toString('base64url')

export const readKey = (text: string | undefined): Key | null => {
  if (text === undefined || text === '') return null
  const match = /^(\d{1,15}) ([0-9a-f-]{36})$/.exec(Buffer.from(text, 'base64url').toString())
  if (!match?.[1] || !match[2]) throw refuseField('after', 'format')
  return { at: new Date(Number(match[1])), id: match[2] }
}
