/** What the tool says of its own use: how many records, or which part of them, come to a state, in which window of days. */
import { useWords } from '@liren/web'
import { Button, Input, Select } from 'antd'
import type { Indicator } from '../../../document/document.ts'
import * as studio from '../../../document/studio.ts'
import { FaultLine } from './fault-line.tsx'
import type { Part } from './part.ts'
import { RowActs } from './row-acts.tsx'

const measures = ['share', 'count'] as const
const windows = [30, 90, 180, 366] as const
const always = 0

export const Indicators = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  const all = tool.indicators ?? []
  const hasEnd = Object.values(tool.processes[0]?.states ?? {}).some(({ phase }) => phase === 'done')
  const set = (id: string, next: (one: Indicator) => Indicator) =>
    change((one) => studio.setRule(one, 'indicators', id, next))
  return (
    <section className="studio-part">
      <h3>{t('indicator.title')}</h3>
      <p className="studio-note">{t('studio.indicatorsHint')}</p>
      {all.length === 0 && <p className="studio-empty">{t('studio.noIndicators')}</p>}
      <ul className="studio-cards">
        {all.map((one, index) => {
          // Each speaks of its own process; a tool written by hand may have several.
          const states = tool.processes.find(({ id }) => id === one.of)?.states ?? {}
          const days = windows.some((value) => value === one.days) || !one.days ? windows : [...windows, one.days]
          return (
            <li key={one.id} className="studio-card">
              <Input
                aria-label={t('studio.indicatorName')}
                value={one.title['zh-CN']}
                maxLength={40}
                onChange={(event) =>
                  set(one.id, (old) => ({ ...old, title: { ...old.title, 'zh-CN': event.target.value } }))
                }
              />
              <div className="studio-sentence">
                {t('studio.indicatorOf')}
                <Select
                  aria-label={t('studio.indicatorDays')}
                  style={{ minWidth: 120 }}
                  value={one.days ?? always}
                  options={[...days, always].map((value) => ({
                    value,
                    label: value === always ? t('studio.indicatorAlways') : t('studio.indicatorLast', { days: value }),
                  }))}
                  onChange={(value) =>
                    set(one.id, ({ days: _, ...old }) => (value === always ? old : { ...old, days: value }))
                  }
                />
                {t('studio.indicatorIn')}
                <Select
                  mode="multiple"
                  aria-label={t('studio.indicatorStates')}
                  style={{ minWidth: 160 }}
                  value={[...one.states]}
                  options={Object.entries(states).map(([value, { title }]) => ({
                    value,
                    label: title['zh-CN'] || value,
                  }))}
                  onChange={(next: string[]) => set(one.id, (old) => ({ ...old, states: next }))}
                />
                {t('studio.indicatorTold')}
                <Select
                  aria-label={t('studio.indicatorMeasure')}
                  style={{ minWidth: 110 }}
                  value={one.measure ?? 'count'}
                  options={measures.map((value) => ({ value, label: t(`studio.measure.${value}`) }))}
                  onChange={(measure) => set(one.id, (old) => ({ ...old, measure }))}
                />
                <RowActs
                  name={t('indicator.title')}
                  onDrop={() => change((tools) => studio.setRule(tools, 'indicators', one.id, null))}
                />
              </div>
              <FaultLine at={`/indicators/${index}`} />
            </li>
          )
        })}
      </ul>
      <div>
        <Button disabled={!hasEnd || all.length >= 8} onClick={() => change(studio.addIndicator)}>
          {t('studio.addIndicator')}
        </Button>
      </div>
    </section>
  )
}
