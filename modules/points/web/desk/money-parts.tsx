/** The budget of the quarter, and the days as they were added up. */
import { Button, Chip, Failed, Field, Skeleton, toast, useAsk, useSend, useTimes, useWords } from '@liren/web'
import { Figures, ListTable, Panel } from '@liren/web/desk'
import { useState } from 'react'
import { points } from '../../contract.ts'

export const BudgetPart = ({ area, mayChange }: { area: string; mayChange: boolean }) => {
  const t = useWords('points')
  const { number } = useTimes()
  const [text, setText] = useState('')
  const { data, error, refetch } = useAsk(points, 'budget', { params: { area } })
  const send = useSend(points, 'setBudget', {
    stale: [[points]],
    then: () => {
      toast(t('screen.saved'), 'good')
      setText('')
    },
  })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={3} />
  return (
    <Panel title={t('screen.budgetTitle', { quarter: data.quarter })}>
      <Figures
        of={[
          {
            label: t('screen.tabBudget'),
            value: number(data.amount),
            note: t('screen.budgetLine', { issued: number(data.issued), left: number(data.left) }),
          },
        ]}
      />
      {mayChange && (
        <div className="points-form">
          <Field
            label={t('screen.setBudget')}
            inputMode="numeric"
            value={text}
            error={send.errors.amount}
            onChange={(event) => setText(event.target.value.trim())}
          />
          <div className="points-buttons">
            <Button
              tone="main"
              isBusy={send.isSending}
              disabled={!/^\d{1,8}$/.test(text)}
              onClick={() => send.now({ params: { area }, body: { amount: Number(text) } })}
            >
              {t('screen.confirm')}
            </Button>
          </div>
        </div>
      )}
    </Panel>
  )
}

export const DaysPart = () => {
  const t = useWords('points')
  const { day, number } = useTimes()
  return (
    <ListTable
      contract={points}
      route="days"
      input={{ query: {} }}
      columns={[
        { key: 'on', title: t('screen.day'), width: 150, cell: (row) => day(row.on) },
        { key: 'entries', title: t('screen.count'), width: 120, isNumber: true, cell: (row) => number(row.entries) },
        {
          key: 'state',
          title: t('screen.state'),
          width: 100,
          cell: (row) => (
            <Chip tone={row.isBalanced ? 'done' : 'overdue'}>
              {t(row.isBalanced ? 'screen.balanced' : 'screen.unbalanced')}
            </Chip>
          ),
        },
        {
          key: 'hash',
          title: t('screen.hash'),
          cell: (row) => <span className="points-hash">{row.hash.slice(0, 16)}</span>,
        },
      ]}
    />
  )
}
