/** The library, open to everybody: what tools there are, found by words and by what they are about. */
import {
  ButtonLink,
  Chip,
  Empty,
  Field,
  List,
  Page,
  Row,
  SelectField,
  useAsk,
  useFilters,
  usePages,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { toolLibrary } from '../../contract.ts'
import { useEntryWords } from '../parts/entry-words.ts'
import { useSay } from '../parts/say.ts'

export const categories = [
  'livelihood',
  'health',
  'environment',
  'safety',
  'participation',
  'housing',
  'elderly',
  'government',
] as const
const levels = ['province', 'city', 'district', 'subdistrict', 'community', 'enterprise', 'association'] as const

export default function LibraryPage() {
  const t = useWords()
  const say = useSay()
  const [filters, filter] = useFilters()
  const entry = useEntryWords()
  const entities = useAsk(toolLibrary, 'entities', {}, { staleSeconds: 600 })
  const [typed, setTyped] = useState(filters.q ?? '')
  const tools = usePages(toolLibrary, 'list', {
    query: {
      ...(filters.q ? { q: filters.q } : {}),
      ...(filters.category ? { category: filters.category } : {}),
      ...(filters.level ? { level: filters.level } : {}),
      ...(filters.entity ? { entity: filters.entity } : {}),
    },
  })
  return (
    <Page
      title={t('nav.library')}
      tools={
        <>
          <ButtonLink tone="quiet" to="/tool-library/needs">
            {t('nav.needs')}
          </ButtonLink>
          <ButtonLink tone="quiet" to="/tool-library/contribute">
            {t('screen.contribute')}
          </ButtonLink>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          filter({ q: typed.trim() || null })
        }}
      >
        <Field
          label={t('screen.search')}
          type="search"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => filter({ q: typed.trim() || null })}
        />
      </form>
      <SelectField
        label={t('screen.category')}
        placeholder={t('screen.all')}
        value={filters.category ?? ''}
        choices={categories.map((one) => ({ value: one, label: t(`category.${one}`) }))}
        onChange={(event) => filter({ category: event.target.value || null })}
      />
      <details {...(filters.level || filters.entity ? { open: true } : {})}>
        <summary>{t('screen.searchMore')}</summary>
        <SelectField
          label={t('desk.level')}
          placeholder={t('screen.all')}
          value={filters.level ?? ''}
          choices={levels.map((one) => ({ value: one, label: t(`level.${one}`) }))}
          onChange={(event) => filter({ level: event.target.value || null })}
        />
        <SelectField
          label={t('screen.entity')}
          placeholder={t('screen.all')}
          value={filters.entity ?? ''}
          choices={(entities.data?.items ?? []).map(({ key, count }) => ({
            value: key,
            label: t('screen.entityCount', { name: entry(key), count }),
          }))}
          onChange={(event) => filter({ entity: event.target.value || null })}
        />
      </details>
      <List
        {...tools}
        keyOf={(row) => row.id}
        empty={
          <Empty
            icon="search"
            title={t('screen.noneFound')}
            hint={t('screen.noneFoundHint')}
            action={<ButtonLink to="/tool-library/needs">{t('nav.needs')}</ButtonLink>}
          />
        }
      >
        {(row) => (
          <Row
            to={`/tool-library/tools/${row.id}`}
            title={say(row.name)}
            note={[
              say(row.unit),
              t('screen.cited', { count: row.citations }),
              row.rating === null ? null : t('screen.rated', { score: row.rating }),
            ]
              .filter(Boolean)
              .join(' · ')}
            after={
              row.isStandard ? (
                <Chip tone="done">{t('screen.standard')}</Chip>
              ) : row.state === 'trial' ? (
                <Chip tone="soon">{t('state.trial')}</Chip>
              ) : undefined
            }
          />
        )}
      </List>
    </Page>
  )
}
