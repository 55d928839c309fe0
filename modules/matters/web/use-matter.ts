/** One matter, kept up to date while it is on the screen. */
import { keyOf, useAsk, useLive } from '@liren/web'
import { matters } from '../contract.ts'

export const useMatter = (id: string) => {
  const asked = useAsk(matters, 'read', { params: { id } }, { isKept: true })
  useLive([`matter:${id}`], [keyOf(matters, 'read', { params: { id } })])
  return asked
}
