/** One unit: how to reach it, who is on duty, and four views of it. */
import {
  Chip,
  Facts,
  Failed,
  Notice,
  Segments,
  Skeleton,
  useArea,
  useAsk,
  useFilters,
  useTimes,
  useWords,
} from '@liren/web'
import { Panel } from '@liren/web/desk'
import { organisation } from '../../contract.ts'
import { UnitDuties } from './unit-duties.tsx'
import { UnitForms } from './unit-forms.tsx'
import { UnitPeople } from './unit-people.tsx'
import { UnitRoster } from './unit-roster.tsx'
import { UnitTraining } from './unit-training.tsx'

const views = ['people', 'duties', 'roster', 'training'] as const

export const UnitView = ({ id, onChoose }: { id: string; onChoose: (id: string) => void }) => {
  const t = useWords()
  const { when } = useTimes()
  const [filters, filter] = useFilters()
  const { areas } = useArea()
  const { data, error, refetch } = useAsk(organisation, 'unit', { params: { id } })
  if (error && !data) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={8} />
  const { unit } = data
  const view = views.find((one) => one === filters.view) ?? 'people'
  return (
    <Panel
      title={
        <>
          {unit.name} {unit.closedAt && <Chip tone="done">{t('screen.closed')}</Chip>}
        </>
      }
      tools={data.mayChange && !unit.closedAt && <UnitForms unit={unit} onChoose={onChoose} />}
    >
      <div style={{ display: 'grid', gap: 'var(--space-4)' }}>
        <Facts
          of={[
            data.path.length > 0 && [t('screen.above'), data.path.map((one) => one.name).join(' › ')],
            [t('screen.kindLabel'), t(`screen.kind.${unit.kind}`)],
            [t('screen.code'), <code key="code">{unit.code}</code>],
            [t('screen.place'), areas.find(({ code }) => code === unit.areaCode)?.name ?? unit.areaCode],
            unit.phone !== null && [t('screen.phone'), unit.phone],
            unit.address !== null && [t('screen.address'), unit.address],
            unit.hours !== null && [t('screen.hours'), unit.hours],
          ]}
        />
        {data.shifts.length > 0 && (
          <Notice tone={data.onDuty.length > 0 ? 'good' : 'soon'}>
            {data.onDuty.length > 0
              ? `${t('screen.onDutyNow')} ${data.onDuty.map((one) => [one.name, t(`screen.post.${one.post}`), t('screen.until', { time: when(one.until) })].join(' · ')).join('  ')}`
              : t('screen.nobodyOnDuty')}
          </Notice>
        )}
        <Segments
          label={t('screen.views')}
          value={view}
          onChange={(next) => filter({ view: next })}
          choices={views.map((value) => ({ value, label: t(`screen.${value}`) }))}
        />
        {view === 'people' && <UnitPeople of={data} />}
        {view === 'duties' && <UnitDuties of={data} />}
        {view === 'roster' && <UnitRoster of={data} />}
        {view === 'training' && <UnitTraining of={data} />}
      </div>
    </Panel>
  )
}
