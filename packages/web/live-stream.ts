/** One stream of news for the whole screen: opened for the topics of all who listen, opened again when it breaks. */
import type { News } from './news.ts'

type Listener = { readonly topics: readonly string[]; readonly hear: (news: News) => void }

/** Does a told topic concern a wanted one? An area hears of everything that lies in it. */
export const concerns = (told: string, wanted: string): boolean =>
  told === wanted || (wanted.startsWith('area:') && told.startsWith(wanted.replace(/(?:000)+$/, '')))

/** The part of EventSource we use, so that a test can play the server. */
export type Stream = Pick<EventSource, 'close' | 'onopen' | 'onmessage' | 'onerror'>

/** Who waits longer than this for the stream to open may have missed something: by then their answers are that old. */
const lateMs = 1000

/** Joins all listeners in one stream. Reopens when topics change, waits longer after each failure, then also polls. */
export const createLive = (open: (url: string) => Stream, pollSeconds = 15) => {
  const listeners = new Set<Listener>()
  /** Who is not heard for yet, and since when. */
  const fresh = new Map<Listener, number>()
  let stream: Stream | null = null
  /** What was heard so far goes on being heard until the stream of the new topics is open. */
  let before: Stream | null = null
  let openedFor = ''
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let poll: ReturnType<typeof setInterval> | undefined

  const tell = ({ topics, hear }: Listener) => hear({ name: 'poll', topics })
  const tellAll = () => {
    for (const one of [...listeners]) tell(one)
  }
  const stopPolling = () => {
    clearInterval(poll)
    poll = undefined
  }
  const connect = () => {
    const topics = [...new Set([...listeners].flatMap((one) => one.topics))].sort().join(',')
    if (topics === openedFor && stream) return
    // Of two that overlap, the one that is not yet open goes.
    if (before) stream?.close()
    else before = stream
    stream = null
    openedFor = topics
    if (!topics) {
      before?.close()
      before = null
      return stopPolling()
    }
    const heardFor = [...listeners]
    const coming = open(`/api/kernel/live?topics=${encodeURIComponent(topics)}`)
    stream = coming
    coming.onopen = () => {
      if (stream !== coming) return
      before?.close()
      before = null
      // What happened while we were away is asked for once; also for who came and waited long for the stream.
      if (failures > 0) tellAll()
      for (const one of heardFor) {
        if (failures === 0 && Date.now() - (fresh.get(one) ?? Date.now()) > lateMs && listeners.has(one)) tell(one)
        fresh.delete(one)
      }
      failures = 0
      stopPolling()
    }
    coming.onmessage = ({ data }: MessageEvent<string>) => {
      let news: News
      try {
        // Our own server's message; anything unreadable is a keep-alive.
        news = JSON.parse(data) as News
      } catch {
        return
      }
      for (const { topics, hear } of [...listeners])
        if (news.topics?.some((told) => topics.some((wanted) => concerns(told, wanted)))) hear(news)
    }
    coming.onerror = () => {
      coming.close()
      if (before === coming) before = null
      if (stream !== coming) return
      stream = null
      failures++
      if (failures >= 3 && !poll) poll = setInterval(tellAll, pollSeconds * 1000)
      schedule(Math.min(1000 * 2 ** failures, 60_000) * (0.75 + Math.random() / 2))
    }
  }
  const schedule = (milliseconds: number) => {
    clearTimeout(timer)
    timer = setTimeout(connect, milliseconds)
  }

  return {
    /** Hears news on these topics until the returned function is called; `since` when somebody wanted to. */
    listen: (topics: readonly string[], hear: (news: News) => void, since = Date.now()) => {
      const listener = { topics, hear }
      listeners.add(listener)
      fresh.set(listener, since)
      schedule(80)
      return () => {
        listeners.delete(listener)
        fresh.delete(listener)
        schedule(1500)
      }
    },
  }
}

export const live = createLive((url) => new EventSource(url))
