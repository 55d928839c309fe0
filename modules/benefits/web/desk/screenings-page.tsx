/** Screenings: proposed with purpose and ground, approved by somebody else, counted, put to use. Counts only, never a name. */
import { Chip, Skeleton, useAsk, useFilters, useMay, useTimes, useWords } from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { Button } from 'antd'
import { benefits } from '../../contract.ts'
import { ProposeForm } from './propose-form.tsx'
import { ScreeningView } from './screening-view.tsx'
import '../benefits.css'

const Inside = ({ id }: { id: string }) => {
  const { data } = useAsk(benefits, 'screening', { params: { id } }, { everySeconds: 3 })
  return data ? <ScreeningView of={data} /> : <Skeleton rows={6} />
}

export default function ScreeningsPage() {
  const t = useWords('benefits')
  const { day, list } = useTimes()
  const may = useMay()
  const [filters, filter] = useFilters()
  return (
    <DeskPage
      title={t('nav.screenings')}
      hint={t('screen.noNames')}
      tools={
        may('screening.propose') && (
          <Button type="primary" onClick={() => filter({ propose: 'new' })}>
            {t('screen.propose')}
          </Button>
        )
      }
    >
      <ListTable
        contract={benefits}
        route="screenings"
        input={{ query: {} }}
        columns={[
          { key: 'purpose', title: t('screen.purpose'), cell: (row) => row.purpose },
          { key: 'area', title: t('screen.area'), width: 160, cell: (row) => row.areaName },
          { key: 'rules', title: t('screen.rules'), cell: (row) => list(row.rules.map(({ title }) => title)) },
          {
            key: 'state',
            title: t('screen.state'),
            width: 110,
            cell: (row) => (
              <Chip tone={row.state === 'proposed' ? 'soon' : row.state === 'inUse' ? 'main' : 'plain'}>
                {t(`screeningState.${row.state}`)}
              </Chip>
            ),
          },
          { key: 'at', title: t('screen.proposedAt'), width: 160, cell: (row) => day(row.proposedAt) },
        ]}
        onOpen={(row) => filter({ open: row.id })}
      />
      <Detail
        isOpen={filters.open !== undefined}
        onClose={() => filter({ open: null })}
        title={t('nav.screenings')}
        width={720}
      >
        {filters.open && <Inside id={filters.open} />}
      </Detail>
      <Detail
        isOpen={filters.propose !== undefined}
        onClose={() => filter({ propose: null })}
        title={t('screen.propose')}
        width={640}
      >
        {filters.propose && (
          <ProposeForm
            first={filters.propose === 'new' ? null : filters.propose}
            onDone={(id) => filter({ propose: null, open: id })}
          />
        )}
      </Detail>
    </DeskPage>
  )
}
