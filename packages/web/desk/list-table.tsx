/** A table of one route's list: filters live in the address, more rows come by key, every row opens something. */
import type { ContractSpec, Input, Reply, RouteName, RouteOf } from '@liren/contract'
import { Button, DatePicker, Select, Table, Input as TextInput } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useState } from 'react'
import { classes } from '../classes.ts'
import type { Choice } from '../phone/field.tsx'
import { Empty, Failed, Skeleton } from '../phone/list.tsx'
import { useFilters } from '../route.tsx'
import { type ItemOf, usePages } from '../use-pages.ts'
import { useWords } from '../words.ts'
import { useIsNarrow } from './narrow.ts'
import { arrowsMove, reachByKey } from './reach-by-key.ts'
import { RowCards } from './row-cards.tsx'
import { isControl, type Shown } from './row-parts.ts'

export type { Column } from './row-parts.ts'

/** `choice` picks from a list, `text` is typed, `day` picks a day. The value is in the address under `name`. */
export type Filter = {
  readonly name: string
  readonly label: string
  readonly kind?: 'choice' | 'text' | 'day'
  readonly choices?: readonly Choice[]
  readonly width?: number
}

const TextFilter = ({
  filter,
  value,
  onChange,
}: {
  filter: Filter
  value: string
  onChange: (text: string | null) => void
}) => {
  const [typed, setTyped] = useState(value)
  return (
    <TextInput.Search
      aria-label={filter.label}
      placeholder={filter.label}
      value={typed}
      allowClear
      style={{ width: filter.width ?? 220 }}
      onChange={(event) => setTyped(event.target.value)}
      onSearch={(text) => onChange(text.trim() || null)}
    />
  )
}

/** A bar of filters whose values live in the address. */
export const FilterBar = ({ filters, tools }: { filters: readonly Filter[]; tools?: ReactNode }) => {
  const [values, change] = useFilters()
  return (
    <search className="filter-bar">
      {filters.map((filter) => {
        const { name, label, kind = filter.choices ? 'choice' : 'text', choices = [], width } = filter
        const value = values[name] ?? ''
        if (kind === 'text')
          return <TextFilter key={name} filter={filter} value={value} onChange={(text) => change({ [name]: text })} />
        if (kind === 'day')
          return (
            <DatePicker
              key={name}
              aria-label={label}
              placeholder={label}
              value={value ? dayjs(value) : null}
              onChange={(day) => change({ [name]: day ? day.format('YYYY-MM-DD') : null })}
            />
          )
        return (
          <Select
            key={name}
            aria-label={label}
            placeholder={label}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            style={{ minWidth: width ?? 150 }}
            value={value || null}
            options={[...choices]}
            onChange={(chosen: string | null | undefined) => change({ [name]: chosen ?? null })}
          />
        )
      })}
      {tools && <span className="filter-tools">{tools}</span>}
    </search>
  )
}

const idOf = (row: object) => String((row as { readonly id?: unknown }).id ?? JSON.stringify(row))

/** The table itself, for rows that are already at hand. */
export const Rows = <T extends object>({
  rows,
  columns,
  rowKey = idOf,
  onOpen,
  empty,
  isQueue,
  label,
  isLoading,
  error,
  again,
  isMatrix = false,
  atFirst = rows.length,
}: Shown<T> & {
  readonly rows: readonly T[]
  readonly isLoading?: boolean
  /** Why the rows did not come, and how to ask once more. */
  readonly error?: unknown
  readonly again?: () => void
  /** How many are drawn before somebody asks for more, where all of them came at once. */
  readonly atFirst?: number
}) => {
  const t = useWords('web')
  const [rounds, setRounds] = useState(1)
  const isMore = rows.length > atFirst * rounds
  const isNarrow = useIsNarrow()
  if (error && rows.length === 0) return <Failed error={error} {...(again ? { again } : {})} />
  if (isLoading && rows.length === 0) return <Skeleton rows={8} />
  const shown = rows.slice(0, atFirst * rounds)
  const more = isMore && (
    <div className="rows-more">
      <Button onClick={() => setRounds(rounds + 1)}>{t('showMore')}</Button>
    </div>
  )
  const nothing =
    empty ??
    (isQueue ? (
      <Empty icon="check" title={t('desk:allDone')} hint={t('desk:allDoneHint')} />
    ) : (
      <Empty title={t('desk:nothing')} hint={t('desk:allDoneHint')} />
    ))
  if (isNarrow && rows.length === 0) return <div className="row-cards-none">{nothing}</div>
  if (isNarrow && !isMatrix)
    return (
      <div className="rows-frame">
        <RowCards
          rows={shown}
          columns={columns}
          rowKey={rowKey}
          {...(onOpen ? { onOpen } : {})}
          {...(label === undefined ? {} : { label })}
        />
        {more}
      </div>
    )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the buttons inside, which have their own role.
    <div className="rows-frame" ref={reachByKey} onKeyDown={arrowsMove}>
      {isNarrow && isMatrix && <p className="rows-swipe">{t('desk:swipe')}</p>}
      <Table<T>
        className="rows"
        size="middle"
        aria-label={label}
        rowKey={rowKey}
        dataSource={shown}
        pagination={false}
        scroll={{ x: true }}
        locale={{ emptyText: nothing }}
        {...(onOpen
          ? {
              onRow: (row: T) => ({
                onClick: (event) => {
                  if (!isControl(event.target)) onOpen(row)
                },
                className: 'row-opens',
              }),
            }
          : {})}
        columns={columns.map(({ key, title, cell, width, isNumber }, index) => ({
          key,
          title,
          // A width alone gives way on a narrow screen, until every row is a tower of single words.
          ...(width ? { width, onHeaderCell: () => ({ style: { minWidth: Math.min(width, 180) } }) } : {}),
          ...(isNumber ? { align: 'end' as const } : {}),
          // Read across, a figure needs its name in sight.
          ...(isMatrix && index === 0 ? { fixed: 'start' as const } : {}),
          className: classes(
            isNumber ? 'cell-number' : width ? width <= 180 && 'cell-narrow' : index === 0 ? 'cell-first' : 'cell-free',
          ),
          render: (_: unknown, row: T) =>
            onOpen && index === 0 ? (
              <button type="button" className="cell-open" onClick={() => onOpen(row)}>
                <span>{cell(row)}</span>
              </button>
            ) : (
              cell(row)
            ),
        }))}
      />
      {more}
    </div>
  )
}

/**
 * A route's list as a table.
 * @example
 * <ListTable contract={cases} route="all" input={{ query: { state: filters.state } }}
 *   filters={[{ name: 'state', label: t('screen.state'), choices }]} columns={…} onOpen={(row) => go(`/cases/${row.id}`)} />
 */
export const ListTable = <C extends ContractSpec, R extends RouteName<C>>({
  contract,
  route,
  input,
  filters,
  tools,
  ...shown
}: {
  readonly contract: C
  readonly route: R
  readonly input?: Input<RouteOf<C, R>>
  readonly filters?: readonly Filter[]
  readonly tools?: ReactNode
} & Shown<ItemOf<Reply<RouteOf<C, R>>> & object>) => {
  const t = useWords('web')
  const [values, change] = useFilters()
  const chosen = (filters ?? []).filter(({ name }) => values[name])
  const pages = usePages(contract, route, input)
  // The list's items are objects by the page's own schema.
  const rows = pages.items as readonly (ItemOf<Reply<RouteOf<C, R>>> & object)[]
  return (
    <>
      {(filters || tools) && <FilterBar filters={filters ?? []} tools={tools} />}
      <Rows
        rows={rows}
        isLoading={pages.isLoading}
        error={pages.error}
        again={pages.again}
        {...shown}
        {...(chosen.length > 0
          ? {
              empty: (
                <Empty
                  icon="filter"
                  title={t('desk:none')}
                  hint={t('desk:noneHint')}
                  action={
                    <Button onClick={() => change(Object.fromEntries(chosen.map(({ name }) => [name, null])))}>
                      {t('desk:clearFilters')}
                    </Button>
                  }
                />
              ),
            }
          : {})}
      />
      {pages.hasMore && (
        <div className="rows-more">
          <Button onClick={pages.more} loading={pages.isLoadingMore}>
            {t('showMore')}
          </Button>
        </div>
      )}
    </>
  )
}
