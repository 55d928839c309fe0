/** 更新核准 Versions handed in: what the checks found, and the word of a second person. */

import type { Static } from '@liren/contract'
import { Chip, Facts, Notice, Section, toast, useFilters, useMay, useSend, useTimes, useWords } from '@liren/web'
import { DecideDetail, DeskPage, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { catalogue, type Update } from '../../contract.ts'
import { updateStates } from '../../dataset.ts'

const tones = { submitted: 'soon', faulty: 'overdue', published: 'done', returned: 'plain' } as const

export default function UpdatesPage() {
  const t = useWords()
  const may = useMay()
  const { when, number } = useTimes()
  const [filters] = useFilters()
  const [open, setOpen] = useState<Static<typeof Update> | null>(null)
  const state = updateStates.find((one) => one === filters.state)
  const send = useSend(catalogue, 'decideUpdate', {
    stale: [
      [catalogue, 'listUpdates'],
      [catalogue, 'listDatasets'],
    ],
    then: ({ state: now }) => {
      toast(t(`screen.update.${now}Done`), 'good')
      setOpen(null)
    },
  })
  const decide = (decision: 'approve' | 'return', note: string) =>
    open && send.now({ params: { id: open.id }, body: { decision, ...(note ? { note } : {}) } })
  const isWaiting = open?.state === 'submitted' && may('dataset.approve')
  return (
    <DeskPage title={t('nav.updates')} hint={t('screen.update.hint')}>
      <ListTable
        contract={catalogue}
        route="listUpdates"
        input={{ query: state ? { state } : {} }}
        filters={[
          {
            name: 'state',
            label: t('screen.dataset.state'),
            choices: updateStates.map((value) => ({ value, label: t(`screen.update.${value}`) })),
          },
        ]}
        columns={[
          { key: 'title', title: t('screen.dataset.title'), cell: (row) => row.datasetTitle },
          { key: 'at', title: t('screen.update.at'), width: 150, cell: (row) => when(row.submittedAt) },
          { key: 'by', title: t('screen.update.by'), width: 110, cell: (row) => row.submittedBy },
          { key: 'rows', title: t('screen.dataset.rows'), width: 90, isNumber: true, cell: (row) => number(row.rows) },
          {
            key: 'faults',
            title: t('screen.update.faults'),
            width: 90,
            isNumber: true,
            cell: (row) => number(row.faultCount),
          },
          {
            key: 'state',
            title: t('screen.dataset.state'),
            width: 210,
            cell: (row) => (
              <>
                <Chip tone={tones[row.state]}>{t(`screen.update.${row.state}`)}</Chip>
                {row.isDrop && <Chip tone="soon">{t('screen.update.drop')}</Chip>}
              </>
            ),
          },
        ]}
        onOpen={setOpen}
        label={t('nav.updates')}
      />
      <DecideDetail
        of={open?.id ?? null}
        onClose={() => setOpen(null)}
        title={open?.datasetTitle ?? ''}
        label={t('screen.update.note')}
        isSending={send.isSending}
        acts={
          isWaiting
            ? [
                { key: 'return', label: t('screen.update.return'), act: (note) => decide('return', note) },
                {
                  key: 'approve',
                  label: t('screen.update.approve'),
                  isMain: true,
                  needsNoWords: !open.isDrop,
                  act: (note) => decide('approve', note),
                },
              ]
            : []
        }
      >
        {open && (
          <>
            {open.isDrop && (
              <Notice tone="soon">{t('screen.update.dropNote', { before: open.rowsBefore, rows: open.rows })}</Notice>
            )}
            <Facts
              of={[
                [t('screen.update.at'), when(open.submittedAt)],
                [t('screen.update.by'), open.submittedBy],
                [t('screen.dataset.rows'), `${number(open.rowsBefore)} → ${number(open.rows)}`],
                open.decidedBy !== null && [
                  t('screen.update.decidedBy'),
                  `${open.decidedBy} ${open.decidedAt ? when(open.decidedAt) : ''}`,
                ],
                open.note !== null && [t('screen.update.note'), open.note],
              ]}
            />
            {open.faultCount > 0 && (
              <Section title={t('screen.update.faultsOf', { count: open.faultCount })}>
                <Facts
                  of={open.faults.map((one) => [
                    t('screen.update.row', { row: one.row }),
                    `${one.column} · ${t(`screen.fault.${one.rule}`)}`,
                  ])}
                />
              </Section>
            )}
          </>
        )}
      </DecideDetail>
    </DeskPage>
  )
}
