/** Applications on the worker's phone: by state, by number; at the window the number is all one needs. */
import {
  ButtonLink,
  Chip,
  Empty,
  Field,
  Icon,
  List,
  Page,
  Row,
  Section,
  Segments,
  useArea,
  useFilters,
  useMay,
  usePages,
  useTimes,
  useWords,
} from '@liren/web'
import { services } from '../../contract.ts'

const tabs = ['submitted', 'correcting', 'reviewing', 'noticing', 'issuing'] as const

export default function QueuePage() {
  const t = useWords()
  const may = useMay()
  const { since } = useTimes()
  const { code } = useArea()
  const [filters, filter] = useFilters()
  const state = tabs.find((one) => one === filters.state) ?? 'submitted'
  const number = filters.number?.trim()
  const rows = usePages(services, 'board', {
    query: { ...(number ? { number } : { state }), ...(code ? { area: code } : {}) },
  })
  return (
    <Page title={t('nav.queue')}>
      <Field
        label={t('screen.byNumber')}
        defaultValue={filters.number ?? ''}
        onBlur={(event) => filter({ number: event.target.value.trim() || null })}
      />
      {may('application.assist') && (
        <ButtonLink to="/forms/paper" icon="document">
          {t('screen.fromPaper')}
        </ButtonLink>
      )}
      <Segments
        label={t('screen.tabs')}
        value={state}
        onChange={(value) => filter({ state: value, number: null })}
        choices={tabs.map((value) => ({ value, label: t(`state.${value}`) }))}
      />
      <List
        {...rows}
        keyOf={(row) => row.id}
        empty={<Empty icon="inbox" title={t('screen.queueEmpty')} hint={t('screen.queueHint')} />}
      >
        {(row) => (
          <Row
            to={`/services/${row.id}`}
            title={row.itemName}
            note={[row.number, since(row.submittedAt ?? row.madeAt)].join(' · ')}
            after={<Chip>{t(`state.${row.state}`)}</Chip>}
          />
        )}
      </List>
      <Section title={t('screen.elsewhere')}>
        <Row to="/services/find" before={<Icon name="hand" />} title={t('nav.assist')} />
        {may('licence.check') && (
          <Row to="/services/licence-check" before={<Icon name="shield" />} title={t('nav.licenceCheck')} />
        )}
      </Section>
    </Page>
  )
}
