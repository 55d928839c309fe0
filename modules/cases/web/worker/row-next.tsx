/** What is to be done next, as the verb of a row, and what of it still waits on this phone. */
import type { MatterRow } from '@liren/matters/contract'
import { ask, Chip, cache, keyOf, online, useLook, useWords } from '@liren/web'
import { useEffect } from 'react'
import { cases } from '../../contract.ts'
import { useKeptFor } from './kept.ts'

/** The move that waits in each state. */
const nextIn: Readonly<Record<string, string>> = {
  intake: 'accept',
  verifying: 'answerVerification',
  filing: 'file',
  dispatching: 'dispatch',
  assigned: 'signIn',
  handling: 'reply',
  checking: 'check',
  closing: 'close',
}

/** The first rows of the inbox and of what is near are read ahead, so that they open in a cellar too. */
const readAhead = new Set<string>()
const most = 20

export const useNextWord = () => {
  const t = useWords('cases')
  return (of: Pick<MatterRow, 'state' | 'part' | 'suspendedAt'>) => {
    if (of.suspendedAt) return null
    if (of.part === 'support') return t('matters:act.finishSupport')
    const next = nextIn[of.state]
    if (!next) return null
    return next === 'check' ? t('screen.worker.check') : t(`process.case-handling.move.${next}`)
  }
}

type Of = Pick<MatterRow, 'id' | 'state' | 'part' | 'suspendedAt'> & Partial<Pick<MatterRow, 'stateWord'>>

export default function InboxNext({ of }: { of: Of }) {
  const t = useWords('cases')
  const { locale } = useLook()
  const next = useNextWord()(of)
  // Of a state its place added nothing is known here but its name.
  const own = of.stateWord?.[locale]
  const kept = useKeptFor(of.id)
  useEffect(() => {
    if (readAhead.size >= most || readAhead.has(of.id) || !online.get()) return
    readAhead.add(of.id)
    const input = { params: { id: of.id } }
    void cache.prefetchQuery({
      queryKey: keyOf(cases, 'read', input),
      queryFn: () => ask(cases, 'read', input),
      staleTime: 60_000,
      meta: { isKept: true },
    })
  }, [of.id])
  const isRefused = kept.some(({ send }) => send.state === 'refused')
  return (
    <span className="row-next">
      {kept.length > 0 ? (
        <Chip tone={isRefused ? 'overdue' : 'soon'}>
          {t(isRefused ? 'screen.worker.rowRefused' : 'screen.worker.rowKept')}
        </Chip>
      ) : (
        (next || own) && <b>{next ? t('screen.worker.next', { verb: next }) : own}</b>
      )}
    </span>
  )
}
