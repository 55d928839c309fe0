/** What lives around me: cells of my community with open cases, then the list of the chosen one. */
import { type MatterRow, matters } from '@liren/matters/contract'
import type { MapOf } from '@liren/territory/contract'
import {
  Button,
  Empty,
  keyOf,
  List,
  Page,
  Row,
  Section,
  Slot,
  useArea,
  useAsk,
  useFilters,
  useGo,
  useLive,
  useLook,
  usePages,
  useSession,
  useWords,
} from '@liren/web'
import InboxPhoto from './row-photo.tsx'
import '../parts/cases.css'
import './worker.css'

const process = 'case-handling'

/** The community one works in; else the widest area one has. */
const useMyArea = () => {
  const { grants, areaCode } = useSession()
  const { areas } = useArea()
  const mine = grants.map(({ area }) => area.slice(0, 12)).filter(Boolean)
  const community = mine.find((area) => !area.endsWith('000'))
  const code = community ?? mine[0] ?? areaCode
  return { code, name: areas.find((area) => area.code === code)?.name ?? null }
}

const AroundRow = ({ of }: { of: MatterRow }) => {
  const t = useWords('cases')
  const { locale } = useLook()
  return (
    <Row
      to={`/cases/${of.id}`}
      before={<InboxPhoto of={of} />}
      title={of.title}
      note={
        <>
          <span className="row-note-first">
            <Slot name="matters:clock" of={of} />{' '}
            <b>{of.stateWord?.[locale] ?? t(`process.case-handling.state.${of.state}`)}</b>
          </span>
          <span className="row-note-rest">{of.address}</span>
        </>
      }
    />
  )
}

export default function AroundPage() {
  const t = useWords()
  const go = useGo()
  const [filters, filter] = useFilters()
  const { code, name } = useMyArea()
  const cell = filters.cell ?? null
  const heat = useAsk(
    matters,
    'heat',
    { query: { process, ...(code ? { area: code } : {}) } },
    { enabled: code !== null },
  )
  const shown = cell ?? code
  const rows = usePages(
    matters,
    'list',
    { query: { process, isOpen: true, order: 'due', ...(shown ? { area: shown } : {}) } },
    { enabled: shown !== null },
  )
  useLive([code && `area:${code}`], [keyOf(matters, 'heat'), keyOf(matters, 'list')])
  const cells = heat.data?.cells ?? []
  return (
    <Page title={t('nav.around')} back={false}>
      {code && (
        <Slot
          name="territory:map"
          of={
            {
              area: code,
              counts: Object.fromEntries(cells.map((one) => [one.code, one.open])),
              countLabel: t('screen.worker.openCases'),
              urgent: cells.filter(({ overdue, grave }) => overdue + grave > 0).map((one) => one.code),
              dots: (heat.data?.dots ?? []).map((dot) => ({
                id: dot.id,
                lon: dot.lon,
                lat: dot.lat,
                label: dot.title,
                tone: dot.isOverdue || dot.grade >= 3 ? 'urgent' : 'main',
              })),
              chosen: cell,
              height: '42dvh',
              onArea: (chosen) => filter({ cell: chosen === cell ? null : chosen }),
              onDot: (id) => go(`/cases/${id}`),
            } satisfies MapOf
          }
        />
      )}
      <Section
        title={cell ? t('screen.worker.cell', { number: Number(cell.slice(12)) || cell }) : (name ?? t('nav.around'))}
        tools={
          cell && (
            <Button tone="quiet" onClick={() => filter({ cell: null })}>
              {t('screen.worker.wholeArea')}
            </Button>
          )
        }
      >
        <List
          {...rows}
          label={t('nav.around')}
          keyOf={(row) => row.id}
          empty={<Empty icon="map" title={t('screen.worker.quiet')} hint={t('screen.worker.quietHint')} />}
        >
          {(row) => <AroundRow of={row} />}
        </List>
      </Section>
    </Page>
  )
}
