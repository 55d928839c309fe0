/** Waits for a card on the kiosk's reader, shows it to the server once, and keeps nothing of it, whatever the answer is. */
import { ask, Button, Notice, problemOf, useWords } from '@liren/web'
import { useEffect, useState } from 'react'
import { identity, type NextStep } from '../contract.ts'
import { loopbackReader } from './card-reader.ts'

const everyMs = 1500
/** A number holds two minutes; a fresh one is asked for before. */
const freshMs = 90_000

type State = 'waiting' | 'checking' | 'no-reader' | { readonly refused: string }

export default function CardForm({
  address,
  onEntered,
}: {
  address: string
  onEntered: (next: NextStep | null) => void
}) {
  const t = useWords('identity')
  const [state, setState] = useState<State>('waiting')
  const isReading = state === 'waiting' || state === 'no-reader'
  useEffect(() => {
    if (!isReading) return
    let isGone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = loopbackReader(address)
    let challenge: Promise<{ challengeId: string; nonce: string; askedAt: number }> | undefined
    const fresh = async () => ({ ...(await ask(identity, 'askCard')), askedAt: Date.now() })
    const look = async () => {
      challenge ??= fresh()
      const { challengeId, nonce, askedAt } = await challenge
      if (Date.now() - askedAt > freshMs) challenge = undefined
      const found = await read(nonce)
      if (isGone) return
      if (found.is !== 'read') return setState(found.is === 'no-card' ? 'waiting' : 'no-reader')
      isGone = true
      setState('checking')
      const { next } = await ask(identity, 'logInByCard', { body: { challengeId, ...found.reading } })
      onEntered(next)
    }
    const go = () =>
      void look()
        .catch((thrown: unknown) => {
          challenge = undefined
          const problem = problemOf(thrown)
          if (problem) setState({ refused: problem.title })
          // The server is out of reach for a moment: the card is read again, nothing is lost.
          else if (isGone) setState('waiting')
        })
        .finally(() => {
          if (!isGone) timer = setTimeout(go, everyMs)
        })
    go()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [isReading, address, onEntered])
  return (
    <section className="scan" aria-label={t('screen.byCard')}>
      {typeof state === 'object' ? (
        <>
          <Notice tone="overdue">{state.refused}</Notice>
          <Button tone="main" isWide onClick={() => setState('waiting')}>
            {t('screen.card.again')}
          </Button>
        </>
      ) : (
        <>
          <p>{t('screen.card.how')}</p>
          {state === 'no-reader' ? (
            <Notice tone="soon">{t('screen.card.noReader')}</Notice>
          ) : (
            <p role="status">{t(state === 'checking' ? 'screen.card.checking' : 'screen.card.waiting')}</p>
          )}
        </>
      )}
      <p className="field-hint">{t('screen.card.privacy')}</p>
      <p className="field-hint">{t('screen.card.takeBack')}</p>
    </section>
  )
}
