/** What waits for nobody in particular but for an office: to be accepted, filed, dispatched, concluded. Soonest due first. */
import { matters } from '@liren/matters/contract'
import {
  Empty,
  keyOf,
  List,
  Page,
  Row,
  Segments,
  Slot,
  useAsk,
  useFilters,
  useLive,
  useMay,
  usePages,
  useSession,
  useWords,
} from '@liren/web'
import { cases } from '../../contract.ts'
import InboxPhoto from './row-photo.tsx'
import '../parts/cases.css'
import './worker.css'

/** The stage of a queue, and who may take from it. */
const queues = [
  ['intake', 'case.accept'],
  ['filing', 'case.file'],
  ['dispatching', 'case.dispatch'],
  ['closing', 'case.close'],
] as const

export const useQueues = () => {
  const may = useMay()
  return queues.filter(([, need]) => may(need)).map(([stage]) => stage)
}

export default function QueuePage() {
  const t = useWords('cases')
  const mine = useQueues()
  const { grants } = useSession()
  const [filters, filter] = useFilters()
  const stage = mine.find((one) => one === filters.stage) ?? mine.at(-1)
  const rows = usePages(
    cases,
    'list',
    { query: { state: stage ?? 'intake', isOpen: true, order: 'rule' } },
    { enabled: stage !== undefined, isKept: true },
  )
  const rule = useAsk(matters, 'inboxOrder', {}, { staleSeconds: 600 })
  useLive([...new Set(grants.map(({ area }) => `area:${area}`))], [keyOf(cases, 'list')])
  return (
    <Page title={t('nav.queue')} back="/">
      {mine.length > 1 && (
        <Segments
          label={t('nav.queue')}
          value={stage ?? ''}
          onChange={(value) => filter({ stage: value })}
          choices={mine.map((value) => ({ value, label: t(`process.case-handling.state.${value}`) }))}
        />
      )}
      {rule.data && <p className="field-hint">{t(`matters:screen.inboxOrder.${rule.data.order}`)}</p>}
      <List
        {...rows}
        label={t('nav.queue')}
        keyOf={(row) => row.id}
        empty={<Empty icon="check" title={t('screen.worker.queueEmpty')} hint={t('screen.worker.queueEmptyHint')} />}
      >
        {(row) => (
          <Row
            to={`/cases/${row.id}`}
            before={<InboxPhoto of={row} />}
            title={row.title}
            note={
              <>
                <span className="row-note-first">
                  <Slot name="matters:clock" of={row} /> <b>{row.sourceName}</b>
                </span>
                <span className="row-note-rest">{row.address ?? row.areaName}</span>
              </>
            }
          />
        )}
      </List>
    </Page>
  )
}
