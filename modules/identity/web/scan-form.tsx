/** A square for the phone: shown, compared by its number, renewed when it has run out; the page goes on once the phone agreed. */
import { ask, Button, isKiosk, Notice, problemOf, Skeleton, useSend, useWords } from '@liren/web'
import { useEffect, useState } from 'react'
import { identity, type NextStep } from '../contract.ts'
import { Square } from './square.tsx'

const everyMs = 2000

export default function ScanForm({ onEntered }: { onEntered: (next: NextStep | null) => void }) {
  const t = useWords('identity')
  const [state, setState] = useState<'waiting' | 'seen' | 'refused' | 'over'>('waiting')
  const [now, setNow] = useState(Date.now)
  const start = useSend(identity, 'askScreen', { stale: [], isQuiet: true })
  const begin = start.now
  useEffect(() => begin({ body: { isKiosk: isKiosk() } }), [begin])
  const shown = start.reply
  const isOpen = shown !== undefined && (state === 'waiting' || state === 'seen')
  useEffect(() => {
    if (!isOpen) return
    let isGone = false
    const look = async () => {
      const { state: told } = await ask(identity, 'awaitScreen')
      if (told !== 'confirmed') return told
      if (isGone) return null
      isGone = true
      clearInterval(timer)
      onEntered((await ask(identity, 'enterScreen')).next)
      return null
    }
    const timer = setInterval(() => {
      setNow(Date.now())
      void look().then(
        (told) => !isGone && told !== null && setState(told),
        // Without a network for a moment: the next look tries again.
        (thrown: unknown) => !isGone && problemOf(thrown) !== undefined && setState('over'),
      )
    }, everyMs)
    return () => {
      isGone = true
      clearInterval(timer)
    }
  }, [isOpen, onEntered])
  const again = () => {
    setState('waiting')
    begin({ body: { isKiosk: isKiosk() } })
  }
  if (start.problem) return <Notice tone="overdue">{start.problem.title}</Notice>
  if (!shown) return <Skeleton rows={5} />
  // This device's clock may be a little off the server's.
  const left = Math.min(120, Math.max(0, Math.ceil((Date.parse(shown.expiresAt) - now) / 1000)))
  return (
    <section className="scan" aria-label={t('screen.byScreen')}>
      {isOpen ? (
        <>
          <p>{t('screen.scan.how')}</p>
          <Square text={shown.url} label={t('screen.scan.square')} />
          <p className="scan-number">
            <small>{t('screen.scan.number')}</small> <b>{shown.number}</b>
          </p>
          <p className="field-hint">{t('screen.scan.numberHint')}</p>
          <p role="status">{state === 'seen' ? t('screen.scan.seen') : t('screen.scan.left', { seconds: left })}</p>
        </>
      ) : (
        <>
          <Notice tone={state === 'refused' ? 'overdue' : 'soon'}>{t(`screen.scan.${state}`)}</Notice>
          <Button tone="main" isWide isBusy={start.isSending} onClick={again}>
            {t('screen.scan.again')}
          </Button>
        </>
      )}
    </section>
  )
}
