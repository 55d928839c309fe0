/** Plans 预案: those that run, the templates, and what was ended with its review. */
import type { Reply, RouteOf } from '@liren/contract'
import { Button, ButtonLink, Chip, Empty, Link, Segments, useFilters, useMay, useTimes, useWords } from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { StartPlan } from './start-plan.tsx'
import { useBoardArea, useBoardLive } from './use-board.ts'
import './board.css'

const views = ['running', 'templates', 'ended'] as const

const Templates = () => {
  const t = useWords()
  const { when } = useTimes()
  const { area } = useBoardArea()
  return (
    <ListTable
      contract={command}
      route="plans"
      input={{ query: area ? { area } : {} }}
      label={t('screen.templates')}
      empty={<Empty icon="document" title={t('screen.noPlans')} hint={t('screen.noPlansHint')} />}
      columns={[
        {
          key: 'name',
          title: t('screen.planName'),
          cell: (row) => (
            <>
              <Link to={`/command/plans/${row.id}`}>{row.name}</Link>
              <small className="plan-note">{row.about}</small>
            </>
          ),
        },
        { key: 'area', title: t('screen.planArea'), width: 130, cell: (row) => row.areaName },
        {
          key: 'tasks',
          title: t('screen.planTasks'),
          width: 110,
          cell: (row) => t('screen.planTasksCount', { count: row.tasks }),
        },
        {
          key: 'last',
          title: t('screen.planUsed'),
          width: 240,
          cell: (row) =>
            row.startedAt ? t('screen.planStartedLast', { at: when(row.startedAt) }) : t('screen.planNever'),
        },
      ]}
    />
  )
}

const Launches = ({ state }: { state: 'running' | 'ended' }) => {
  const t = useWords()
  const { when, number } = useTimes()
  const { area } = useBoardArea()
  return (
    <ListTable
      contract={command}
      route="launches"
      input={{ query: { state, ...(area ? { area } : {}) } }}
      label={t(state === 'running' ? 'screen.running' : 'screen.endedPlans')}
      empty={
        state === 'running' ? (
          <Empty icon="check" title={t('screen.noRunning')} hint={t('screen.plansHint')} />
        ) : (
          <Empty icon="document" title={t('screen.noEnded')} hint={t('screen.noEndedHint')} />
        )
      }
      columns={[
        {
          key: 'name',
          title: t('screen.planName'),
          cell: (row) => (
            <>
              <Link to={`/command/plans/running/${row.id}`}>{row.name}</Link>
              {row.title && <small className="plan-note">{row.title}</small>}
            </>
          ),
        },
        { key: 'area', title: t('screen.planArea'), width: 130, cell: (row) => row.areaName },
        {
          key: 'progress',
          title: t('screen.progress'),
          width: 220,
          cell: (row) => (
            <span className="plan-chips">
              <Chip tone={row.endedAt ? 'done' : 'main'}>{t('screen.progressOf', row.progress)}</Chip>
              {row.progress.troubled > 0 && !row.endedAt && (
                <Chip tone="overdue">{t('screen.troubled', { count: row.progress.troubled })}</Chip>
              )}
            </span>
          ),
        },
        ...(state === 'running'
          ? []
          : [
              {
                key: 'cost',
                title: t('screen.costYuan'),
                width: 120,
                isNumber: true,
                cell: (row: Reply<RouteOf<typeof command, 'launches'>>['items'][number]) =>
                  row.costYuan === null ? '–' : number(row.costYuan),
              },
            ]),
        {
          key: 'by',
          title: t('screen.startedLabel'),
          width: 240,
          cell: (row) =>
            row.endedAt
              ? t('screen.endedBy', { name: row.endedByName ?? '', at: when(row.endedAt) })
              : t('screen.startedBy', { name: row.byName, at: when(row.at) }),
        },
      ]}
    />
  )
}

export default function PlansPage() {
  const t = useWords()
  const may = useMay()
  const [filters, filter] = useFilters()
  const [isStarting, setStarting] = useState(false)
  const { whole, name } = useBoardArea()
  useBoardLive()
  const view = views.find((one) => one === filters.view) ?? 'running'
  return (
    <DeskPage
      title={t('nav.plans')}
      hint={t('screen.plansHint')}
      back={{ to: '/command', label: t('nav.board') }}
      tools={
        <>
          {may('plan.edit') && <ButtonLink to="/command/plans/new">{t('screen.writePlan')}</ButtonLink>}
          {may('plan.start') && whole && (
            <Button tone="main" onClick={() => setStarting(true)}>
              {t('screen.startPlan')}
            </Button>
          )}
        </>
      }
    >
      <Segments
        label={t('nav.plans')}
        value={view}
        onChange={(value) => filter({ view: value === 'running' ? null : value })}
        choices={[
          { value: 'running', label: t('screen.running') },
          { value: 'templates', label: t('screen.templates') },
          { value: 'ended', label: t('screen.endedPlans') },
        ]}
      />
      {view === 'templates' ? <Templates /> : <Launches state={view} />}
      {isStarting && whole && <StartPlan about={{ area: whole, name }} onClose={() => setStarting(false)} />}
    </DeskPage>
  )
}
