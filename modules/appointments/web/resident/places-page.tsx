/** Where a time can be booked: windows near by first, found by what is done there. */
import {
  ButtonLink,
  Chip,
  Empty,
  Field,
  List,
  Page,
  Row,
  useArea,
  useFilters,
  usePages,
  useTimes,
  useWords,
} from '@liren/web'
import { appointments } from '../../contract.ts'

export default function PlacesPage() {
  const t = useWords()
  const { list } = useTimes()
  const { code } = useArea()
  const [filters, filter] = useFilters()
  const about = filters.matter ? `?matter=${filters.matter}&number=${encodeURIComponent(filters.number ?? '')}` : ''
  const places = usePages(appointments, 'places', {
    query: { ...(code ? { area: code } : {}), ...(filters.q ? { q: filters.q } : {}) },
  })
  return (
    <Page
      title={t('nav.home')}
      action={
        <ButtonLink to="/appointments/mine" isWide>
          {t('nav.mine')}
        </ButtonLink>
      }
    >
      <Field
        label={t('screen.search')}
        type="search"
        defaultValue={filters.q ?? ''}
        onBlur={(event) => filter({ q: event.target.value.trim() || null })}
      />
      <List
        {...places}
        keyOf={(place) => place.id}
        empty={<Empty icon="calendar" title={t('screen.none')} hint={t('screen.noneHint')} />}
      >
        {(place) => (
          <Row
            to={`/appointments/${place.id}${about}`}
            title={place.name}
            note={`${place.address} · ${list(place.services)}`}
            after={<Chip>{t(`kind.${place.kind}`)}</Chip>}
          />
        )}
      </List>
    </Page>
  )
}
