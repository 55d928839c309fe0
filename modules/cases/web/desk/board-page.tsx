/** The dispatch board (派遣台): stages with their counts, the list of one of them, and the case in hand beside it. */
import { matters, orderKinds } from '@liren/matters/contract'
import {
  Button,
  ButtonLink,
  keyOf,
  Skeleton,
  useArea,
  useAsk,
  useFilters,
  useGo,
  useLive,
  useLook,
  usePages,
  useShellFacts,
} from '@liren/web'
import { DeskPage } from '@liren/web/desk'
import { Input, Segmented, Select } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { cases } from '../../contract.ts'
import { CaseList } from './case-list.tsx'
import { CasePanel } from './case-panel.tsx'
import { stageOf, useCaseWords } from './case-words.ts'
import { AreaSelect, CategorySelect, UnitSelect } from './choosers.tsx'
import './desk.css'
import { useOwnStages } from './own-stages.ts'
import { StageStrip } from './stage-strip.tsx'

const CaseMap = lazy(() => import('./case-map.tsx'))

const dues = ['overdue', 'soon', 'calm', 'suspended'] as const
const narrowing = ['q', 'grade', 'category', 'area', 'unit', 'source', 'wants', 'due', 'closed'] as const

export default function BoardPage() {
  const { t, d } = useCaseWords()
  const go = useGo()
  const shell = useShellFacts()
  const looking = useArea()
  const [filters, filter] = useFilters()
  const { locale } = useLook()
  // English says the same in longer words.
  const wide = (pixels: number) => (locale === 'en' ? Math.round(pixels * 1.3) : pixels)
  const [typed, setTyped] = useState(filters.q ?? '')
  const { stages: own } = useOwnStages()
  const stage = stageOf(filters.stage) ?? own.find(({ state }) => state === filters.stage)?.state
  const due = dues.find((one) => one === filters.due)
  const wants = orderKinds.find((one) => one === filters.wants)
  const area = filters.area ?? looking.code ?? undefined
  const isMap = filters.view === 'map'
  const q = filters.q && filters.q.length > 1 ? filters.q : undefined
  const { data, error } = useAsk(matters, 'queues', {
    query: { process: 'case-handling', ...(area ? { area: area.slice(0, 12) } : {}) },
  })
  const rule = useAsk(matters, 'inboxOrder', {}, { staleSeconds: 600 })
  const sources = useAsk(cases, 'sources', {}, { staleSeconds: 600 })
  const pages = usePages(cases, 'list', {
    query: {
      limit: 50,
      ...(filters.closed ? { isOpen: false } : { isOpen: true, order: 'rule' as const }),
      ...(stage && !filters.closed ? { state: stage } : {}),
      ...(q ? { q } : {}),
      ...(due ? { due } : {}),
      ...(area ? { area } : {}),
      ...(filters.grade ? { grade: Number(filters.grade) } : {}),
      ...(filters.category ? { category: filters.category } : {}),
      ...(filters.unit ? { unit: filters.unit } : {}),
      ...(filters.source ? { source: filters.source } : {}),
      ...(wants ? { orderKind: wants } : {}),
    },
  })
  useLive([`area:${area?.slice(0, 12) ?? shell.area ?? ''}`], [keyOf(cases, 'list'), keyOf(matters, 'queues')])
  const hasFilters = narrowing.some((name) => filters[name])
  const open = filters.open
  const clear = () => {
    setTyped('')
    filter(Object.fromEntries(narrowing.map((name) => [name, null])))
  }
  /** The row after the one in hand, asked for before the act takes that one out of the list. */
  const nextOf = (id: string) => {
    const here = pages.items.findIndex((row) => row.id === id)
    return (pages.items[here + 1] ?? pages.items[here - 1])?.id ?? null
  }
  return (
    <DeskPage
      title={d('board')}
      hint={[d('boardHint'), rule.data && !filters.closed && t(`matters:screen.inboxOrder.${rule.data.order}`)]
        .filter(Boolean)
        .join(' · ')}
      tools={
        <>
          <Segmented
            aria-label={d('view')}
            value={isMap ? 'map' : 'list'}
            options={[
              { value: 'list', label: d('asList') },
              { value: 'map', label: d('withMap') },
            ]}
            onChange={(view) => filter({ view: view === 'map' ? 'map' : null })}
          />
          <ButtonLink to="/cases/new" tone="main" icon="plus">
            {t('nav.newReport')}
          </ButtonLink>
        </>
      }
    >
      {!error && (
        <StageStrip
          queues={data?.queues}
          stage={filters.closed ? undefined : stage}
          due={due}
          onChoose={(to, kind) => filter({ stage: to, due: kind, closed: null, open: null, act: null })}
        />
      )}
      <search className="filter-bar">
        <Input.Search
          className="case-search"
          aria-label={d('search')}
          placeholder={d('search')}
          value={typed}
          allowClear
          style={{ width: 200 }}
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(text) => filter({ q: text.trim() || null })}
        />
        <CategorySelect
          label={d('category')}
          area={filters.area ?? looking.code}
          value={filters.category ?? null}
          width={wide(140)}
          onChange={(category) => filter({ category })}
        />
        <AreaSelect
          label={d('community')}
          value={filters.area ?? null}
          width={wide(130)}
          onChange={(code) => filter({ area: code })}
        />
        <UnitSelect
          label={d('holder')}
          value={filters.unit ?? null}
          width={wide(130)}
          onChange={(unit) => filter({ unit })}
        />
        <Select
          aria-label={d('source')}
          placeholder={d('source')}
          allowClear
          style={{ width: wide(120) }}
          value={filters.source ?? null}
          options={(sources.data?.items ?? []).map((one) => ({ value: one.code, label: one.name }))}
          onChange={(source: string | null | undefined) => filter({ source: source ?? null })}
        />
        <Select
          aria-label={d('orderKind')}
          placeholder={d('orderKind')}
          allowClear
          style={{ width: wide(120) }}
          value={wants ?? null}
          options={orderKinds.map((value) => ({ value, label: t(`matters:orderKind.${value}`) }))}
          onChange={(value: string | null | undefined) => filter({ wants: value ?? null })}
        />
        <Select
          aria-label={d('grade')}
          placeholder={d('grade')}
          allowClear
          style={{ width: wide(88) }}
          value={filters.grade ?? null}
          options={['4', '3', '2', '1'].map((value) => ({ value, label: t(`grade.${value}`) }))}
          onChange={(grade: string | null | undefined) => filter({ grade: grade ?? null })}
        />
        <Select
          aria-label={d('standing')}
          style={{ width: wide(104) }}
          value={filters.closed ? 'closed' : (due ?? 'all')}
          options={[
            { value: 'all', label: d('due.all') },
            ...dues.map((value) => ({ value, label: d(`due.${value}`) })),
            { value: 'closed', label: d('due.closed') },
          ]}
          onChange={(value: string) =>
            filter({
              due: value === 'all' || value === 'closed' ? null : value,
              closed: value === 'closed' ? 'yes' : null,
            })
          }
        />
        {hasFilters && (
          <Button tone="quiet" onClick={clear}>
            {d('clearFilters')}
          </Button>
        )}
      </search>
      <div className={open ? 'board board-open' : 'board'}>
        <div className="board-main">
          {isMap && (
            <Suspense fallback={<Skeleton rows={8} />}>
              <CaseMap
                area={area}
                stage={stage}
                chosen={area}
                onArea={(code) => filter({ area: code })}
                onCase={(id) => filter({ open: id, act: null })}
              />
            </Suspense>
          )}
          <CaseList
            pages={pages}
            open={open}
            isNarrow={open !== undefined || isMap}
            hasFilters={hasFilters}
            onOpen={(row, act) => filter({ open: row.id, act: act ?? null })}
            onClear={clear}
          />
        </div>
        {open && (
          <CasePanel
            key={open}
            id={open}
            act={filters.act ?? null}
            onAct={(act) => filter({ act })}
            onClose={() => filter({ open: null, act: null })}
            onWhole={() => go(`/cases/${open}`)}
            next={() => nextOf(open)}
            onNext={(id) => filter({ open: id, act: id ? (filters.act ?? null) : null })}
          />
        )}
      </div>
    </DeskPage>
  )
}
