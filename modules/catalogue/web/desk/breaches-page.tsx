/** 个人信息安全 Leaks from the first word to the lesson, and the assessments made before sensitive data are handled. */
import { Button, Chip, Notice, useFilters, useMay, useTimes, useWords } from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { type Breach, catalogue } from '../../contract.ts'
import { Assessments } from './assessments.tsx'
import { HandleBreach } from './handle-breach.tsx'
import { ReportBreach } from './report-breach.tsx'

const states = ['reported', 'contained', 'told', 'closed'] as const
const tones = { reported: 'overdue', contained: 'soon', told: 'main', closed: 'done' } as const

export default function BreachesPage() {
  const t = useWords()
  const may = useMay()
  const { list, number, when } = useTimes()
  const [filters] = useFilters()
  const [open, setOpen] = useState<Breach | null>(null)
  const [isReporting, setReporting] = useState(false)
  const state = states.find((one) => one === filters.state)
  return (
    <DeskPage
      title={t('nav.breaches')}
      hint={t('screen.breach.hint')}
      tools={
        <Button tone="urgent" onClick={() => setReporting(true)}>
          {t('screen.breach.report')}
        </Button>
      }
    >
      {!may('breach.handle') && <Notice>{t('screen.breach.onlyReport')}</Notice>}
      {may('breach.handle') && (
        <>
          <ListTable
            contract={catalogue}
            route="listBreaches"
            input={{ query: state ? { state } : {} }}
            filters={[
              {
                name: 'state',
                label: t('screen.dataset.state'),
                choices: states.map((value) => ({ value, label: t(`process.data-breach.state.${value}`) })),
              },
            ]}
            columns={[
              { key: 'number', title: t('screen.sharing.number'), width: 200, cell: (row) => row.number },
              { key: 'kind', title: t('screen.breach.kind'), width: 110, cell: (row) => t(`breach.${row.kind}`) },
              { key: 'data', title: t('screen.breach.data'), cell: (row) => list(row.data) },
              {
                key: 'persons',
                title: t('screen.breach.persons'),
                width: 110,
                isNumber: true,
                cell: (row) => (row.persons === null ? '—' : number(row.persons)),
              },
              { key: 'at', title: t('screen.breach.noticedAt'), width: 160, cell: (row) => when(row.noticedAt) },
              {
                key: 'due',
                title: t('screen.dataset.dueOn'),
                width: 160,
                cell: (row) => (row.dueAt ? when(row.dueAt) : '—'),
              },
              {
                key: 'state',
                title: t('screen.dataset.state'),
                width: 150,
                cell: (row) => <Chip tone={tones[row.state]}>{t(`process.data-breach.state.${row.state}`)}</Chip>,
              },
            ]}
            onOpen={setOpen}
            label={t('nav.breaches')}
          />
          <Assessments />
        </>
      )}
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={open?.number ?? ''}>
        {open && <HandleBreach key={open.id} of={open} onDone={() => setOpen(null)} />}
      </Detail>
      <Detail isOpen={isReporting} onClose={() => setReporting(false)} title={t('screen.breach.report')}>
        {isReporting && <ReportBreach onDone={() => setReporting(false)} />}
      </Detail>
    </DeskPage>
  )
}
