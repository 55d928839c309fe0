/** Hearing of news: when a topic is told, the answers that depend on it are asked again. The stream comes after the page that listens. */
import { useEffect, useRef } from 'react'
import { cache } from './ask.ts'
import type { News } from './news.ts'

/**
 * Asks the given answers again whenever something is told about the topics.
 * @example
 * useLive([`matter:${id}`], [keyOf(matters, 'read'), keyOf(cases)])
 */
export const useLive = (
  topics: readonly (string | null | undefined)[],
  keys: readonly (readonly unknown[])[],
  hear?: (news: News) => void,
) => {
  const latest = useRef({ keys, hear })
  latest.current = { keys, hear }
  const wanted = topics.filter((topic) => topic).join(' ')
  useEffect(() => {
    if (!wanted) return undefined
    const since = Date.now()
    let isHere = true
    let stop: (() => void) | undefined
    let again: ReturnType<typeof setTimeout> | undefined
    const listen = async () => {
      const { live } = await import('./live-stream.ts')
      if (!isHere) return
      const tell = (news: News) => {
        for (const queryKey of latest.current.keys) void cache.invalidateQueries({ queryKey })
        latest.current.hear?.(news)
      }
      stop = live.listen(wanted.split(' '), tell, since)
    }
    const attempt = () =>
      void listen().catch(() => {
        if (isHere) again = setTimeout(attempt, 15_000)
      })
    attempt()
    return () => {
      isHere = false
      clearTimeout(again)
      stop?.()
    }
  }, [wanted])
}
