/** What a kiosk shows above every page: the way to be forgotten at once, and the question to somebody who stopped. */
import { useEffect, useRef, useState } from 'react'
import { useRouter } from 'wouter'
import { Button } from '../phone/button.tsx'
import { Sheet } from '../phone/sheet.tsx'
import { useSession } from '../session.ts'
import { recall, remember } from '../storage.ts'
import { useWords } from '../words.ts'
import { forgetClient } from './forget-client.ts'
import { kioskSeconds, patienceAfter } from './kiosk.ts'
import './kiosk.css'

const touches = ['pointerdown', 'keydown', 'wheel'] as const

/** The browser's own memory of what was typed would offer it to the next one. */
const forgetTyping = ({ target }: FocusEvent) => {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) target.autocomplete = 'off'
}
/** A page brought back from the browser's memory is a page of somebody else. */
const drawAnew = ({ persisted }: PageTransitionEvent) => {
  if (persisted) location.reload()
}

export default function KioskBar() {
  const t = useWords('web')
  const { base } = useRouter()
  const session = useSession()
  const limit = kioskSeconds() ?? 0
  const touchedAt = useRef<number | null>(null)
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null)
  const [isLeaving, setLeaving] = useState(false)
  const isSignedIn = session.kind === 'account'

  useEffect(() => {
    if (isSignedIn) touchedAt.current ??= Date.now()
  }, [isSignedIn])

  useEffect(() => {
    if (isLeaving) void forgetClient(base || '/')
  }, [isLeaving, base])

  useEffect(() => {
    const touch = () => {
      const now = Date.now()
      touchedAt.current = now
      setSecondsLeft(null)
      if (now - Number(recall('kiosk.touched')) > 5000) remember('kiosk.touched', String(now))
    }
    const look = () => {
      const idle = touchedAt.current === null ? null : (Date.now() - touchedAt.current) / 1000
      const patience = patienceAfter(idle, limit)
      setSecondsLeft(patience === 'asking' && idle !== null ? Math.ceil(limit - idle) : null)
      if (patience === 'over') setLeaving(true)
    }
    const timer = setInterval(look, 1000)
    for (const kind of touches) addEventListener(kind, touch, { capture: true, passive: true })
    addEventListener('focusin', forgetTyping, true)
    addEventListener('pageshow', drawAnew)
    return () => {
      clearInterval(timer)
      for (const kind of touches) removeEventListener(kind, touch, { capture: true })
      removeEventListener('focusin', forgetTyping, true)
      removeEventListener('pageshow', drawAnew)
    }
  }, [limit])

  if (isLeaving)
    return (
      <div className="kiosk-cover" role="status">
        {t('kiosk.clearing')}
      </div>
    )
  return (
    <>
      <div className="kiosk-bar">
        <span>{t('kiosk.title')}</span>
        <Button onClick={() => setLeaving(true)}>{t('kiosk.end')}</Button>
      </div>
      <Sheet
        isOpen={secondsLeft !== null}
        onClose={() => setSecondsLeft(null)}
        title={t('kiosk.stillHere')}
        action={
          <>
            <Button onClick={() => setLeaving(true)}>{t('kiosk.end')}</Button>
            <Button tone="main" onClick={() => setSecondsLeft(null)}>
              {t('kiosk.goOn')}
            </Button>
          </>
        }
      >
        <p>{t('kiosk.soon', { seconds: secondsLeft ?? 0 })}</p>
      </Sheet>
    </>
  )
}
