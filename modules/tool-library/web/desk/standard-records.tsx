/** A standard tool and its copies asked together: what they hold, under the names of the standard. */
import { Chip, Failed, Skeleton, useArea, useAsk, usePages, useTimes, useWords } from '@liren/web'
import { Detail, Rows } from '@liren/web/desk'
import { Button } from 'antd'
import { toolLibrary } from '../../contract.ts'
import { useAnswerWords } from '../parts/record-body.tsx'
import { useSay } from '../parts/say.ts'

const Records = ({ id }: { id: string }) => {
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
      <Rows
        rows={rows.items}
        isLoading={rows.isLoading}
        error={rows.error}
        again={rows.again}
        empty={t('standard.noRecords')}
        columns={[
          {
            key: 'tool',
            title: t('nav.run'),
            cell: (row) => say(names.get(row.toolId) ?? { 'zh-CN': row.toolId, en: row.toolId }),
          },
          ...data.fields.map(({ key, label, field }) => ({
            key: `field.${key}`,
            title: say(label),
            cell: (row: (typeof rows.items)[number]) =>
              row.values[key] === undefined ? '—' : words(row.values[key], field),
          })),
          { key: 'state', title: t('desk.state'), cell: (row) => t(`phase.${row.phase}`) },
          { key: 'openedAt', title: t('screen.openedAt'), cell: (row) => since(row.openedAt) },
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
      <Records id={id} />
    </Detail>
  )
}
