/** Two versions of a tool's process side by side: both as pictures, what was left out and brought, how long each really takes. */
import { Empty, Failed, Skeleton, useAsk, useFilters, useTimes, useWords } from '@liren/web'
import { Figures, Rows } from '@liren/web/desk'
import { Select } from 'antd'
import { toolLibrary } from '../../contract.ts'
import type { Process } from '../../document/document.ts'
import { useSay } from '../parts/say.ts'
import { ProcessPicture } from './studio/process-picture.tsx'

export const ProcessVersions = ({ id }: { id: string }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const { number } = useTimes()
  const [filters, filter] = useFilters()
  const { data, error, refetch } = useAsk(toolLibrary, 'processVersions', {
    params: { id },
    query: {
      ...(filters.process ? { process: filters.process } : {}),
      ...(filters.before ? { before: filters.before } : {}),
      ...(filters.after ? { after: filters.after } : {}),
    },
  })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={6} />
  if (data.processes.length === 0) return <Empty title={t('versions.noProcess')} />
  if (data.versions.length < 2 || !data.before || !data.after)
    return <Empty title={t('versions.onlyOne')} hint={t('versions.onlyOneHint')} />
  const { before, after, difference } = data
  // What an installed document holds was checked when it was taken in.
  const shapes = { before: before.process as Process, after: after.process as Process }
  const hours = (value: number | null) =>
    value === null
      ? '—'
      : value < 48
        ? t('versions.hours', { count: number(Math.round(value * 10) / 10) })
        : t('versions.days', { count: number(Math.round(value / 2.4) / 10) })
  const count = (value: number | null) => (value === null ? '—' : number(value))
  const was = (text: string) => t('versions.was', { text })
  const states = [...new Set([...Object.keys(shapes.before.states), ...Object.keys(shapes.after.states)])].map(
    (state) => ({ state }),
  )
  const stay = (side: typeof before, state: string) => side.stays.find((one) => one.state === state)?.hours ?? null
  const wordOf = (state: string) => {
    const found = shapes.after.states[state] ?? shapes.before.states[state]
    return found ? say(found.title) : state
  }
  const choices = data.versions.map((version) => ({ value: version, label: version }))
  return (
    <>
      <p className="studio-acts">
        <Select
          aria-label={t('versions.process')}
          style={{ minWidth: 160 }}
          value={data.process}
          options={data.processes.map((one) => ({ value: one.id, label: say(one.title) }))}
          onChange={(next: string) => filter({ process: next })}
        />
        <Select
          aria-label={t('versions.before')}
          style={{ minWidth: 110 }}
          value={before.version}
          options={choices}
          onChange={(next: string) => filter({ before: next })}
        />
        <Select
          aria-label={t('versions.after')}
          style={{ minWidth: 110 }}
          value={after.version}
          options={choices}
          onChange={(next: string) => filter({ after: next })}
        />
      </p>
      <Figures
        of={[
          { label: t('versions.steps'), value: count(after.steps), note: was(count(before.steps)) },
          { label: t('versions.handOvers'), value: count(after.handOvers), note: was(count(before.handOvers)) },
          { label: t('versions.took'), value: hours(after.hours), note: was(hours(before.hours)) },
          { label: t('versions.finished'), value: number(after.finished), note: was(number(before.finished)) },
        ]}
      />
      <div className="versions-beside">
        <section aria-label={t('versions.of', { version: before.version })}>
          <h3>{t('versions.of', { version: before.version })}</h3>
          <ProcessPicture
            of={shapes.before}
            label={t('versions.of', { version: before.version })}
            changed={{ states: difference.statesRemoved, moves: difference.movesRemoved }}
          />
        </section>
        <section aria-label={t('versions.of', { version: after.version })}>
          <h3>{t('versions.of', { version: after.version })}</h3>
          <ProcessPicture
            of={shapes.after}
            label={t('versions.of', { version: after.version })}
            changed={{ states: difference.statesAdded, moves: difference.movesAdded }}
          />
        </section>
      </div>
      <Rows
        rows={states}
        rowKey={({ state }) => state}
        label={t('versions.states')}
        columns={[
          { key: 'state', title: t('versions.state'), cell: ({ state }) => wordOf(state) },
          {
            key: 'what',
            title: t('versions.what'),
            width: 140,
            cell: ({ state }) =>
              difference.statesRemoved.includes(state)
                ? t('versions.removed')
                : difference.statesAdded.includes(state)
                  ? t('versions.added')
                  : t('versions.kept'),
          },
          {
            key: 'before',
            title: t('versions.stayBefore'),
            width: 150,
            isNumber: true,
            cell: ({ state }) => hours(stay(before, state)),
          },
          {
            key: 'after',
            title: t('versions.stayAfter'),
            width: 150,
            isNumber: true,
            cell: ({ state }) => hours(stay(after, state)),
          },
        ]}
      />
    </>
  )
}
