/** A standard tool and its copies asked together: what they hold, under the names of the standard. */
import { Chip, Failed, Skeleton, useArea, useAsk, usePages, useTimes, useWords } from '@liren/web'
import { Detail } from '@liren/web/desk'
import { Button, Table } from 'antd'
import { toolLibrary } from '../../contract.ts'
import { useAnswerWords } from '../parts/record-body.tsx'
import { useSay } from '../parts/say.ts'

const Rows = ({ id }: { id: string }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const words = useAnswerWords()
  const { since } = useTimes()
  const { code } = useArea()
  const query = code ? { area: code } : {}
  // The first page brings the names of the fields; the rows come a page at a time.
  const { data, error, refetch } = useAsk(toolLibrary, 'standardRecords', {
    params: { id },
    query: { ...query, limit: 1 },
  })
  const rows = usePages(toolLibrary, 'standardRecords', { params: { id }, query })
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton rows={4} />
  const names = new Map(data.tools.map((one) => [one.id, one.name]))
  return (
    <div className="studio-part">
      <p>
        {data.tools.map((one) => (
          <Chip key={one.id}>{t('standard.has', { tool: say(one.name), has: one.has, of: data.fields.length })}</Chip>
        ))}
      </p>
      <Table
        size="small"
        pagination={false}
        loading={rows.isLoading}
        scroll={{ x: 'max-content' }}
        rowKey={(row) => row.id}
        dataSource={[...rows.items]}
        locale={{ emptyText: t('standard.noRecords') }}
        columns={[
          {
            title: t('nav.run'),
            render: (_, row) => say(names.get(row.toolId) ?? { 'zh-CN': row.toolId, en: row.toolId }),
          },
          ...data.fields.map(({ key, label, field }) => ({
            title: say(label),
            key,
            render: (_: unknown, row: (typeof rows.items)[number]) =>
              row.values[key] === undefined ? '—' : words(row.values[key], field),
          })),
          { title: t('desk.state'), render: (_, row) => t(`phase.${row.phase}`) },
          { title: t('screen.openedAt'), render: (_, row) => since(row.openedAt) },
        ]}
      />
      {rows.hasMore && <Button onClick={rows.more}>{t('publishers.more')}</Button>}
    </div>
  )
}

export const StandardRecords = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const t = useWords('tool-library')
  return (
    <Detail isOpen onClose={onClose} title={t('standard.records')}>
      <p className="studio-note">{t('standard.recordsHint')}</p>
      <Rows id={id} />
    </Detail>
  )
}
