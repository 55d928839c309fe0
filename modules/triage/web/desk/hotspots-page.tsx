/** Hot spots: many reports with one cause, hottest first; those ticked are handled as one, the oldest leads. */
import { matters } from '@liren/matters/contract'
import {
  Button,
  Chip,
  Empty,
  Failed,
  Link,
  Skeleton,
  Slot,
  toast,
  useArea,
  useAsk,
  useFilters,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Panel } from '@liren/web/desk'
import { useState } from 'react'
import { triage } from '../../contract.ts'
import '../parts/triage.css'

type Case = {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly state: string
  readonly areaName: string
  readonly isOpen: boolean
  readonly openedAt: string
}
type Spot = {
  readonly rank: number
  readonly heat: number
  readonly title: string
  readonly areaNames: readonly string[]
  readonly kinds: readonly { readonly code: string; readonly name: string }[]
  readonly from: string
  readonly to: string
  readonly cases: readonly Case[]
}
/** As many children as one act takes. */
const mostGathered = 50

const SpotPanel = ({ spot }: { readonly spot: Spot }) => {
  const t = useWords()
  const { when, clauses } = useTimes()
  const may = useMay()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const merge = useSend(matters, 'merge', {
    stale: [[triage], [matters]],
    then: () => toast(t('screen.gathered'), 'good'),
  })
  const mayGather = may('matter.merge')
  const ticked = spot.cases.filter(({ id, isOpen }) => isOpen && !left.has(id)).slice(0, mostGathered)
  const [first, ...others] = ticked
  const toggle = (id: string) =>
    setLeft((old) => new Set(old.has(id) ? [...old].filter((one) => one !== id) : [...old, id]))
  return (
    <Panel
      title={`${spot.rank}. ${spot.title}`}
      tools={<Chip tone="soon">{t('screen.heat', { heat: spot.heat, count: spot.cases.length })}</Chip>}
    >
      <p className="triage-note">
        {clauses(spot.areaNames)} · {clauses(spot.kinds.map(({ name }) => name))} · {when(spot.from)} – {when(spot.to)}
      </p>
      <ul className="triage-because">
        {spot.cases.map((one) => (
          <li key={one.id}>
            {mayGather && one.isOpen && (
              <label className="triage-tick">
                <input type="checkbox" checked={!left.has(one.id)} onChange={() => toggle(one.id)} />
                <span className="only-heard">{t('screen.tick', { number: one.number })}</span>
              </label>
            )}{' '}
            <Link to={`/cases/${one.id}`}>
              {one.number} {one.title}
            </Link>{' '}
            <span className="triage-note">
              {one.areaName} · {when(one.openedAt)}
              {one.id === first?.id && others.length > 0 && ` · ${t('screen.leads')}`}
            </span>
          </li>
        ))}
      </ul>
      <p className="triage-tools">
        {mayGather && first && others.length > 0 && (
          <Button
            isBusy={merge.isSending}
            onClick={() =>
              merge.now({
                params: { id: first.id },
                body: { childIds: others.map(({ id }) => id), because: t('screen.oneCause') },
              })
            }
          >
            {t('screen.gather', { count: ticked.length })}
          </Button>
        )}
        {first && (
          <span className="triage-acts">
            <Slot
              name="row:acts"
              of={{ id: first.id, number: first.number, title: first.title, state: first.state, module: 'cases' }}
            />
          </span>
        )}
        {first && <Slot name="hotspot:acts" of={{ caseId: first.id, title: spot.title }} />}
      </p>
    </Panel>
  )
}

export default function HotspotsPage() {
  const t = useWords()
  const { code } = useArea()
  const [filters, filter] = useFilters()
  const { data, error, refetch } = useAsk(triage, 'hotspots', { query: code ? { area: code } : {} })
  const spots = (data?.items ?? []).filter(
    ({ kinds }) => !filters.category || kinds.some((kind) => kind.code === filters.category),
  )
  const others = (data?.items.length ?? 0) - spots.length
  return (
    <DeskPage title={t('nav.hotspots')} hint={t('screen.hotspotsHint')}>
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={6} />
      ) : spots.length === 0 ? (
        <Empty
          icon="check"
          title={t(others > 0 ? 'screen.noHotspotsOfThese' : 'screen.noHotspots')}
          hint={t('screen.noHotspotsHint')}
        />
      ) : (
        spots.map((spot) => <SpotPanel key={spot.cases[0]?.id ?? spot.rank} spot={spot} />)
      )}
      {others > 0 && (
        <Button tone="quiet" onClick={() => filter({ category: null })}>
          {t('screen.otherHotspots', { count: others })}
        </Button>
      )}
    </DeskPage>
  )
}
