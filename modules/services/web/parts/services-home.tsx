/** Where services begin: search by any word, by need, by journey; and what was saved so far, for everybody to see. */
import {
  Button,
  Chip,
  Empty,
  Field,
  Icon,
  List,
  Page,
  Row,
  Section,
  Skeleton,
  useAsk,
  useFilters,
  usePages,
  useSession,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { services } from '../../contract.ts'
import { type Need, needs } from '../../item.ts'
import { MyApplications } from './my-applications.tsx'
import { promiseLine } from './promise-line.ts'
import { SavedFigures } from './saved-figures.tsx'
import '../services.css'

const Search = () => {
  const t = useWords('services')
  const [filters, filter] = useFilters()
  const [typed, setTyped] = useState(filters.q ?? '')
  return (
    <form
      className="services-search"
      onSubmit={(event) => {
        event.preventDefault()
        filter({ q: typed.trim() || null, need: null })
      }}
    >
      <Field
        label={t('screen.search')}
        hint={t('screen.searchHint')}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button tone="main" type="submit">
        {t('screen.find')}
      </Button>
    </form>
  )
}

const Found = ({ audience }: { audience: 'person' | 'firm' }) => {
  const t = useWords('services')
  const [filters] = useFilters()
  const need = needs.find((one) => one === filters.need)
  // A word finds items for everybody; a need is chosen within one audience.
  const found = usePages(services, 'items', {
    query: { ...(filters.q ? { q: filters.q } : { audience }), ...(need ? { need } : {}) },
  })
  return (
    <Section title={filters.q ? t('screen.results') : need ? t(`need.${need}`) : t('screen.all')}>
      <List
        {...found}
        keyOf={(item) => item.code}
        empty={<Empty icon="search" title={t('screen.none')} hint={t('screen.noneHint')} />}
      >
        {(item) => (
          <Row
            to={`/services/items/${item.code}`}
            title={item.name}
            note={`${item.ownerName} · ${promiseLine(t, item)}`}
          />
        )}
      </List>
    </Section>
  )
}

const Needs = ({ audience }: { audience: 'person' | 'firm' }) => {
  const t = useWords('services')
  const [filters, filter] = useFilters()
  const { data, error } = useAsk(services, 'needs', { query: { audience } })
  const counts = new Map<Need, number>(data?.items.map((one) => [one.need, one.items]))
  const shown = needs.filter((need) => (counts.get(need) ?? 0) > 0)
  if ((error && !data) || (data && shown.length === 0)) return null
  return (
    <Section title={t('screen.byNeed')}>
      {!data && <Skeleton rows={5} />}
      <div className="services-needs">
        {shown.map((need) => (
          <button
            key={need}
            type="button"
            className="services-need"
            aria-pressed={filters.need === need}
            onClick={() => filter({ need: filters.need === need ? null : need, q: null })}
          >
            {t(`need.${need}`)}
            <small>{t('screen.count', { n: counts.get(need) ?? 0 })}</small>
          </button>
        ))}
      </div>
    </Section>
  )
}

const Bundles = ({ audience }: { audience: 'person' | 'firm' }) => {
  const t = useWords('services')
  const { data } = useAsk(services, 'bundles')
  const shown = data?.items.filter((bundle) => bundle.audience === audience) ?? []
  if (shown.length === 0) return null
  return (
    <Section title={t('screen.bundlesTitle')}>
      {shown.map((bundle) => (
        <Row
          key={bundle.code}
          to={`/services/bundles/${bundle.code}`}
          title={bundle.name}
          note={bundle.intro}
          after={<Chip>{t('screen.count', { n: bundle.items.length })}</Chip>}
        />
      ))}
    </Section>
  )
}

const Saved = () => {
  const t = useWords('services')
  const { data } = useAsk(services, 'publicSavings')
  if (!data || data.total.applications === 0) return null
  return (
    <Section title={t('screen.savedTitle')}>
      <p className="services-soft">{t('screen.savedNote', { n: data.total.applications })}</p>
      <SavedFigures of={data.total} />
    </Section>
  )
}

export const ServicesHome = ({ audience }: { audience: 'person' | 'firm' }) => {
  const t = useWords('services')
  const [filters] = useFilters()
  const isSearching = Boolean(filters.q)
  const session = useSession()
  return (
    <Page title={t('nav.home')} back="/">
      <Search />
      {!isSearching && !filters.need && <MyApplications />}
      {!isSearching && <Needs audience={audience} />}
      {!isSearching && !filters.need && <Bundles audience={audience} />}
      <Found audience={audience} />
      {!isSearching && (
        <>
          <Saved />
          <Section title={t('screen.elsewhere')}>
            {session.kind === 'account' && (
              <Row to="/services/licences" before={<Icon name="shield" />} title={t('nav.licences')} />
            )}
            <Row to="/services/notices" before={<Icon name="bell" />} title={t('nav.notices')} />
            {audience === 'person' && (
              <Row to="/services/posts" before={<Icon name="people" />} title={t('nav.posts')} />
            )}
            <Row to="/services/lists" before={<Icon name="list" />} title={t('nav.openLists')} />
            <Row to="/services/proofs" before={<Icon name="document" />} title={t('nav.proofs')} />
            <Row to="/services/verify" before={<Icon name="check" />} title={t('nav.verify')} />
          </Section>
        </>
      )}
    </Page>
  )
}
