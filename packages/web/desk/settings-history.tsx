/** What settings were before: every change with who, when, before and after; the newest of each is taken back by one press. */
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { cache } from '../ask.ts'
import { Chip, Failed, Skeleton } from '../phone/list.tsx'
import { useProof } from '../proof.tsx'
import { useMay } from '../session.ts'
import { useTimes } from '../times.ts'
import { toast } from '../toast.tsx'
import { useWords } from '../words.ts'
import { undoSetting, useSettingsHistory } from './kernel-api.ts'
import { Rows } from './list-table.tsx'

const short = (text: string) => (text.length > 120 ? `${text.slice(0, 119)}…` : text)

export const SettingsHistory = ({ module, area }: { module: string; area: string | null }) => {
  const t = useWords('web')
  const { when } = useTimes()
  const may = useMay()
  const pages = useSettingsHistory(module, area)
  const { act, sheet } = useProof()
  const undo = useMutation({
    mutationFn: undoSetting,
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['kernel', 'settings'] })
      toast(t('desk:history.done'), 'good')
    },
  })
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? []
  const said = (value: unknown) =>
    value === null ? t('desk:history.unset') : short(typeof value === 'string' ? value : JSON.stringify(value))
  if (pages.error) return <Failed error={pages.error} again={() => void pages.refetch()} />
  if (pages.isLoading) return <Skeleton rows={2} />
  return (
    <section className="section" aria-label={t('desk:history.title')}>
      {sheet}
      <h2>{t('desk:history.title')}</h2>
      <p className="field-hint">{t('desk:history.hint')}</p>
      <Rows
        rows={rows}
        rowKey={(row) => String(row.id)}
        label={t('desk:history.title')}
        empty={<p className="field-hint">{t('desk:history.none')}</p>}
        columns={[
          { key: 'what', title: t('desk:history.what'), cell: (row) => row.label },
          {
            key: 'change',
            title: t('desk:history.change'),
            cell: (row) => (
              <>
                {said(row.before)} → {said(row.after)}
              </>
            ),
          },
          {
            key: 'by',
            title: t('desk:history.by'),
            width: 150,
            cell: (row) => (
              <>
                {row.byName}
                <span className="cell-note">{when(row.at)}</span>
              </>
            ),
          },
          {
            key: 'undo',
            title: t('desk:history.undo'),
            width: 100,
            cell: (row) =>
              row.isUndone ? (
                <Chip>{t('desk:history.undone')}</Chip>
              ) : row.mayUndo && may('settings.change') ? (
                <Button
                  size="small"
                  loading={undo.isPending && undo.variables === row.id}
                  onClick={() => void act(() => undo.mutateAsync(row.id))}
                >
                  {t('desk:history.undo')}
                </Button>
              ) : row.undoes !== null ? (
                <Chip>{t('desk:history.isUndo')}</Chip>
              ) : null,
          },
        ]}
      />
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t('showMore')}
        </Button>
      )}
    </section>
  )
}
