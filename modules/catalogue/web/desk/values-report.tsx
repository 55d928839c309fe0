/** What became of the rows of a department's table: counts that add up, and each fault with its row, column and reason. */
import { Button, Failed, Notice, Skeleton, useAsk, useTimes, useWords } from '@liren/web'
import { Figures, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { catalogue } from '../../contract.ts'
import { rowOutcomes } from '../../value-file.ts'

export const ValuesReport = ({ id }: { id: string }) => {
  const t = useWords()
  const { number } = useTimes()
  const [afterRow, setAfterRow] = useState(0)
  const { data, error, refetch } = useAsk(catalogue, 'readValueImport', { params: { id }, query: { afterRow } })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={4} />
  const { report, errors } = data
  const last = errors.at(-1)?.row
  return (
    <>
      <Notice tone={report.refused > 0 || report.conflicts > 0 ? 'soon' : 'good'}>
        {t(report.isDryRun ? 'screen.tell.tried' : 'screen.tell.taken')}
        {report.conflicts > 0 && !report.isDryRun && ` ${t('screen.tell.conflictsWhy')}`}
      </Notice>
      <Figures
        of={[
          { label: t('screen.tell.rows'), value: number(report.rows) },
          ...rowOutcomes.map((outcome) => ({
            label: t(`screen.tell.${outcome}`),
            value: number(report[outcome]),
            tone: outcome === 'refused' && report.refused > 0 ? ('soon' as const) : ('plain' as const),
          })),
          { label: t('screen.tell.values'), value: number(report.values) },
          {
            label: t('screen.tell.conflicts'),
            value: number(report.conflicts),
            tone: report.conflicts > 0 ? ('soon' as const) : ('plain' as const),
          },
        ]}
      />
      {errors.length > 0 && (
        <Rows
          rows={errors}
          rowKey={({ row, field }) => `${row} ${field}`}
          label={t('screen.tell.errors')}
          atFirst={50}
          columns={[
            { key: 'row', title: t('screen.tell.row'), width: 90, isNumber: true, cell: ({ row }) => row },
            { key: 'field', title: t('screen.tell.field'), width: 160, cell: ({ fieldName }) => fieldName },
            { key: 'reason', title: t('screen.tell.reason'), cell: ({ reason }) => reason },
          ]}
        />
      )}
      {errors.length >= 500 && last !== undefined && (
        <Button onClick={() => setAfterRow(last)}>{t('screen.tell.nextErrors')}</Button>
      )}
    </>
  )
}
