/** What one case, campaign or service really came to, from what was recorded for it; of cases beside the estimate for the same ones. */
import { Button, Empty, Link, useMay, useTimes, useWords } from '@liren/web'
import { ListTable, Panel } from '@liren/web/desk'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { type EffortKind, effortKinds } from '../../effort.ts'
import { EffortSheet } from '../parts/effort.tsx'
import { CategoryName } from './said.tsx'

type Window = { readonly from: string; readonly until: string; readonly area?: string }

export const UnitCosts = ({ window, whole }: { window: Window; whole: string | null | undefined }) => {
  const t = useWords('command')
  const may = useMay()
  const { number } = useTimes()
  const [kind, setKind] = useState<EffortKind>('case')
  const [isRecording, setRecording] = useState(false)
  const yuan = (fen: number | null) => (fen === null ? '–' : t('screen.yuan', { value: number(Math.round(fen) / 100) }))
  const behind = (category: string) =>
    `/command/cases?${new URLSearchParams({ category, from: window.from, until: window.until })}`
  return (
    <Panel
      title={t('screen.unitCosts')}
      tools={
        <>
          {effortKinds.map((one) => (
            <Button
              key={one}
              tone={one === kind ? 'main' : 'plain'}
              aria-pressed={one === kind}
              onClick={() => setKind(one)}
            >
              {t(`screen.effortKind.${one}`)}
            </Button>
          ))}
          {kind === 'service' && may('effort.record') && whole && (
            <Button onClick={() => setRecording(true)}>{t('screen.recordEffort')}</Button>
          )}
        </>
      }
    >
      <ListTable
        contract={command}
        route="unitCosts"
        input={{ query: { ...window, kind } }}
        label={t('screen.unitCosts')}
        rowKey={(row) => row.key}
        empty={<Empty icon="document" title={t('screen.noEfforts')} hint={t(`screen.noEffortsHint.${kind}`)} />}
        columns={[
          {
            key: 'name',
            title: t(`screen.effortKind.${kind}`),
            cell: (row) =>
              kind === 'case' ? (
                row.key === '' ? (
                  t('screen.effortUncategorised')
                ) : (
                  <Link to={behind(row.key)}>
                    <CategoryName code={row.key} area={window.area ?? null} />
                  </Link>
                )
              ) : kind === 'campaign' ? (
                <Link to={`/command/plans/running/${row.key}`}>{row.name ?? row.key}</Link>
              ) : (
                row.name
              ),
          },
          {
            key: 'things',
            title: t('screen.effortThings'),
            width: 90,
            isNumber: true,
            cell: (row) => number(row.things),
          },
          {
            key: 'hours',
            title: t('screen.effortHoursShort'),
            width: 90,
            isNumber: true,
            cell: (row) => number(Math.round(row.minutes / 6) / 10),
          },
          { key: 'cost', title: t('screen.effortCost'), width: 130, isNumber: true, cell: (row) => yuan(row.cost) },
          { key: 'each', title: t('screen.effortEach'), width: 130, isNumber: true, cell: (row) => yuan(row.fenEach) },
          ...(kind === 'case'
            ? [
                {
                  key: 'estimate',
                  title: t('screen.effortEstimated'),
                  width: 150,
                  isNumber: true,
                  cell: (row: { readonly estimatedFenEach: number | null }) => yuan(row.estimatedFenEach),
                },
              ]
            : []),
        ]}
      />
      {isRecording && whole && (
        <EffortSheet of={{ kind: 'service', area: whole }} onClose={() => setRecording(false)} />
      )}
    </Panel>
  )
}
