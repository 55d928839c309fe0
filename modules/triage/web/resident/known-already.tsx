/** While a report is being written: public cases nearby that sound or look like the same, to follow instead; and the place the words name. */
import type { Reply, RouteOf } from '@liren/contract'
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
    /** How the photos look: reckoned on this phone. */
    readonly looks?: readonly string[]
    /** Takes a place the words name; without it none is offered. */
    readonly takePlace?: (place: {
      readonly lon: number
      readonly lat: number
      readonly areaCode: string
      readonly words: string
    }) => void
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
  const isOnline = useCell(online)
  const text = useRested(of.text.trim())
  const looks = of.looks ?? []
  const isEnough = text.length >= 4 || looks.length > 0
  const { data } = useAsk(
    triage,
    'consider',
    {
      body: {
        text,
        hasPhoto: of.hasPhoto,
        ...(of.place ? { place: of.place } : {}),
        ...(of.areaCode ? { areaCode: of.areaCode } : {}),
        ...(looks.length > 0 ? { looks: [...looks] } : {}),
      },
    },
    { enabled: isEnough && isOnline, staleSeconds: 300 },
  )
  if (!data || !isEnough) return null
  const { takePlace } = of
  const places = takePlace && of.place === null ? data.places : []
  return (
    <>
      {takePlace && places.length > 0 && (
        <Notice tone="plain">
          <div className="triage-hint">
            <b>{t('screen.places.asked')}</b>
            {places.map(({ cellCode, text: words, communityCode, communityName, lon, lat, why }) => (
              <div key={cellCode} className="triage-hint">
                <span>
                  {words} · {communityName}
                  <span className="triage-note"> · {why}</span>
                </span>
                <Button onClick={() => takePlace({ lon, lat, areaCode: communityCode, words })}>
                  {t('screen.places.use')}
                </Button>
              </div>
            ))}
          </div>
        </Notice>
      )}
      {data.alike.length > 0 && <Alike of={data.alike} />}
    </>
  )
}

const Alike = ({ of }: { of: Reply<RouteOf<typeof triage, 'consider'>>['alike'] }) => {
  const t = useWords()
  const isGuest = useSession().kind === 'guest'
  const follow = useSend(matters, 'follow', { stale: [[matters]], then: () => toast(t('screen.followed'), 'good') })
  return (
    <Notice tone="plain">
      <div className="triage-hint">
        <b>{t('screen.knownAlready')}</b>
        {of.map((one) => (
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
