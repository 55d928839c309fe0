/** 在哪里出现 On which boards a tool has a tile and for whom, and whether neighbours see what was asked. */
import type { Audience, ToolDocument } from './document.ts'
import { both } from './studio-words.ts'

export const boards = ['resident', 'merchant', 'worker', 'desk'] as const
export type Board = (typeof boards)[number]

const usual: Readonly<Record<Board, Audience>> = {
  resident: {
    id: 'neighbours',
    board: 'resident',
    title: both('本社区居民', 'Residents of the community'),
    rule: 'isMember',
  },
  merchant: {
    id: 'merchants',
    board: 'merchant',
    title: both('本社区商家', 'Merchants of the community'),
    rule: "'merchant' in roles",
  },
  worker: { id: 'staff', board: 'worker', title: both('社区工作人员', 'Community staff'), rule: 'isStaff' },
  desk: { id: 'office', board: 'desk', title: both('社区管理人员', 'Those who manage the community'), rule: 'isStaff' },
}

export const boardsOf = ({ audience }: Pick<ToolDocument, 'audience'>): readonly Board[] =>
  boards.filter((board) => audience.some((one) => one.board === board))

/** Shown on these boards: what stood there already keeps its rule, what is new gets the usual one. Never on none. */
export const withBoards = (document: ToolDocument, chosen: readonly Board[]): ToolDocument => {
  if (chosen.length === 0) return document
  const kept = document.audience.filter(({ board }) => chosen.includes(board))
  const fresh = chosen.filter((board) => kept.every((one) => one.board !== board)).map((board) => usual[board])
  const ids = new Set(kept.map(({ id }) => id))
  return {
    ...document,
    audience: [...kept, ...fresh.map((one) => (ids.has(one.id) ? { ...one, id: `${one.id}${one.board}` } : one))],
  }
}

const publicList = 'open'
export const isShownToAll = ({ lists }: Pick<ToolDocument, 'lists'>) =>
  (lists ?? []).some(({ id }) => id === publicList)

/** Neighbours see the same columns as staff, never by whom; nothing to show, no list. */
export const withPublicList = (document: ToolDocument, isShown: boolean): ToolDocument => {
  const others = (document.lists ?? []).filter(({ id }) => id !== publicList)
  const columns = others.find(({ id }) => id === 'work')?.columns
  const [process] = document.processes
  if (!isShown || !columns || !process) return { ...document, lists: others }
  const list = {
    id: publicList,
    title: both('大家提的', 'What neighbours asked for'),
    board: 'resident' as const,
    of: process.id,
    columns: [...columns],
    isPublic: true,
  }
  return { ...document, lists: [...others, list] }
}
