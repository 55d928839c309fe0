/** Routes kept: a name, its days, who walks it, and its stops picked on the map. */
import type { MapOf } from '@liren/territory/contract'
import { Button, Field, SelectField, Slot, Switch, toast, useAsk, useSend, useTimes, useWords } from '@liren/web'
import { CategoriesField, Detail, ListTable } from '@liren/web/desk'
import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { type NewStop, patrol, type RouteView } from '../../contract.ts'

type Form = {
  readonly id: string
  readonly area: string
  readonly name: string
  readonly weekdays: readonly number[]
  readonly workerId: string | null
  readonly isPaused: boolean
  readonly isReinspection: boolean
  readonly stops: readonly NewStop[]
}
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const fresh = (area: string): Form => ({
  id: crypto.randomUUID(),
  area,
  name: '',
  weekdays: [1, 2, 3, 4, 5],
  workerId: null,
  isPaused: false,
  isReinspection: false,
  stops: [],
})
const formOf = ({ id, areaCode, name, weekdays, workerId, isPaused, isReinspection, stops }: RouteView): Form => ({
  id,
  area: areaCode,
  name,
  weekdays,
  workerId,
  isPaused,
  isReinspection,
  stops: stops.map(({ cellCode: _, ...stop }) => stop),
})

const Stops = ({ of, onChange }: { of: readonly NewStop[]; onChange: (stops: readonly NewStop[]) => void }) => {
  const t = useWords('patrol')
  const change = (index: number, part: Partial<NewStop>) =>
    onChange(of.map((stop, at) => (at === index ? { ...stop, ...part } : stop)))
  return (
    <>
      {of.map((stop, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stop being written has nothing else that stays the same
        <div key={index} className="patrol-stop-row">
          <Input
            aria-label={t('screen.stopName')}
            placeholder={t('screen.stopName')}
            value={stop.name}
            onChange={(event) => change(index, { name: event.target.value })}
          />
          <Input
            aria-label={t('screen.stopChecks')}
            placeholder={t('screen.stopChecks')}
            defaultValue={stop.checks.join('、')}
            onBlur={(event) =>
              change(index, {
                checks: event.target.value
                  .split(/[、,，]/)
                  .map((check) => check.trim())
                  .filter(Boolean),
              })
            }
          />
          <CategoriesField
            isOne
            isOptional
            label={t('screen.stopCategory')}
            value={stop.categoryCode ? [stop.categoryCode] : []}
            onChange={([categoryCode]) => change(index, { categoryCode: categoryCode ?? null })}
          />
          <Button tone="quiet" onClick={() => onChange(of.filter((_, at) => at !== index))}>
            {t('screen.removeStop')}
          </Button>
        </div>
      ))}
    </>
  )
}

const RouteForm = ({ first, onDone }: { first: Form; onDone: () => void }) => {
  const t = useWords('patrol')
  const [form, setForm] = useState(first)
  const change = (part: Partial<Form>) => setForm((old) => ({ ...old, ...part }))
  const workers = useAsk(patrol, 'workers', { query: { area: form.area } })
  const send = useSend(patrol, 'keepRoute', {
    stale: [[patrol]],
    then: () => {
      toast(t('screen.routeSaved'), 'good')
      onDone()
    },
  })
  const plan = useSend(patrol, 'planNow', { stale: [[patrol]], then: () => toast(t('screen.plannedNow'), 'good') })
  const { id, stops, weekdays, ...rest } = form
  const wrong = Object.entries(send.errors).find(([field]) => field.startsWith('stops'))?.[1]
  return (
    <div className="patrol-form">
      <Field
        label={t('screen.routeName')}
        maxLength={60}
        value={form.name}
        error={send.errors.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <fieldset>
        <legend>{t('screen.weekdays')}</legend>
        <Checkbox.Group
          value={[...weekdays]}
          onChange={(days) => change({ weekdays: days })}
          options={everyDay.map((value) => ({ value, label: t(`weekday.${value}`) }))}
        />
      </fieldset>
      <SelectField
        label={t('screen.worker')}
        value={form.workerId ?? ''}
        error={send.errors.workerId}
        onChange={(event) => change({ workerId: event.target.value || null })}
        choices={[
          { value: '', label: t('screen.workerAuto') },
          ...(workers.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
      <Switch
        label={t('screen.isReinspection')}
        hint={t('screen.isReinspectionHint')}
        value={form.isReinspection}
        onChange={(isReinspection) => change({ isReinspection })}
      />
      <Switch label={t('screen.isPaused')} value={form.isPaused} onChange={(isPaused) => change({ isPaused })} />
      <p className="patrol-note">{t('screen.stopsHint')}</p>
      <Slot
        name="territory:map"
        of={
          {
            area: form.area,
            level: 'gridCell',
            height: '18rem',
            dots: stops.map(({ lon, lat, name }, index) => ({
              id: String(index),
              lon,
              lat,
              label: name || `${index + 1}`,
            })),
            onPick: ({ lon, lat }) => change({ stops: [...stops, { name: '', lon, lat, checks: [] }] }),
          } satisfies MapOf
        }
      />
      <Stops of={stops} onChange={(next) => change({ stops: next })} />
      {wrong && <p role="alert">{wrong}</p>}
      <div className="patrol-buttons">
        <Button
          tone="main"
          isBusy={send.isSending}
          disabled={
            form.name.trim() === '' ||
            weekdays.length === 0 ||
            stops.length === 0 ||
            stops.some(({ name }) => name.trim() === '')
          }
          onClick={() =>
            send.now({
              params: { id },
              body: {
                ...rest,
                weekdays: [...weekdays],
                stops: stops.map((stop) => ({ ...stop, checks: [...stop.checks] })),
              },
            })
          }
        >
          {t('screen.saveRoute')}
        </Button>
        {first.name !== '' && !first.isPaused && (
          <Button isBusy={plan.isSending} onClick={() => plan.now({ params: { id }, body: {} })}>
            {t('screen.planNow')}
          </Button>
        )}
      </div>
    </div>
  )
}

type Spot = {
  readonly code: string
  readonly name: string
  readonly centre: { readonly lon: number; readonly lat: number } | null
}
/** A new route begins with a stop in the cell that nobody reaches. */
const through = ({ code, name, centre }: Spot): Form => ({
  ...fresh(code.slice(0, 12)),
  stops: centre ? [{ name, ...centre, checks: [] }] : [],
})

export const RoutesPart = ({ area, at = null }: { area: string | null; at?: Spot | null }) => {
  const t = useWords('patrol')
  const { list } = useTimes()
  const [open, setOpen] = useState<Form | null>(at ? through(at) : null)
  return (
    <>
      {area && !area.endsWith('000') ? (
        <div className="patrol-ways">
          <span>
            <Button tone="main" icon="plus" onClick={() => setOpen(fresh(area))}>
              {t('screen.newRoute')}
            </Button>
          </span>
        </div>
      ) : (
        <p className="patrol-note">{t('screen.pickCommunity')}</p>
      )}
      <ListTable
        contract={patrol}
        route="routes"
        input={{ query: { ...(area ? { area } : {}) } }}
        columns={[
          { key: 'name', title: t('screen.routeName'), cell: (row) => row.name },
          {
            key: 'days',
            title: t('screen.weekdays'),
            cell: (row) => list(row.weekdays.map((day) => t(`weekday.${day}`))),
          },
          {
            key: 'worker',
            title: t('screen.worker'),
            width: 130,
            cell: (row) => row.workerName ?? t('screen.workerAuto'),
          },
          {
            key: 'stops',
            title: t('screen.stops'),
            width: 100,
            cell: (row) => t('screen.stopCount', { count: row.stops.length }),
          },
          {
            key: 'state',
            title: t('screen.stateTitle'),
            width: 100,
            cell: (row) =>
              list([
                ...(row.isReinspection ? [t('screen.reinspection')] : []),
                ...(row.isPaused ? [t('screen.paused')] : []),
              ]),
          },
        ]}
        onOpen={(row) => setOpen(formOf(row))}
      />
      <Detail
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={t(open?.name ? 'screen.editRoute' : 'screen.newRoute')}
      >
        {open && <RouteForm key={open.id} first={open} onDone={() => setOpen(null)} />}
      </Detail>
    </>
  )
}
