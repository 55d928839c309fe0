/** Categories (类别) by type: search, read, and keep their standards, limits, everyday words and grade. */
import { Chip, Empty, Failed, Skeleton, useArea, useAsk, useFilters, useMay } from '@liren/web'
import { DeskPage, Panel } from '@liren/web/desk'
import { Input } from 'antd'
import { useState } from 'react'
import { type CategoryView, cases } from '../../contract.ts'
import { useCaseWords } from './case-words.ts'
import { CategoryChanges } from './category-changes.tsx'
import { CategoryForm } from './category-form.tsx'
import { CategoryHere } from './category-here.tsx'
import './desk.css'
import { GradeChip } from './due-chip.tsx'

/** Type (first two names of the path) → leaves. */
const grouped = (items: readonly CategoryView[]) => {
  const groups = new Map<string, CategoryView[]>()
  for (const one of items) {
    const name = one.path.slice(0, 2).join(' › ')
    groups.set(name, [...(groups.get(name) ?? []), one])
  }
  return [...groups]
}

export default function CategoriesPage() {
  const { t, d } = useCaseWords()
  const [filters, filter] = useFilters()
  const [typed, setTyped] = useState(filters.q ?? '')
  const may = useMay()
  const { code: looking, area } = useArea()
  const { data, error, refetch } = useAsk(
    cases,
    'categories',
    { query: looking ? { area: looking } : {} },
    { staleSeconds: 60 },
  )
  const wanted = typed.trim().toLowerCase()
  const shown = (data?.items ?? []).filter((one) =>
    `${one.code} ${one.name} ${one.usualName ?? ''} ${one.path.join(' ')}`.toLowerCase().includes(wanted),
  )
  return (
    <DeskPage title={t('nav.categories')} hint={d('categoriesHint', { version: data?.version ?? '' })}>
      <div className="category-page">
        <Panel title={d('categoriesCount', { count: shown.length })}>
          <Input
            className="case-search"
            aria-label={d('findCategory')}
            placeholder={d('findCategory')}
            value={typed}
            allowClear
            onChange={(event) => {
              setTyped(event.target.value)
              filter({ q: event.target.value.trim() || null })
            }}
          />
          {error ? (
            <Failed error={error} again={() => void refetch()} />
          ) : !data ? (
            <Skeleton rows={10} />
          ) : shown.length === 0 ? (
            <Empty icon="search" title={d('noneFound')} hint={d('findCategory')} />
          ) : (
            <nav className="category-tree" aria-label={t('nav.categories')}>
              {grouped(shown).map(([name, leaves]) => (
                <details key={name} open={wanted !== '' || leaves.some((one) => one.code === filters.code)}>
                  <summary>
                    {name} <small>{leaves.length}</small>
                  </summary>
                  <ul>
                    {leaves.map((one) => (
                      <li key={one.code}>
                        <button
                          type="button"
                          aria-current={one.code === filters.code ? 'true' : undefined}
                          onClick={() => filter({ code: one.code })}
                        >
                          <span className="number">{one.code}</span>
                          <span>
                            {one.name}
                            {one.usualName && <small className="case-note"> {one.usualName}</small>}
                          </span>
                          {one.grade > 1 && <GradeChip grade={one.grade} />}
                          {one.isManualOnly && <Chip>{d('manualOnly')}</Chip>}
                        </button>
                      </li>
                    ))}
                  </ul>
                </details>
              ))}
            </nav>
          )}
        </Panel>
        {filters.code ? (
          <div className="category-detail">
            {looking && may('category.own') && (
              <CategoryHere
                key={`${filters.code} ${looking}`}
                code={filters.code}
                area={looking}
                areaName={area?.name ?? looking}
              />
            )}
            {!looking && may('category.own') && <p className="case-note">{d('chooseAreaFirst')}</p>}
            <CategoryForm key={`${filters.code} all`} code={filters.code} />
            {may('category.change') && <CategoryChanges key={`${filters.code} changes`} code={filters.code} />}
          </div>
        ) : (
          <Empty icon="list" title={d('chooseCategory')} hint={d('chooseCategoryHint')} />
        )}
      </div>
    </DeskPage>
  )
}
