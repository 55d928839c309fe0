/** The budgets of the quarters, and the days as they were added up. */
import {
  Button,
  Chip,
  Failed,
  Field,
  SelectField,
  Skeleton,
  toast,
  useAsk,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { Figures, ListTable, Panel, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { points } from '../../contract.ts'

/** The quarters with a budget: those to come may be planned, the one that runs changed, those that were are read. */
export const BudgetPart = ({ area, mayChange }: { area: string; mayChange: boolean }) => {
  const t = useWords('points')
  const { number } = useTimes()
  const [quarter, setQuarter] = useState('')
  const [text, setText] = useState('')
  const { data, error, refetch } = useAsk(points, 'budgets', { params: { area } })
  const send = useSend(points, 'setBudget', {
    stale: [[points]],
    then: (set) => {
      toast(t('screen.budgetSet', { quarter: set.quarter, amount: number(set.amount) }), 'good')
      setText('')
    },
  })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={3} />
  const { current, items } = data
  const running = items.find((one) => one.quarter === current)
  const stateOf = (one: (typeof items)[number]) =>
    one.quarter < current ? 'past' : one.quarter === current ? 'running' : one.isSet ? 'planned' : 'usual'
  return (
    <>
      {running && (
        <Panel title={t('screen.budgetTitle', { quarter: current })}>
          <Figures
            of={[
              {
                label: t('screen.tabBudget'),
                value: number(running.amount),
                note: t('screen.budgetLine', { issued: number(running.issued), left: number(running.left) }),
              },
            ]}
          />
        </Panel>
      )}
      {mayChange && (
        <Panel title={t('screen.setBudget')}>
          <div className="points-form">
            <SelectField
              label={t('screen.quarter')}
              value={quarter || current}
              error={send.errors.quarter}
              onChange={(event) => setQuarter(event.target.value)}
              choices={items
                .filter((one) => one.quarter >= current)
                .toReversed()
                .map((one) => ({
                  value: one.quarter,
                  label: t('screen.quarterChoice', {
                    quarter: one.quarter,
                    state: t(`screen.quarterState.${stateOf(one)}`),
                  }),
                }))}
            />
            <Field
              label={t('screen.budgetAmount')}
              hint={t('screen.budgetHint')}
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
                onClick={() =>
                  send.now({ params: { area }, body: { amount: Number(text), quarter: quarter || current } })
                }
              >
                {t('screen.confirm')}
              </Button>
            </div>
          </div>
        </Panel>
      )}
      <Panel title={t('screen.quarters')}>
        <Rows
          rowKey={(row) => row.quarter}
          rows={items}
          columns={[
            { key: 'quarter', title: t('screen.quarter'), isHead: true, width: 110, cell: (row) => row.quarter },
            {
              key: 'state',
              title: t('screen.state'),
              width: 130,
              cell: (row) => (
                <Chip tone={row.quarter === current ? 'main' : row.isSet ? 'done' : 'plain'}>
                  {t(`screen.quarterState.${stateOf(row)}`)}
                </Chip>
              ),
            },
            { key: 'amount', title: t('screen.tabBudget'), isNumber: true, cell: (row) => number(row.amount) },
            {
              key: 'issued',
              title: t('screen.quarterIssued'),
              isNumber: true,
              cell: (row) => (row.quarter > current ? '—' : number(row.issued)),
            },
            {
              key: 'left',
              title: t('screen.quarterLeft'),
              isNumber: true,
              cell: (row) => (row.quarter > current ? '—' : number(row.left)),
            },
          ]}
        />
      </Panel>
    </>
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
