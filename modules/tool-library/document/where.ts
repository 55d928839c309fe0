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

/** What neighbours see of the process that is composed. */
export const publicListOf = ({ lists, processes }: Pick<ToolDocument, 'lists' | 'processes'>) => {
  const own = (lists ?? []).filter(
    ({ board, of, isPublic }) => isPublic && board === 'resident' && of === processes[0]?.id,
  )
  return own.find(({ id }) => id === 'open') ?? own[0]
}
/** `work`, and where another process has that already, `work2`. */
export const freeListId = (lists: ToolDocument['lists'] | undefined, name: string, turn = 1): string => {
  const id = turn === 1 ? name : `${name}${turn}`
  return (lists ?? []).some((list) => list.id === id) ? freeListId(lists, name, turn + 1) : id
}
export const isShownToAll = (document: Pick<ToolDocument, 'lists' | 'processes'>) =>
  publicListOf(document) !== undefined

/** Neighbours see the same columns as staff, never by whom; nothing to show, no list. */
export const withPublicList = (document: ToolDocument, isShown: boolean): ToolDocument => {
  const shown = publicListOf(document)
  const others = (document.lists ?? []).filter((list) => list !== shown)
  const [process] = document.processes
  const columns = others.find(({ board, of }) => board === 'worker' && of === process?.id)?.columns
  if (!isShown || !columns || !process) return { ...document, lists: others }
  const list = {
    id: freeListId(others, 'open'),
    title: both('大家提的', 'What neighbours asked for'),
    board: 'resident' as const,
    of: process.id,
    columns: [...columns],
    isPublic: true,
  }
  return { ...document, lists: [...others, list] }
}
