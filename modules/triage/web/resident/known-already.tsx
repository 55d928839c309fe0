/** While a report is being written: public cases nearby that sound like the same; whoever likes follows one instead. */
import { matters } from '@liren/matters/contract'
import { Button, Link, Notice, online, toast, useAsk, useCell, useSend, useSession, useWords } from '@liren/web'
import { useEffect, useState } from 'react'
import { triage } from '../../contract.ts'
import '../parts/triage.css'

type Asked = {
  readonly of: {
    readonly text: string
    readonly place: { readonly lon: number; readonly lat: number; readonly crs?: 'cgcs2000' | 'gcj02' | 'bd09' } | null
    readonly areaCode: string | null
    readonly hasPhoto: boolean
  }
}

/** What was said once the fingers rest. */
const useRested = (text: string) => {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), 900)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}

export default function KnownAlready({ of }: Asked) {
  const t = useWords()
  const isGuest = useSession().kind === 'guest'
  const isOnline = useCell(online)
  const text = useRested(of.text.trim())
  const isEnough = text.length >= 4 && (of.place !== null || of.areaCode !== null)
  const { data } = useAsk(
    triage,
    'consider',
    {
      body: {
        text,
        hasPhoto: of.hasPhoto,
        ...(of.place ? { place: of.place } : {}),
        ...(of.areaCode ? { areaCode: of.areaCode } : {}),
      },
    },
    { enabled: isEnough && isOnline, staleSeconds: 300 },
  )
  const follow = useSend(matters, 'follow', { stale: [[matters]], then: () => toast(t('screen.followed'), 'good') })
  if (!data || data.alike.length === 0) return null
  return (
    <Notice tone="plain">
      <div className="triage-hint">
        <b>{t('screen.knownAlready')}</b>
        {data.alike.map((one) => (
          <div key={one.caseId} className="triage-hint">
            <span>
              <Link to={`/cases/${one.caseId}`}>{one.title}</Link>
              <span className="triage-note"> · {one.why}</span>
            </span>
            {!isGuest && (
              <Button isBusy={follow.isSending} onClick={() => follow.now({ params: { id: one.caseId } })}>
                {t('screen.follow')}
              </Button>
            )}
          </div>
        ))}
        <span className="triage-note">{t('screen.sendAnyway')}</span>
      </div>
    </Notice>
  )
}
