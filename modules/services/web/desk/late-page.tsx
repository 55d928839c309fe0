/** 容缺补正 Papers that were allowed to follow: which are still to come, the most urgent first. */
import { Chip, useFilters, useTimes, useWords } from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { services } from '../../contract.ts'
import { WholeApplication } from './whole-application.tsx'

export default function LatePage() {
  const t = useWords()
  const { day } = useTimes()
  const [filters, filter] = useFilters()
  return (
    <DeskPage title={t('nav.late')} hint={t('screen.lateHint')}>
      <ListTable
        contract={services}
        route="lateMaterials"
        input={{ query: {} }}
        rowKey={(row) => `${row.applicationId} ${row.key}`}
        columns={[
          {
            key: 'due',
            title: t('screen.dueOn'),
            width: 190,
            cell: (row) => (
              <>
                {day(row.dueOn)} {row.isOverdue && <Chip tone="overdue">{t('screen.late')}</Chip>}
              </>
            ),
          },
          { key: 'name', title: t('screen.paper'), isHead: true, cell: (row) => row.name },
          { key: 'item', title: t('screen.name'), cell: (row) => row.itemName },
          { key: 'number', title: t('screen.number'), width: 200, cell: (row) => row.number },
          { key: 'state', title: t('screen.state'), width: 110, cell: (row) => <Chip>{t(`state.${row.state}`)}</Chip> },
        ]}
        onOpen={(row) => filter({ open: row.applicationId })}
      />
      <Detail isOpen={filters.open !== undefined} onClose={() => filter({ open: null })} title={t('nav.application')}>
        {filters.open && <WholeApplication id={filters.open} />}
      </Detail>
    </DeskPage>
  )
}
