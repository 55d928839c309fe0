/** What triage learned from: corrections first of all; a wrong example is taken out. */
import { Button, Chip, Empty, Link, toast, useFilters, useSend, useTimes, useWords } from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { triage } from '../../contract.ts'
import '../parts/triage.css'

const kinds = ['corrected', 'accepted', 'closed', 'history'] as const

export default function ExamplesPage() {
  const t = useWords()
  const { when } = useTimes()
  const [filters] = useFilters()
  const because = kinds.find((one) => one === filters.because)
  const drop = useSend(triage, 'dropExample', { then: () => toast(t('screen.dropped'), 'good') })
  return (
    <DeskPage title={t('nav.examples')} hint={t('screen.examplesHint')}>
      <ListTable
        contract={triage}
        route="examples"
        input={{ query: because ? { because } : {} }}
        filters={[
          {
            name: 'because',
            label: t('screen.because'),
            choices: kinds.map((value) => ({ value, label: t(`screen.kind.${value}`) })),
          },
        ]}
        empty={<Empty icon="list" title={t('screen.noExamples')} hint={t('screen.noExamplesHint')} />}
        columns={[
          { key: 'text', title: t('screen.text'), cell: (row) => row.text.slice(0, 80) },
          {
            key: 'category',
            title: t('screen.category'),
            cell: (row) =>
              row.before ? (
                <>
                  <s>{row.before.name}</s> → <b>{row.category.name}</b>
                </>
              ) : (
                row.category.name
              ),
          },
          {
            key: 'because',
            title: t('screen.because'),
            cell: (row) => (
              <Chip tone={row.because === 'corrected' ? 'soon' : 'plain'}>{t(`screen.kind.${row.because}`)}</Chip>
            ),
          },
          {
            key: 'number',
            title: t('screen.case'),
            cell: (row) => (row.caseId ? <Link to={`/cases/${row.caseId}`}>{row.number}</Link> : '—'),
          },
          { key: 'by', title: t('screen.byWhom'), cell: (row) => row.byName || '—' },
          { key: 'at', title: t('screen.at'), cell: (row) => when(row.at) },
          {
            key: 'acts',
            title: t('desk:acts'),
            cell: (row) => (
              <Button tone="quiet" isBusy={drop.isSending} onClick={() => drop.now({ params: { id: row.id } })}>
                {t('screen.drop')}
              </Button>
            ),
          },
        ]}
      />
    </DeskPage>
  )
}
