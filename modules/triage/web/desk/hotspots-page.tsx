/** Hot spots: many reports with one cause, hottest first, offered to be handled as one. */
import { matters } from '@liren/matters/contract'
import {
  Button,
  Chip,
  Empty,
  Failed,
  Link,
  Skeleton,
  toast,
  useArea,
  useAsk,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Panel } from '@liren/web/desk'
import { triage } from '../../contract.ts'
import '../parts/triage.css'

export default function HotspotsPage() {
  const t = useWords()
  const { when } = useTimes()
  const { code } = useArea()
  const may = useMay()
  const { data, error, refetch } = useAsk(triage, 'hotspots', { query: code ? { area: code } : {} })
  const merge = useSend(matters, 'merge', {
    stale: [[triage], [matters]],
    then: () => toast(t('screen.gathered'), 'good'),
  })
  return (
    <DeskPage title={t('nav.hotspots')} hint={t('screen.hotspotsHint')}>
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={6} />
      ) : data.items.length === 0 ? (
        <Empty icon="check" title={t('screen.noHotspots')} hint={t('screen.noHotspotsHint')} />
      ) : (
        data.items.map((spot) => {
          const open = spot.cases.filter((one) => one.isOpen)
          const [first, ...others] = open
          return (
            <Panel
              key={spot.rank}
              title={`${spot.rank}. ${spot.title}`}
              tools={<Chip tone="soon">{t('screen.heat', { heat: spot.heat, count: spot.cases.length })}</Chip>}
            >
              <p className="triage-note">
                {spot.areaName} · {when(spot.from)} – {when(spot.to)}
              </p>
              <ul className="triage-because">
                {spot.cases.slice(0, 8).map((one) => (
                  <li key={one.id}>
                    <Link to={`/cases/${one.id}`}>
                      {one.number} {one.title}
                    </Link>
                  </li>
                ))}
              </ul>
              {may('matter.merge') && first && others.length > 0 && (
                <Button
                  isBusy={merge.isSending}
                  onClick={() =>
                    merge.now({
                      params: { id: first.id },
                      body: { childIds: others.slice(0, 49).map(({ id }) => id), because: t('screen.oneCause') },
                    })
                  }
                >
                  {t('screen.gather', { count: open.length })}
                </Button>
              )}
            </Panel>
          )
        })
      )}
    </DeskPage>
  )
}
