/** Cases of the community that their reporters made public: as a list and on a map, by how far they are and by kind. */
import { matters } from '@liren/matters/contract'
import type { MapOf } from '@liren/territory/contract'
import {
  ButtonLink,
  Chip,
  Empty,
  keyOf,
  Link,
  List,
  Page,
  Row,
  Segments,
  SelectField,
  Skeleton,
  Slot,
  useArea,
  useAsk,
  useFilters,
  useGo,
  useLive,
  useLook,
  usePages,
  useTimes,
  useWords,
} from '@liren/web'
import { cases } from '../../contract.ts'
import { useDistrict } from '../parts/place-map.tsx'
import { RowPhoto } from './row-photo.tsx'
import '../parts/cases.css'

const phases = ['intake', 'doing', 'checking', 'done'] as const
type Phase = (typeof phases)[number]
const isPhase = (value: string | undefined): value is Phase => phases.some((phase) => phase === value)

/** The big kinds residents know; the first letter of every category's code says which. */
const kinds = ['P', 'E', 'A'] as const

/** Types of a great kind, as the catalogue names them; asked for once a kind is chosen. */
const useTypes = (letter: string | undefined, area: string | null) => {
  const query = area ? { area } : {}
  const { data } = useAsk(cases, 'categories', { query }, { enabled: letter !== undefined, staleSeconds: 3600 })
  const types = new Map<string, string>()
  for (const { code, path } of data?.items ?? [])
    if (letter && code.startsWith(letter)) types.set(code.slice(0, 3), path.at(-1) ?? code.slice(0, 3))
  return [...types].map(([value, label]) => ({ value, label }))
}

export default function PublicPage() {
  const t = useWords()
  const { locale } = useLook()
  const go = useGo()
  const { since } = useTimes()
  const { code: chosen, areas } = useArea()
  const district = useDistrict()
  const [filters, filter] = useFilters()
  const area = filters.area ?? chosen ?? district
  const phase = isPhase(filters.phase) ? filters.phase : undefined
  const isMap = filters.view === 'map'
  const enabled = area !== null
  const kind = filters.kind
  const query = {
    area: area ?? '440000000000',
    process: 'case-handling',
    ...(phase ? { phase } : {}),
    ...(kind ? { kind } : {}),
  }
  const list = usePages(matters, 'publicList', { query }, { enabled })
  const counts = useAsk(
    matters,
    'publicCounts',
    { query: { area: query.area, days: 90, process: 'case-handling', ...(kind ? { kind } : {}) } },
    { enabled: enabled && isMap },
  )
  useLive([area && `area:${area}`], [keyOf(matters, 'publicList'), keyOf(matters, 'publicCounts')])
  const ids = list.items.map(({ id }) => id).slice(-200)
  const cards = useAsk(cases, 'cards', { query: { ids } }, { enabled: ids.length > 0, staleSeconds: 300 })
  const cardOf = new Map(cards.data?.items.map((card) => [card.id, card]))
  const { items } = list
  // Where nobody of the office has read it yet, or somebody kept its words back, the category says what it is about.
  const titleOf = ({ id, title }: { id: string; title: string | null }) =>
    title ?? cardOf.get(id)?.categoryName ?? t('screen.public.unread')
  const letter = kind?.slice(0, 1)
  const types = useTypes(letter, area)
  const names = new Map(areas.map(({ code, name }) => [code, name]))
  const level = areas.find(({ code }) => code === area)?.level

  return (
    <Page title={t('nav.public')} canBeRead>
      <p className="field-hint">
        {[names.get(area ?? ''), t('screen.public.hint')].filter(Boolean).join(' · ')}{' '}
        {filters.area && <Link to="/cases/public">{t('screen.public.back')}</Link>}
      </p>
      <div className="public-filters">
        <Segments
          label={t('screen.public.view')}
          value={isMap ? 'map' : 'list'}
          choices={[
            { value: 'list', label: t('screen.public.asList') },
            { value: 'map', label: t('screen.public.asMap') },
          ]}
          onChange={(view) => filter({ view: view === 'map' ? 'map' : null })}
        />
        <div className="public-selects">
          <SelectField
            label={t('screen.public.phase')}
            value={phase ?? ''}
            choices={phases.map((value) => ({ value, label: t(`screen.phase.${value}`) }))}
            placeholder={t('screen.public.all')}
            onChange={(event) => filter({ phase: event.target.value || null })}
          />
          <SelectField
            label={t('screen.public.kind')}
            value={letter ?? ''}
            choices={kinds.map((value) => ({ value, label: t(`screen.kind.${value}`) }))}
            placeholder={t('screen.public.all')}
            onChange={(event) => filter({ kind: event.target.value || null })}
          />
          {letter && types.length > 1 && (
            <SelectField
              label={t('screen.public.type')}
              value={kind?.slice(0, 3) ?? ''}
              choices={types}
              placeholder={t('screen.public.all')}
              onChange={(event) => filter({ kind: event.target.value || letter })}
            />
          )}
        </div>
      </div>
      {isMap && area && (
        <Slot
          name="territory:map"
          of={
            {
              area,
              height: '22rem',
              ...(level === 'community'
                ? {}
                : { counts: Object.fromEntries((counts.data?.areas ?? []).map((one) => [one.areaCode, one.opened])) }),
              countLabel: t('screen.public.count'),
              dots: items.flatMap(({ id, place, title, phase: at }) =>
                place
                  ? [
                      {
                        id,
                        lon: place.lon,
                        lat: place.lat,
                        label: titleOf({ id, title }),
                        tone: at === 'done' ? 'done' : 'main',
                      },
                    ]
                  : [],
              ),
              onDot: (id) => go(`/cases/${id}`),
              ...(level === 'community' ? {} : { onArea: (code: string) => filter({ area: code }) }),
            } satisfies MapOf
          }
        />
      )}
      {!enabled ? (
        <Skeleton />
      ) : (
        <List
          {...list}
          items={items}
          keyOf={(row) => row.id}
          label={t('nav.public')}
          empty={
            <Empty
              icon="map"
              title={t(phase || kind ? 'screen.public.noneHere' : 'screen.public.none')}
              hint={t(phase || kind ? 'screen.public.noneHereHint' : 'screen.public.noneHint')}
              action={<ButtonLink to="/cases/report">{t('nav.report')}</ButtonLink>}
            />
          }
        >
          {(row) => (
            <Row
              to={`/cases/${row.id}`}
              before={<RowPhoto url={cardOf.get(row.id)?.thumbUrl} />}
              title={titleOf(row)}
              note={
                <span className="row-lines">
                  <Chip tone={row.phase === 'done' ? 'done' : 'main'}>
                    {row.stateWord?.[locale] ?? t(`process.case-handling.state.${row.state}`)}
                  </Chip>
                  <span>{[names.get(row.areaCode), since(row.openedAt)].filter(Boolean).join(' · ')}</span>
                </span>
              }
            />
          )}
        </List>
      )}
    </Page>
  )
}
