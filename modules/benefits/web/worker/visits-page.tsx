/** Calls about policies, plans back to work and concerns that wait for me or my unit. */

import { matters } from '@liren/matters/contract'
import {
  AsOf,
  ButtonLink,
  Empty,
  List,
  Page,
  Row,
  Segments,
  useFilters,
  useMay,
  usePages,
  useTimes,
  useWords,
} from '@liren/web'
import '../benefits.css'

const kinds = ['benefit-outreach', 'employment-help', 'protection-concern'] as const

export default function VisitsPage() {
  const t = useWords('benefits')
  const { when } = useTimes()
  const may = useMay()
  const [filters, filter] = useFilters()
  const kind = kinds.find((one) => one === filters.kind) ?? 'benefit-outreach'
  const waiting = usePages(matters, 'inbox', { query: { process: kind } }, { isKept: true })
  return (
    <Page
      title={t('nav.visits')}
      action={
        may('concern.raise') && (
          <ButtonLink to="/benefits/concern" icon="shield" isWide>
            {t('screen.raise')}
          </ButtonLink>
        )
      }
    >
      <Segments
        label={t('nav.visits')}
        value={kind}
        onChange={(value) => filter({ kind: value === 'benefit-outreach' ? null : value })}
        choices={kinds.map((value) => ({ value, label: t(`process.${value}.title`) }))}
      />
      <AsOf of={waiting} />
      <List
        {...waiting}
        label={t('nav.visits')}
        keyOf={(one) => one.id}
        empty={<Empty icon="hand" title={t('screen.noVisits')} hint={t('screen.noVisitsHint')} />}
      >
        {(one) => (
          <Row
            to={`/matters/${one.id}`}
            title={one.title}
            note={[t(`process.${kind}.state.${one.state}`), one.number, one.dueAt ? when(one.dueAt) : '']
              .filter(Boolean)
              .join(' · ')}
          />
        )}
      </List>
    </Page>
  )
}
