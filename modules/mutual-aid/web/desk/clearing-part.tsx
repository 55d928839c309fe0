/** Hours between communities by the month, settled from pool to pool; and the pool that is filled here. */
import { monthOf } from '@liren/contract/day'
import {
  Button,
  Chip,
  Empty,
  Failed,
  Field,
  Skeleton,
  toast,
  useArea,
  useAsk,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { Figures, Panel, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { mutualAid } from '../../contract.ts'
import '../aid.css'

const thisMonth = () => monthOf(Date.now())

export const ClearingPart = ({ area }: { area: string }) => {
  const t = useWords('mutual-aid')
  const { areas } = useArea()
  const { day } = useTimes()
  const [month, setMonth] = useState(thisMonth)
  const [hours, setHours] = useState('')
  // Pressed again after a lost answer, it is the same hours.
  const [fundId, setFundId] = useState(() => crypto.randomUUID())
  const { data, error, refetch } = useAsk(mutualAid, 'clearing', { query: { area, month } })
  const fund = useSend(mutualAid, 'fund', {
    then: () => {
      toast(t('screen.saved'), 'good')
      setHours('')
      setFundId(crypto.randomUUID())
    },
  })
  const clear = useSend(mutualAid, 'clear', {
    stale: [[mutualAid]],
    then: ({ hours: moved }) => toast(t('screen.clearDone', { hours: moved }), 'good'),
  })
  const nameOf = (code: string) => areas.find((one) => one.code === code)?.name ?? code
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={4} />
  return (
    <>
      <Figures of={[{ label: t('tabs.clearing'), value: data.net, note: t('screen.net', { net: data.net }) }]} />
      <Panel
        title={t('tabs.clearing')}
        tools={
          <Field
            label={t('screen.month')}
            type="month"
            value={month}
            onChange={(event) => /^\d{4}-\d{2}$/.test(event.target.value) && setMonth(event.target.value)}
          />
        }
      >
        <Rows
          rowKey={(row) => `${row.from} ${row.to}`}
          rows={data.items}
          empty={<Empty title={t('screen.none2')} />}
          columns={[
            { key: 'fromArea', title: t('screen.fromArea'), cell: (row) => nameOf(row.from) },
            { key: 'toArea', title: t('screen.toArea'), cell: (row) => nameOf(row.to) },
            { key: 'hours', title: t('screen.hours'), cell: (row) => row.hours, isNumber: true },
            { key: 'count', title: t('screen.count'), cell: (row) => row.requests, isNumber: true },
            {
              key: 'cleared',
              title: t('screen.cleared'),
              cell: (row) =>
                row.clearedAt ? (
                  <Chip tone="done">
                    {t('screen.clearedBy', { day: day(row.clearedAt), name: row.clearedByName ?? '' })}
                  </Chip>
                ) : row.from === area && month < thisMonth() ? (
                  <Button
                    isBusy={clear.isSending}
                    onClick={() => clear.now({ body: { from: row.from, to: row.to, month } })}
                  >
                    {t('screen.clear')}
                  </Button>
                ) : (
                  t(row.from === area ? 'screen.clearLater' : 'screen.clearTheirs')
                ),
            },
          ]}
        />
      </Panel>
      <Panel title={t('screen.fund')}>
        <div className="form-stack">
          <Field
            label={t('screen.fundHours')}
            inputMode="numeric"
            value={hours}
            error={fund.errors.hours}
            onChange={(event) => setHours(event.target.value.trim())}
          />
          <div className="flow-row is-even">
            <Button
              tone="main"
              isBusy={fund.isSending}
              disabled={!/^[1-9]\d{0,2}$/.test(hours)}
              onClick={() => fund.now({ body: { id: fundId, area, hours: Number(hours) } })}
            >
              {t('screen.fund')}
            </Button>
          </div>
        </div>
      </Panel>
    </>
  )
}
