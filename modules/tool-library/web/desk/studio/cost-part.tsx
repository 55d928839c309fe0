/** 造价 What making it cost, as its makers declare it: what every other community saves that cites it instead. */
import { useWords } from '@liren/web'
import { InputNumber } from 'antd'
import { FaultLine } from './fault-line.tsx'
import type { Part } from './part.ts'

export const CostPart = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  const set = (part: Partial<typeof tool.cost>) => change((one) => ({ ...one, cost: { ...one.cost, ...part } }))
  return (
    <div className="studio-line">
      <span>{t('studio.cost')}</span>
      <span className="studio-between">
        <InputNumber
          aria-label={t('studio.costDays')}
          min={0}
          max={3650}
          step={0.5}
          value={tool.cost.buildDays}
          onChange={(days) => set({ buildDays: days ?? 0 })}
        />
        {t('studio.costDays')}
        <InputNumber
          aria-label={t('studio.costYuan')}
          min={0}
          max={1e9}
          precision={2}
          value={tool.cost.amountFen / 100}
          onChange={(yuan) => set({ amountFen: Math.round((yuan ?? 0) * 100) })}
        />
        {t('studio.costYuan')}
      </span>
      <span className="studio-note">{t('studio.costHint')}</span>
      <FaultLine at="/cost" />
    </div>
  )
}
