/** Organisation administration 组织机构: the tree at the left, one unit with its people, duties and roster at the right. */
import { Empty, useFilters, useWords } from '@liren/web'
import { DeskPage } from '@liren/web/desk'
import { UnitFinder } from './unit-finder.tsx'
import { UnitView } from './unit-view.tsx'

export default function OrganisationPage() {
  const t = useWords()
  const [filters, filter] = useFilters()
  const chosen = filters.unit ?? null
  return (
    <DeskPage title={t('screen.organisation')} hint={t('screen.organisationHint')}>
      <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: 'var(--space-5)' }}>
        <aside
          className="panel"
          style={{ flex: '1 1 17rem', minWidth: 0, maxHeight: 'calc(100dvh - 11rem)', overflowY: 'auto' }}
        >
          <UnitFinder chosen={chosen} onChoose={(id) => filter({ unit: id })} />
        </aside>
        <div style={{ flex: '4 1 34rem', minWidth: 0 }}>
          {chosen ? (
            <UnitView key={chosen} id={chosen} onChoose={(id) => filter({ unit: id })} />
          ) : (
            <Empty icon="building" title={t('screen.chooseUnit')} />
          )}
        </div>
      </div>
    </DeskPage>
  )
}
