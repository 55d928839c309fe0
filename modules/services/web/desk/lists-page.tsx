/** The nineteen lists, and whether every item stands where it must. */
import { Button, Chip, Failed, Link, Notice, Skeleton, useAsk, useWords } from '@liren/web'
import { DeskPage, Detail, Panel, reachByKey } from '@liren/web/desk'
import { Table } from 'antd'
import { useState } from 'react'
import { services } from '../../contract.ts'
import { KeepList, type ListOf } from './keep-list.tsx'

const Coverage = ({ names }: { names: ReadonlyMap<string, string> }) => {
  const t = useWords('services')
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
        <div ref={reachByKey}>
          <Table
            size="small"
            rowKey={(gap) => `${gap.itemCode} ${gap.because}`}
            dataSource={data.gaps}
            scroll={{ x: true }}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            columns={[
              { title: t('screen.code'), dataIndex: 'itemCode' },
              { title: t('screen.name'), dataIndex: 'itemName' },
              { title: t('screen.missing'), render: (_, gap) => gap.missing.map(named).join('、') },
              { title: t('screen.because'), dataIndex: 'because' },
            ]}
          />
        </div>
      )}
    </Panel>
  )
}

export default function ListsPage() {
  const t = useWords()
  const { data, error, refetch } = useAsk(services, 'lists')
  const [open, setOpen] = useState<ListOf | null>(null)
  const names = new Map(data?.items.map((list) => [list.code, list.name]))
  return (
    <DeskPage title={t('nav.lists')} hint={t('screen.listsHint')}>
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && (
        <Panel>
          <div ref={reachByKey}>
            <Table
              size="small"
              rowKey="code"
              dataSource={data.items}
              pagination={false}
              scroll={{ x: true }}
              columns={[
                {
                  title: t('nav.lists'),
                  render: (_, list) => <Link to={`/services?list=${list.code}`}>{list.name}</Link>,
                },
                { title: t('screen.purposeOf'), dataIndex: 'purpose' },
                { title: t('screen.items'), dataIndex: 'items', align: 'right' },
                { title: t('screen.publishedOn'), dataIndex: 'publishedOn' },
                {
                  title: t('screen.tags'),
                  render: (_, list) => list.filter.anyTag?.map((tag) => <Chip key={tag}>{tag}</Chip>),
                },
                {
                  title: t('screen.change'),
                  render: (_, list) => <Button onClick={() => setOpen(list)}>{t('edit.change')}</Button>,
                },
              ]}
            />
          </div>
        </Panel>
      )}
      <Coverage names={names} />
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={open?.name ?? ''}>
        {open && <KeepList key={open.code} of={open} onDone={() => setOpen(null)} />}
      </Detail>
    </DeskPage>
  )
}
