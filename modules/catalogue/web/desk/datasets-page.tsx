/** 数据集 Who provides what, how fresh it is, what uses it, what happened to it. Late ones stand out in words and colour. */
import {
  Button,
  Chip,
  Facts,
  Failed,
  Section,
  Skeleton,
  useAsk,
  useFilters,
  useMay,
  usePages,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, Figures, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { catalogue, type Lateness } from '../../contract.ts'
import { sharingClasses } from '../../dictionary/entry.ts'
import { AnalyseDataset } from './analyse-dataset.tsx'
import { AskDataset } from './ask-dataset.tsx'
import { RegisterDataset } from './register-dataset.tsx'
import { SubmitUpdate } from './submit-update.tsx'

const tones = { onTime: 'done', dueSoon: 'plain', yellow: 'soon', red: 'overdue' } as const satisfies Record<
  Lateness,
  string
>

const Log = ({ code }: { code: string }) => {
  const t = useWords()
  const { when } = useTimes()
  const log = usePages(catalogue, 'listDatasetLog', { params: { code }, query: {} })
  return (
    <Section title={t('screen.dataset.log')}>
      <Facts
        of={log.items.map((one) => [
          when(one.at),
          t('web:noted', {
            what: t(`screen.act.${one.act}`),
            note: one.byName === 'system' ? t('desk:actor.system') : one.byName,
          }),
        ])}
      />
    </Section>
  )
}

const DatasetFacts = ({ code }: { code: string }) => {
  const t = useWords()
  const may = useMay()
  const { day, list, number } = useTimes()
  const [act, setAct] = useState<'read' | 'change' | 'ask'>('read')
  const { data, error, refetch } = useAsk(catalogue, 'readDataset', { params: { code } })
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton />
  const { dataset, uses } = data
  const done = () => setAct('read')
  if (act === 'change') return <RegisterDataset of={dataset} onDone={done} />
  if (act === 'ask') return <AskDataset of={dataset} onDone={done} />
  return (
    <>
      <h3>{dataset.title}</h3>
      <p>{dataset.summary}</p>
      <div className="button-row">
        {may('sharing.ask') && dataset.sharing !== 'none' && (
          <Button onClick={() => setAct('ask')}>{t('screen.ask.title')}</Button>
        )}
        {may('dataset.change') && <Button onClick={() => setAct('change')}>{t('screen.register.change')}</Button>}
      </div>
      <Facts
        of={[
          [t('screen.dataset.provider'), dataset.providerName],
          [t('screen.dataset.steward'), dataset.stewardName],
          [t('screen.dataset.standard'), dataset.updateStandard],
          [t('screen.entry.refresh'), t(`screen.refresh.${dataset.refresh}`)],
          [t('screen.dataset.dueOn'), dataset.dueOn ? day(dataset.dueOn) : '—'],
          [t('screen.dataset.rows'), number(dataset.rows)],
          dataset.quality !== null && [t('screen.dataset.quality'), `${dataset.quality} / 100`],
          [t('screen.entry.sharing'), t(`screen.sharing.${dataset.sharing}`)],
          dataset.sharingTerms !== null && [t('screen.dataset.terms'), dataset.sharingTerms],
          [t('screen.dataset.basis'), dataset.legalBasis],
          [t('screen.dataset.level'), String(dataset.securityLevel)],
          [t('screen.dataset.columns'), list(dataset.columns.map(({ name }) => name))],
        ]}
      />
      <Section title={t('screen.dataset.rights')}>
        <Facts
          of={[
            [t('screen.dataset.owner'), dataset.rights.owner],
            [t('screen.dataset.holder'), dataset.rights.holder],
            [t('screen.dataset.permitted'), list(dataset.rights.permittedUses)],
            [t('screen.dataset.circulation'), dataset.rights.circulation],
            [t('screen.dataset.retention'), dataset.rights.retention],
            [
              t('screen.dataset.opening'),
              dataset.opening
                ? `${t(`screen.opening.${dataset.opening.as}`)} · ${dataset.opening.licence}`
                : t('screen.dataset.closed'),
            ],
          ]}
        />
      </Section>
      <Section title={t('screen.dataset.uses')}>
        {uses.length === 0 ? (
          <p>{t('screen.dataset.noUses')}</p>
        ) : (
          <Facts of={uses.map((use) => [t(`screen.use.${use.kind}`), use.title])} />
        )}
      </Section>
      {dataset.version > 0 && <AnalyseDataset of={dataset} />}
      {may('dataset.submit') && <SubmitUpdate code={code} />}
      <Log code={code} />
    </>
  )
}

export default function DatasetsPage() {
  const t = useWords()
  const { day, number } = useTimes()
  const [filters, filter] = useFilters()
  const sharing = sharingClasses.find((one) => one === filters.sharing)
  const figures = useAsk(catalogue, 'readSharing', {})
  const may = useMay()
  const [isRegistering, setRegistering] = useState(false)
  return (
    <DeskPage
      title={t('nav.datasets')}
      hint={t('screen.dataset.hint')}
      tools={
        may('dataset.change') && (
          <Button tone="main" onClick={() => setRegistering(true)}>
            {t('screen.register.title')}
          </Button>
        )
      }
    >
      {figures.data && (
        <Figures
          of={[
            { label: t('screen.figure.datasets'), value: number(figures.data.datasets) },
            { label: t('screen.figure.published'), value: number(figures.data.published) },
            { label: t('screen.figure.open'), value: number(figures.data.open) },
            {
              label: t('screen.figure.rate'),
              value: figures.data.sharingRate === null ? '—' : `${Math.round(figures.data.sharingRate * 100)}%`,
              note: t('screen.figure.rateNote', { shared: figures.data.shared, of: figures.data.shareable }),
            },
            {
              label: t('screen.figure.days'),
              value: figures.data.medianDaysToGrant === null ? '—' : number(figures.data.medianDaysToGrant),
              note: t('screen.figure.daysNote', { asked: figures.data.asked, granted: figures.data.granted }),
            },
          ]}
        />
      )}
      <ListTable
        contract={catalogue}
        route="listDatasets"
        input={{
          query: {
            ...(filters.q ? { q: filters.q } : {}),
            ...(sharing ? { sharing } : {}),
            ...(filters.late ? { late: true } : {}),
          },
        }}
        filters={[
          { name: 'q', label: t('screen.dataset.find'), kind: 'text' },
          {
            name: 'sharing',
            label: t('screen.entry.sharing'),
            choices: sharingClasses.map((value) => ({ value, label: t(`screen.sharing.${value}`) })),
          },
          {
            name: 'late',
            label: t('screen.dataset.late'),
            choices: [{ value: 'yes', label: t('screen.dataset.onlyLate') }],
          },
        ]}
        columns={[
          { key: 'title', title: t('screen.dataset.title'), cell: (row) => row.title },
          { key: 'provider', title: t('screen.dataset.provider'), width: 190, cell: (row) => row.providerName },
          {
            key: 'refresh',
            title: t('screen.entry.refresh'),
            width: 100,
            cell: (row) => t(`screen.refresh.${row.refresh}`),
          },
          {
            key: 'due',
            title: t('screen.dataset.dueOn'),
            width: 130,
            cell: (row) => (row.dueOn ? day(row.dueOn) : '—'),
          },
          {
            key: 'lateness',
            title: t('screen.dataset.state'),
            width: 120,
            cell: (row) => (
              <Chip tone={row.version === 0 ? 'plain' : tones[row.lateness]}>
                {t(
                  row.version === 0 && row.lateness === 'onTime'
                    ? 'screen.lateness.none'
                    : `screen.lateness.${row.lateness}`,
                )}
              </Chip>
            ),
          },
          { key: 'rows', title: t('screen.dataset.rows'), width: 90, isNumber: true, cell: (row) => number(row.rows) },
          {
            key: 'sharing',
            title: t('screen.entry.sharing'),
            width: 120,
            cell: (row) => t(`screen.sharing.${row.sharing}`),
          },
        ]}
        onOpen={(row) => filter({ open: row.code })}
        label={t('nav.datasets')}
      />
      <Detail
        isOpen={filters.open !== undefined}
        onClose={() => filter({ open: null })}
        title={t('screen.dataset.one')}
      >
        {filters.open && <DatasetFacts key={filters.open} code={filters.open} />}
      </Detail>
      <Detail isOpen={isRegistering} onClose={() => setRegistering(false)} title={t('screen.register.title')}>
        {isRegistering && <RegisterDataset of={null} onDone={() => setRegistering(false)} />}
      </Detail>
    </DeskPage>
  )
}
