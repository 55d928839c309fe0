/** Applications of the area at the desk: by state and item, the whole of one beside the list. */
import { Chip, useFilters, useTimes, useWords } from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { services } from '../../contract.ts'
import { WholeApplication } from './whole-application.tsx'

const states = [
  'submitted',
  'correcting',
  'reviewing',
  'waiting',
  'noticing',
  'issuing',
  'closed',
  'declined',
  'refused',
  'withdrawn',
]

export default function BoardPage() {
  const t = useWords()
  const { when } = useTimes()
  const [filters, filter] = useFilters()
  return (
    <DeskPage title={t('nav.board')} hint={t('screen.boardHint')}>
      <ListTable
        contract={services}
        route="board"
        input={{
          query: {
            ...(filters.state ? { state: filters.state } : {}),
            ...(filters.number ? { number: filters.number } : {}),
          },
        }}
        filters={[
          {
            name: 'state',
            label: t('screen.state'),
            choices: states.map((value) => ({ value, label: t(`state.${value}`) })),
          },
          { name: 'number', label: t('screen.number'), kind: 'text' },
        ]}
        columns={[
          { key: 'number', title: t('screen.number'), width: 200, cell: (row) => row.number },
          { key: 'item', title: t('screen.name'), isHead: true, cell: (row) => row.itemName },
          { key: 'state', title: t('screen.state'), width: 110, cell: (row) => <Chip>{t(`state.${row.state}`)}</Chip> },
          { key: 'channel', title: t('screen.channelCol'), width: 90, cell: (row) => t(`channel.${row.channel}`) },
          {
            key: 'at',
            title: t('screen.submittedAt'),
            width: 160,
            cell: (row) => (row.submittedAt ? when(row.submittedAt) : ''),
          },
        ]}
        onOpen={(row) => filter({ open: row.id })}
      />
      <Detail isOpen={filters.open !== undefined} onClose={() => filter({ open: null })} title={t('nav.application')}>
        {filters.open && <WholeApplication id={filters.open} />}
      </Detail>
    </DeskPage>
  )
}
