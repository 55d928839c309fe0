/** 数据分析 One dataset by one or two of its columns: how many rows, and what they add up to; and how it grew from version to version. */
import type { Static } from '@liren/contract'
import { Empty, Notice, Section, SelectField, useAsk, useTimes, useWords } from '@liren/web'
import { Rows } from '@liren/web/desk'
import { useState } from 'react'
import { catalogue, type Dataset } from '../../contract.ts'

export const AnalyseDataset = ({ of }: { readonly of: Static<typeof Dataset> }) => {
  const t = useWords('catalogue')
  const { number, when } = useTimes()
  const open = of.columns.filter(({ isPersonal }) => !isPersonal)
  const [by, setBy] = useState('')
  const [then, setThen] = useState('')
  const [measure, setMeasure] = useState('')
  const asked = useAsk(
    catalogue,
    'analyseDataset',
    { params: { code: of.code }, query: { by, ...(then ? { then } : {}), ...(measure ? { measure } : {}) } },
    { enabled: by !== '' },
  )
  const choices = (without: string) =>
    open.filter(({ name }) => name !== without).map(({ name }) => ({ value: name, label: name }))
  const numbers = open.filter(({ type }) => type === 'integer' || type === 'number')
  const shown = (value: number | null) => (value === null ? t('screen.analysis.held') : number(value))
  return (
    <Section title={t('screen.analysis.title')}>
      <SelectField
        label={t('screen.analysis.by')}
        placeholder={t('screen.analysis.choose')}
        value={by}
        choices={choices(then)}
        onChange={(event) => setBy(event.target.value)}
      />
      {by !== '' && (
        <>
          <SelectField
            label={t('screen.analysis.then')}
            placeholder="—"
            value={then}
            choices={choices(by)}
            onChange={(event) => setThen(event.target.value)}
          />
          {numbers.length > 0 && (
            <SelectField
              label={t('screen.analysis.measure')}
              placeholder="—"
              value={measure}
              choices={numbers.map(({ name }) => ({ value: name, label: name }))}
              onChange={(event) => setMeasure(event.target.value)}
            />
          )}
          {asked.data?.rows.some(({ count }) => count === null) && <Notice>{t('screen.analysis.heldHint')}</Notice>}
          <Rows
            rows={asked.data?.rows ?? []}
            rowKey={(row) => row.keys.join(' ')}
            isLoading={asked.isLoading}
            error={asked.error}
            again={() => void asked.refetch()}
            label={t('screen.analysis.title')}
            empty={<Empty icon="chart" title={t('screen.analysis.none')} hint={t('screen.analysis.noneHint')} />}
            columns={[
              { key: 'keys', title: [by, then].filter(Boolean).join(' · '), cell: (row) => row.keys.join(' · ') },
              {
                key: 'count',
                title: t('screen.analysis.count'),
                width: 110,
                isNumber: true,
                cell: (row) => shown(row.count),
              },
              ...(measure === ''
                ? []
                : [
                    {
                      key: 'sum',
                      title: t('screen.analysis.sum'),
                      width: 110,
                      isNumber: true,
                      cell: (row: { sum: number | null }) => shown(row.sum),
                    },
                    {
                      key: 'mean',
                      title: t('screen.analysis.mean'),
                      width: 110,
                      isNumber: true,
                      cell: (row: { mean: number | null }) =>
                        shown(row.mean === null ? null : Math.round(row.mean * 100) / 100),
                    },
                  ]),
            ]}
          />
          {(asked.data?.versions.length ?? 0) > 1 && (
            <Rows
              rows={asked.data?.versions ?? []}
              rowKey={(row) => row.at}
              label={t('screen.analysis.versions')}
              columns={[
                { key: 'at', title: t('screen.analysis.versions'), cell: (row) => when(row.at) },
                {
                  key: 'rows',
                  title: t('screen.dataset.rows'),
                  width: 110,
                  isNumber: true,
                  cell: (row) => number(row.rows),
                },
              ]}
            />
          )}
        </>
      )}
    </Section>
  )
}
