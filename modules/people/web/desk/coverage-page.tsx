/** 覆盖率 How many of those who live here have joined, per community or cell, and who has not yet. */
import { Chip, Failed, useArea, useAsk, useFilters, useMay, useSession, useTimes, useWords } from '@liren/web'
import { DeskPage, Figures, FilterBar, ListTable, Panel, Rows } from '@liren/web/desk'
import { people } from '../../contract.ts'
import { usePlace } from '../place.ts'
import { PersonDetail } from './person-detail.tsx'
import { usePersonColumns } from './persons-page.tsx'

export default function CoveragePage() {
  const t = useWords()
  const place = usePlace()
  const { number } = useTimes()
  const { code } = useArea()
  const session = useSession()
  const may = useMay()
  const [filters, filter] = useFilters()
  const columns = usePersonColumns()
  const area = code ?? session.grants[0]?.area ?? ''
  const level = filters.level === 'cell' ? 'cell' : 'community'
  const { data, error, isLoading, refetch } = useAsk(
    people,
    'readCoverage',
    { query: { area, level } },
    { enabled: area !== '' },
  )
  const rows = data?.items ?? []
  const registered = rows.reduce((sum, one) => sum + one.registered, 0)
  const permanent = rows.reduce((sum, one) => sum + one.permanent, 0)
  const target = rows[0]?.target ?? 0.9
  const percent = (share: number | null) => (share === null ? '—' : `${(share * 100).toFixed(1)} %`)
  return (
    <DeskPage title={t('nav.coverage')} hint={t('screen.coverage.hint')}>
      <Figures
        of={[
          {
            label: t('screen.coverage.share'),
            value: percent(permanent === 0 ? null : Math.min(1, registered / permanent)),
            note: t('screen.coverage.target', { target: percent(target) }),
          },
          { label: t('screen.coverage.registered'), value: number(registered) },
          { label: t('screen.coverage.permanent'), value: number(permanent) },
        ]}
      />
      <FilterBar
        filters={[
          {
            name: 'level',
            label: t('screen.coverage.level'),
            choices: [
              { value: 'community', label: t('screen.coverage.community') },
              { value: 'cell', label: t('screen.coverage.cell') },
            ],
          },
        ]}
      />
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : (
        <Rows
          rows={rows}
          atFirst={60}
          isLoading={isLoading}
          rowKey={({ areaCode }) => areaCode}
          label={t('nav.coverage')}
          columns={[
            { key: 'area', title: t('screen.area'), cell: (row) => place(row.areaCode) },
            {
              key: 'registered',
              title: t('screen.coverage.registered'),
              width: 120,
              isNumber: true,
              cell: (row) => number(row.registered),
            },
            {
              key: 'permanent',
              title: t('screen.coverage.permanent'),
              width: 120,
              isNumber: true,
              cell: (row) => number(row.permanent),
            },
            {
              key: 'share',
              title: t('screen.coverage.share'),
              width: 180,
              isNumber: true,
              cell: (row) => (
                <>
                  {percent(row.coverage)}{' '}
                  {row.coverage !== null && (
                    <Chip tone={row.coverage >= row.target ? 'done' : 'soon'}>
                      {t(row.coverage >= row.target ? 'screen.coverage.reached' : 'screen.coverage.below')}
                    </Chip>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
      {may('person.read') && (
        <Panel title={t('screen.coverage.workList')}>
          <ListTable
            contract={people}
            route="listUnregistered"
            input={{ query: area ? { area } : {} }}
            columns={columns}
            onOpen={(row) => filter({ open: row.id })}
            label={t('screen.coverage.workList')}
          />
        </Panel>
      )}
      <PersonDetail id={filters.open} onClose={() => filter({ open: null })} title={t('screen.person')} />
    </DeskPage>
  )
}
