/** How long something may rest in a state before it is late; left out, it may rest for ever. */
import { useWords } from '@liren/web'
import { InputNumber, Select } from 'antd'
import { countDeadlines, deadlineOf, deadlinesAtMost, type Limit, setDeadline } from '../../../document/deadlines.ts'
import type { Process } from '../../../document/document.ts'
import type { Part } from './part.ts'

const units = ['workDays', 'workHours', 'urgentDays', 'urgentHours'] as const

export const Deadline = ({
  state,
  title,
  process,
  change,
}: {
  state: string
  title: string
  process: Process
  change: Part['change']
}) => {
  const t = useWords('tool-library')
  const limit = deadlineOf(process, state)
  const set = (next: Limit | null) => change((one) => setDeadline(one, state, next))
  return (
    <span className="studio-between">
      {t('studio.deadline')}
      {limit && (
        <InputNumber
          aria-label={t('studio.deadlineOf', { name: title })}
          min={1}
          max={365}
          precision={0}
          style={{ width: 84 }}
          value={limit.amount}
          onChange={(amount) => set({ ...limit, amount: amount ?? 1 })}
        />
      )}
      <Select
        aria-label={t('studio.deadlineUnitOf', { name: title })}
        style={{ minWidth: 130 }}
        value={limit?.unit ?? ''}
        disabled={!limit && countDeadlines(process) >= deadlinesAtMost}
        options={[
          { value: '', label: t('studio.noDeadline') },
          ...units.map((value) => ({ value, label: t(`limit.${value}`) })),
        ]}
        onChange={(unit: (typeof units)[number] | '') => set(unit === '' ? null : { amount: limit?.amount ?? 3, unit })}
      />
    </span>
  )
}
