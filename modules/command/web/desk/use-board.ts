/** Reads of the board that stay fresh: what changed is asked again within a second, never in step with the other boards. */
import type { Reply, RouteOf } from '@liren/contract'
import { ask, cache, keyOf, useArea, useLive, useShellFacts } from '@liren/web'
import { useEffect, useRef } from 'react'
import { boardTiles } from '../../board-tiles.ts'
import { withNews } from '../../cell-news.ts'
import { command } from '../../contract.ts'

/** The server shares an answer for 400 ms: whoever reads later than that after the news has read something newer. */
const restMs = 700
const spreadMs = 800

const routesOf: Readonly<Record<string, readonly string[]>> = {
  flowed: ['queues', 'cells', 'units', 'list'],
  counted: ['figures', 'channels', 'topics'],
  called: ['calling'],
  alerted: ['alerts'],
  planned: ['launches'],
  signalled: ['signals'],
}
const every = Object.values(routesOf).flat()
type Cells = Reply<RouteOf<typeof command, 'cells'>>
/** Told by the tiles of one answer; the rest is asked again one by one. */
const isTogether = (route: string): route is (typeof boardTiles)[number] =>
  (boardTiles as readonly string[]).includes(route)

/** The area looked at; the whole district where none is chosen. */
export const useBoardArea = () => {
  const { code, area } = useArea()
  const shell = useShellFacts()
  return { area: code ?? undefined, whole: code ?? shell.area, name: area?.name ?? shell.title }
}

/** Asks again what news made stale: one reading for all news of a moment, and always one after the last of it. */
export const useBoardLive = () => {
  const { area, whole } = useBoardArea()
  const waiting = useRef({ routes: new Set<string>(), heardAt: 0, timer: undefined as number | undefined })
  useEffect(() => () => window.clearTimeout(waiting.current.timer), [])
  useLive([whole ? `area:${whole}` : null, 'board:all'], [], ({ name }) => {
    const now = waiting.current
    const routes = name === 'poll' ? every : (routesOf[name.replace(/^command\//, '')] ?? [])
    if (name === 'command/read') for (const route of every) now.routes.add(route)
    for (const route of routes) now.routes.add(route)
    if (now.routes.size === 0) return
    now.heardAt = Date.now()
    const read = () => {
      now.timer = undefined
      const routesNow = [...now.routes]
      if (Date.now() - now.heardAt < restMs) now.timer = window.setTimeout(read, restMs + Math.random() * spreadMs)
      else now.routes.clear()
      const together = routesNow.filter(isTogether)
      const input = { query: area ? { area } : {} }
      const cellsKey = keyOf(command, 'cells', input)
      const version = cache.getQueryData<Cells>(cellsKey)?.version
      if (together.length > 0)
        ask(command, 'board', {
          query: { ...input.query, tiles: together.join(','), ...(version ? { cells: version } : {}) },
        })
          .then((tiles) => {
            for (const name of together) {
              if (name === 'cells' || !tiles[name]) continue
              cache.setQueryData(keyOf(command, name, input), tiles[name])
            }
            if (!tiles.cells) return
            const cells = withNews(cache.getQueryData<Cells>(cellsKey), tiles.cells)
            if (cells) cache.setQueryData(cellsKey, cells)
            else void cache.invalidateQueries({ queryKey: cellsKey })
          })
          // A board that could not ask together asks one by one, and each tile says what is wrong.
          .catch(() => {
            for (const name of together) void cache.invalidateQueries({ queryKey: keyOf(command, name) })
          })
      for (const route of routesNow)
        if (!isTogether(route)) void cache.invalidateQueries({ queryKey: keyOf(command, route) })
    }
    now.timer ??= window.setTimeout(read, restMs + Math.random() * spreadMs)
  })
}
