/** Cases of a stage as a dense table: arrows move, Enter opens, every row carries the act that is due. */
import { classes, Empty, Failed, Skeleton, useLook, useMay, useTimes } from '@liren/web'
import { RowCards, useIsNarrow } from '@liren/web/desk'
import { Button, Table } from 'antd'
import type { KeyboardEvent } from 'react'
import type { CaseRow } from '../../contract.ts'
import { useCaseWords } from './case-words.ts'
import { DueChip, GradeChip } from './due-chip.tsx'
import { useOwnStages } from './own-stages.ts'

/** The act due in each stage, and who may do it; elsewhere one reminds. */
const dueActs: Readonly<Record<string, readonly [string, string]>> = {
  intake: ['accept', 'case.accept'],
  filing: ['file', 'case.file'],
  dispatching: ['dispatch', 'case.dispatch'],
  closing: ['close', 'case.close'],
}

export const useRowActs = () => {
  const may = useMay()
  return (row: Pick<CaseRow, 'state' | 'closedAt'>): string[] => {
    if (row.closedAt) return []
    const [act, need] = dueActs[row.state] ?? []
    return [
      ...(act && may(need) ? [act] : []),
      ...(may('matter.remind') ? ['remind'] : []),
      ...(may('matter.supervise') ? ['supervise'] : []),
    ].slice(0, 2)
  }
}

const onArrow = (event: KeyboardEvent<HTMLElement>) => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const doors = [...event.currentTarget.querySelectorAll<HTMLElement>('.case-open')]
  const here = doors.indexOf(document.activeElement as HTMLElement)
  if (here < 0) return
  event.preventDefault()
  doors[here + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
}

export const CaseList = ({
  pages,
  open,
  isNarrow,
  hasFilters,
  onOpen,
  onClear,
}: {
  pages: {
    readonly items: readonly CaseRow[]
    readonly isLoading: boolean
    readonly isLoadingMore: boolean
    readonly error: unknown
    readonly hasMore: boolean
    readonly more: () => void
    readonly again: () => void
  }
  open: string | undefined
  /** Beside a panel there is room for the essential columns only. */
  isNarrow: boolean
  hasFilters: boolean
  onOpen: (row: CaseRow, act?: string) => void
  onClear: () => void
}) => {
  const { t, d, move } = useCaseWords()
  const { stageWord } = useOwnStages()
  const { when, since } = useTimes()
  const { elder } = useLook()
  // Elder mode writes larger: what is fixed for ordinary letters grows with them.
  const wide = (pixels: number) => Math.round(pixels * (elder ? 1.4 : 1))
  const actsOf = useRowActs()
  const isPhone = useIsNarrow()
  if (pages.error && pages.items.length === 0) return <Failed error={pages.error} again={pages.again} />
  if (pages.isLoading) return <Skeleton rows={8} />
  if (pages.items.length === 0)
    return (
      <Empty
        icon={hasFilters ? 'filter' : 'check'}
        title={d(hasFilters ? 'noneFound' : 'noneWaiting')}
        hint={d(hasFilters ? 'noneFoundHint' : 'noneWaitingHint')}
        action={hasFilters && <Button onClick={onClear}>{d('clearFilters')}</Button>}
      />
    )
  const actsIn = (row: CaseRow) => {
    const acts = actsOf(row)
    return (
      <span className="row-acts">
        {(acts.length === 0 ? ['view'] : isNarrow && !isPhone ? acts.slice(0, 1) : acts).map((act, index) => (
          <Button
            key={act}
            size="small"
            type={index === 0 && act in { accept: 1, file: 1, dispatch: 1, close: 1 } ? 'primary' : 'default'}
            ghost={index === 0 && act in { accept: 1, file: 1, dispatch: 1, close: 1 }}
            aria-label={`${act === 'view' ? d('view') : move(act)} ${row.title}`}
            onClick={(event) => {
              event.stopPropagation()
              onOpen(row, act === 'view' ? undefined : act)
            }}
          >
            {act === 'view' ? d('view') : act === 'remind' || act === 'supervise' ? t(`matters:act.${act}`) : move(act)}
          </Button>
        ))}
      </span>
    )
  }
  const more = pages.hasMore && (
    <div className="rows-more">
      <Button onClick={pages.more} loading={pages.isLoadingMore}>
        {t('web:showMore')}
      </Button>
    </div>
  )
  if (isPhone)
    return (
      <div className="case-list">
        <RowCards
          rows={pages.items}
          rowKey={({ id }) => id}
          label={t('title')}
          onOpen={(row) => onOpen(row)}
          columns={[
            {
              key: 'title',
              title: t('title'),
              cell: (row) => (
                <>
                  {row.title}
                  <small className="case-note">{[row.number, row.categoryName ?? d('noCategory')].join(' · ')}</small>
                </>
              ),
            },
            {
              key: 'due',
              title: t('matters:screen.dueAt'),
              cell: (row) => (
                <span className="chips">
                  <GradeChip grade={row.grade} />
                  <DueChip of={row} />
                  {row.supervision && <span className="case-mark">{t(`matters:level.${row.supervision}`)}</span>}
                </span>
              ),
            },
            { key: 'area', title: d('community'), cell: (row) => `${row.areaName} · ${row.sourceName}` },
            {
              key: 'holder',
              title: d('holder'),
              cell: (row) =>
                `${row.holderUnitName ?? row.holderName ?? t('matters:screen.nobody')} · ${stageWord(row)}`,
            },
            { key: 'age', title: d('age'), cell: (row) => since(row.openedAt) },
            { key: 'acts', title: d('acts'), cell: actsIn },
          ]}
        />
        {more}
      </div>
    )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the buttons inside, which have their own role.
    <div onKeyDown={onArrow} className="case-list">
      <Table<CaseRow>
        className="rows"
        size="middle"
        aria-label={t('title')}
        rowKey="id"
        dataSource={[...pages.items]}
        pagination={false}
        tableLayout="fixed"
        scroll={{ x: wide(isNarrow ? 560 : 1060) }}
        onRow={(row) => ({
          onClick: () => onOpen(row),
          className: classes('row-opens', row.id === open && 'row-open'),
        })}
        columns={[
          {
            key: 'title',
            title: t('title'),
            render: (_, row) => (
              <>
                <button
                  type="button"
                  className="case-open"
                  aria-current={row.id === open ? 'true' : undefined}
                  onClick={(event) => {
                    event.stopPropagation()
                    onOpen(row)
                  }}
                >
                  {row.title}
                </button>
                <small className="case-note">
                  {[row.number, row.categoryName ?? d('noCategory')].join(' · ')}
                  {isNarrow && ` · ${row.areaName}`}
                </small>
              </>
            ),
          },
          { key: 'grade', title: d('grade'), width: wide(76), render: (_, row) => <GradeChip grade={row.grade} /> },
          {
            key: 'due',
            title: t('matters:screen.dueAt'),
            width: wide(132),
            render: (_, row) => (
              <span className="chips">
                <DueChip of={row} />
                {row.supervision && <span className="case-mark">{t(`matters:level.${row.supervision}`)}</span>}
              </span>
            ),
          },
          ...(isNarrow
            ? []
            : [
                {
                  key: 'area',
                  title: d('community'),
                  width: wide(128),
                  render: (_: unknown, row: CaseRow) => (
                    <>
                      {row.areaName}
                      <small className="case-note">{row.sourceName}</small>
                    </>
                  ),
                },
                {
                  key: 'holder',
                  title: d('holder'),
                  width: wide(148),
                  render: (_: unknown, row: CaseRow) => (
                    <>
                      {row.holderUnitName ?? row.holderName ?? t('matters:screen.nobody')}
                      <small className="case-note">{stageWord(row)}</small>
                    </>
                  ),
                },
                {
                  key: 'age',
                  title: d('age'),
                  width: wide(116),
                  render: (_: unknown, row: CaseRow) => <span title={when(row.openedAt)}>{since(row.openedAt)}</span>,
                },
              ]),
          {
            key: 'acts',
            title: <span className="only-heard">{d('acts')}</span>,
            width: wide(isNarrow ? 88 : 152),
            align: 'end' as const,
            render: (_, row) => actsIn(row),
          },
        ]}
      />
      {more}
    </div>
  )
}
