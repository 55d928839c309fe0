/** All matters within reach, to be searched and filtered; a row opens beside the list. */
import { Failed, Skeleton, useFilters, useTimes } from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { matters } from '../../contract.ts'
import { ActButtons } from '../act-buttons.tsx'
import { AfterButtons } from '../after-buttons.tsx'
import { ClockChip } from '../clock-chip.tsx'
import { ErrandButton } from '../errand-button.tsx'
import { EvidencePicker } from '../evidence-picker.tsx'
import { MatterBody } from '../matter-body.tsx'
import { useMatterWords } from '../matter-words.ts'
import { MoveButtons } from '../move-buttons.tsx'
import { useMatter } from '../use-matter.ts'

const Opened = ({ id }: { id: string }) => {
  const { data: matter, error } = useMatter(id)
  if (error) return <Failed error={error} />
  if (!matter) return <Skeleton />
  return (
    <>
      <div className="button-row">
        <MoveButtons of={matter} evidence={(take) => <EvidencePicker onTake={take} />} />
        <ActButtons of={matter} />
        <AfterButtons of={matter} />
      </div>
      <MatterBody of={matter} />
    </>
  )
}

const phases = ['intake', 'doing', 'checking', 'done'] as const

export default function MattersPage() {
  const { t, state } = useMatterWords()
  const { when } = useTimes()
  const [filters, filter] = useFilters()
  const phase = phases.find((one) => one === filters.phase)
  const q = filters.q && filters.q.length > 1 ? filters.q : undefined
  return (
    <DeskPage title={t('nav.matters')} hint={t('nav.mattersHint')} tools={<ErrandButton />}>
      <ListTable
        contract={matters}
        route="list"
        input={{
          query: {
            ...(q ? { q } : {}),
            ...(phase ? { phase } : {}),
            ...(filters.late === 'yes' ? { isOverdue: true } : {}),
            // From the page of loads: what this unit carries.
            ...(filters.unit ? { unit: filters.unit, isOpen: true } : {}),
          },
        }}
        filters={[
          { name: 'q', label: t('screen.search'), kind: 'text' },
          {
            name: 'phase',
            label: t('screen.phase'),
            choices: phases.map((value) => ({ value, label: t(`phase.${value}`) })),
          },
          { name: 'late', label: t('step.overdue'), choices: [{ value: 'yes', label: t('step.overdue') }] },
        ]}
        columns={[
          { key: 'title', title: t('title'), cell: (row) => row.title },
          { key: 'number', title: t('screen.number'), width: 190, cell: (row) => row.number },
          { key: 'state', title: t('screen.phase'), width: 110, cell: (row) => state(row) },
          { key: 'due', title: t('screen.dueAt'), width: 130, cell: (row) => <ClockChip of={row} /> },
          {
            key: 'holder',
            title: t('screen.holder'),
            width: 160,
            cell: (row) => row.holderUnitName ?? t('screen.nobody'),
          },
          { key: 'opened', title: t('screen.openedAt'), width: 140, cell: (row) => when(row.openedAt) },
        ]}
        onOpen={(row) => filter({ open: row.id })}
      />
      <Detail isOpen={filters.open !== undefined} onClose={() => filter({ open: null })} title={t('title')} width={640}>
        {filters.open !== undefined && <Opened id={filters.open} />}
      </Detail>
    </DeskPage>
  )
}
