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
  useFilters,
  usePages,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { toolLibrary } from '../../contract.ts'
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

export default function LibraryPage() {
  const t = useWords()
  const say = useSay()
  const [filters, filter] = useFilters()
  const [typed, setTyped] = useState(filters.q ?? '')
  const tools = usePages(toolLibrary, 'list', {
    query: { ...(filters.q ? { q: filters.q } : {}), ...(filters.category ? { category: filters.category } : {}) },
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
