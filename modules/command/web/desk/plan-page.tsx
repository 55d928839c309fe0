/** One plan: its tasks step by step to read, and for those who lead to write. */
import type { Reply, RouteOf } from '@liren/contract'
import { Button, Confirm, Failed, Skeleton, toast, useAsk, useGo, useSend, useTimes, useWords } from '@liren/web'
import { DeskPage, Panel } from '@liren/web/desk'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { PlanForm } from './plan-form.tsx'
import { CategoryName } from './said.tsx'
import './plan.css'

type Plan = Reply<RouteOf<typeof command, 'plan'>>
type Limit = Plan['tasks'][number]['receive']

export const useLimitText = () => {
  const t = useWords('command')
  const { number } = useTimes()
  return ({ amount, unit }: Limit) =>
    unit === 'urgentHours' && amount < 1
      ? t('screen.minutes', { count: Math.round(amount * 60) })
      : t('screen.limitIs', { amount: number(amount), unit: t(`screen.limitUnit.${unit}`) })
}

const Reading = ({ of }: { of: Plan }) => {
  const t = useWords('command')
  const limit = useLimitText()
  const steps = [...new Set(of.tasks.map(({ step }) => step))].sort((a, b) => a - b)
  return (
    <>
      <Panel title={t('screen.planAbout')}>
        <p>{of.about || '—'}</p>
        {of.categories.length > 0 && (
          <p className="plan-categories">
            {of.categories.map((code) => (
              <span key={code}>
                <CategoryName code={code} />
              </span>
            ))}
          </p>
        )}
      </Panel>
      <div className="launch-steps">
        {steps.map((step) => (
          <Panel key={step} title={t('screen.stepNo', { step })}>
            <ul className="plan-tasks">
              {of.tasks
                .filter((task) => task.step === step)
                .map((task) => (
                  <li key={task.title}>
                    <h3>{task.title}</h3>
                    <p>{task.text}</p>
                    <p className="plan-note">
                      {task.unitName ?? t(`screen.recipient.${task.to}`)} · {t('screen.receiveWithin')}{' '}
                      {limit(task.receive)} · {t('screen.finishWithin')} {limit(task.finish)}
                    </p>
                  </li>
                ))}
            </ul>
          </Panel>
        ))}
      </div>
    </>
  )
}

export default function PlanPage({ params }: { params: { id: string } }) {
  const t = useWords()
  const go = useGo()
  const { when } = useTimes()
  const [isEditing, setEditing] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const asked = useAsk(command, 'plan', { params })
  const withdraw = useSend(command, 'withdrawPlan', {
    then: () => {
      toast(t('screen.planWithdrawn'), 'good')
      go('/command/plans?view=templates')
    },
  })
  if (asked.error && !asked.data) return <Failed error={asked.error} again={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton rows={6} />
  const of = asked.data
  return (
    <DeskPage
      title={of.name}
      hint={`${of.areaName} · ${t('screen.planChanged', { name: of.changedByName, at: when(of.changedAt) })}`}
      back={{ to: '/command/plans?view=templates', label: t('nav.plans') }}
      tools={
        of.mayEdit && !isEditing ? (
          <>
            <Button onClick={() => setAsking(true)}>{t('screen.withdrawPlan')}</Button>
            <Button tone="main" onClick={() => setEditing(true)}>
              {t('screen.editPlan')}
            </Button>
          </>
        ) : undefined
      }
    >
      {isEditing ? <PlanForm of={of} onDone={() => setEditing(false)} /> : <Reading of={of} />}
      <Confirm
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('screen.withdrawPlan')}
        verb={t('screen.withdrawPlan')}
        onYes={() => {
          setAsking(false)
          withdraw.now({ params })
        }}
      >
        {t('screen.withdrawHint')}
      </Confirm>
    </DeskPage>
  )
}
