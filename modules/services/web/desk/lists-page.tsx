/** The nineteen lists, and whether every item stands where it must. */
import { Button, Chip, Failed, Link, Notice, Skeleton, useAsk, useTimes, useWords } from '@liren/web'
import { DeskPage, Detail, Panel, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { services } from '../../contract.ts'
import { KeepList, type ListOf } from './keep-list.tsx'

const Coverage = ({ names }: { names: ReadonlyMap<string, string> }) => {
  const t = useWords('services')
  const { list } = useTimes()
  const { data, error, refetch } = useAsk(services, 'coverage')
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={3} />
  const named = (code: string) =>
    code
      .split('|')
      .map((one) => names.get(one) ?? one)
      .join(' / ')
  return (
    <Panel title={t('screen.coverage')}>
      <Notice tone={data.gaps.length === 0 ? 'good' : 'soon'}>
        {data.gaps.length === 0
          ? t('screen.coverageGood', { n: data.items })
          : t('screen.coverageGaps', { gaps: data.items - data.covered, n: data.items })}
      </Notice>
      {data.gaps.length > 0 && (
        <Rows
          rowKey={(gap) => `${gap.itemCode} ${gap.because}`}
          rows={data.gaps}
          atFirst={30}
          columns={[
            { key: 'code', title: t('screen.itemCode'), cell: (row) => row.itemCode },
            { key: 'name', title: t('screen.name'), cell: (row) => row.itemName },
            { key: 'missing', title: t('screen.missing'), cell: (gap) => list(gap.missing.map(named)) },
            { key: 'because', title: t('screen.because'), cell: (row) => row.because },
          ]}
        />
      )}
    </Panel>
  )
}

export default function ListsPage() {
  const t = useWords()
  const { day } = useTimes()
  const { data, error, refetch } = useAsk(services, 'lists')
  const [open, setOpen] = useState<ListOf | null>(null)
  const names = new Map(data?.items.map((list) => [list.code, list.name]))
  return (
    <DeskPage title={t('nav.lists')} hint={t('screen.listsHint')}>
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && (
        <Panel>
          <Rows
            rowKey={({ code }) => code}
            rows={data.items}
            columns={[
              {
                key: 'lists',
                title: t('nav.lists'),
                cell: (list) => <Link to={`/services?list=${list.code}`}>{list.name}</Link>,
              },
              { key: 'purposeOf', title: t('screen.purposeOf'), cell: (row) => row.purpose },
              { key: 'items', title: t('screen.items'), width: 90, cell: (row) => row.items, isNumber: true },
              { key: 'publishedOn', title: t('screen.publishedOn'), width: 150, cell: (row) => day(row.publishedOn) },
              {
                key: 'tags',
                title: t('screen.tags'),
                cell: (list) => (
                  <span className="chip-row">
                    {list.filter.anyTag?.map((tag) => (
                      <Chip key={tag}>{tag}</Chip>
                    ))}
                  </span>
                ),
              },
              {
                key: 'acts',
                title: t('screen.change'),
                width: 110,
                cell: (list) => <Button onClick={() => setOpen(list)}>{t('edit.change')}</Button>,
              },
            ]}
          />
        </Panel>
      )}
      <Coverage names={names} />
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={open?.name ?? ''}>
        {open && <KeepList key={open.code} of={open} onDone={() => setOpen(null)} />}
      </Detail>
    </DeskPage>
  )
}
