/** Reads of the board that stay fresh: what changed is asked again within a second, never in step with the other boards. */
import { cache, keyOf, useArea, useLive, useShellFacts } from '@liren/web'
import { useEffect, useRef } from 'react'
import { command } from '../../contract.ts'

/** The server shares an answer for 400 ms: whoever reads later than that after the news has read something newer. */
const restMs = 450
const spreadMs = 600

const routesOf: Readonly<Record<string, readonly string[]>> = {
  flowed: ['queues', 'cells', 'units', 'list'],
  counted: ['figures', 'channels', 'topics'],
  called: ['calling'],
  alerted: ['alerts'],
}
const every = Object.values(routesOf).flat()

/** The area looked at; the whole district where none is chosen. */
export const useBoardArea = () => {
  const { code, area } = useArea()
  const shell = useShellFacts()
  return { area: code ?? undefined, whole: code ?? shell.area, name: area?.name ?? shell.title }
}

/** Asks again what news made stale: one reading for all news of a moment, and always one after the last of it. */
export const useBoardLive = () => {
  const { whole } = useBoardArea()
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
      for (const route of routesNow) void cache.invalidateQueries({ queryKey: keyOf(command, route) })
    }
    now.timer ??= window.setTimeout(read, restMs + Math.random() * spreadMs)
  })
}
