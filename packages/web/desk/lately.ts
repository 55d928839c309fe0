/** Which pages of the menu were opened lately on this computer. */
import { recall, remember } from '../storage.ts'

export const kept = 12

/** Addresses of menu pages only, the latest first: nothing about anybody stands in them. */
export const lately = (): readonly string[] => {
  const text = recall('desk-pages')
  return text ? (JSON.parse(text) as string[]) : []
}

/** Notes that a page of the menu was opened. */
export const noteWay = (path: string) => {
  const before = lately()
  if (before[0] === path) return
  remember('desk-pages', JSON.stringify([path, ...before.filter((one) => one !== path)].slice(0, kept)))
}
