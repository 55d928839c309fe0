/** What staff see in their list, who is reminded, and what earns points: sentences to fill in. */
import { useWords } from '@liren/web'
import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { formsOf, isPhoto } from '../../../document/facts.ts'
import * as studio from '../../../document/studio.ts'
import { isShownToAll, withPublicList } from '../../../document/where.ts'
import { ConditionLine } from './condition-line.tsx'
import { FaultLine } from './fault-line.tsx'
import { Indicators } from './indicators-part.tsx'
import type { Part } from './part.ts'
import { RowActs } from './row-acts.tsx'

/** Rules of the process that is composed, with their places among those of all. */
const ofProcess = <R extends { readonly of: string }>({ processes }: Part['tool'], rules: readonly R[] | undefined) =>
  (rules ?? []).map((rule, index) => ({ rule, index })).filter(({ rule }) => rule.of === processes[0]?.id)

const Reminders = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  const states = Object.entries(tool.processes[0]?.states ?? {})
    .filter(([, { phase }]) => phase !== 'done')
    .map(([value, { title }]) => ({ value, label: title['zh-CN'] || value }))
  return (
    <section className="studio-part">
      <h3>{t('desk.reminders')}</h3>
      {ofProcess(tool, tool.reminders).length === 0 && <p className="studio-empty">{t('studio.noReminders')}</p>}
      <ul className="studio-cards">
        {ofProcess(tool, tool.reminders).map(({ rule, index }) => (
          <li key={rule.id} className="studio-card">
            <div className="studio-sentence">
              {t('studio.restsIn')}
              <Select
                aria-label={t('desk.restsIn')}
                style={{ minWidth: 110 }}
                value={rule.state}
                options={states}
                onChange={(state) =>
                  change((one) => studio.setRule(one, 'reminders', rule.id, (old) => ({ ...old, state })))
                }
              />
              {t('studio.longerThan')}
              <InputNumber
                aria-label={t('desk.hours')}
                min={1}
                max={8760}
                style={{ width: 84 }}
                value={rule.afterHours}
                onChange={(hours) =>
                  change((one) =>
                    studio.setRule(one, 'reminders', rule.id, (old) => ({ ...old, afterHours: hours ?? 1 })),
                  )
                }
              />
              {t('studio.hoursRemind')}
              <Select
                aria-label={t('studio.remindWhom')}
                style={{ minWidth: 110 }}
                value={rule.to}
                options={(['reporter', 'holder'] as const).map((value) => ({ value, label: t(`actor.${value}`) }))}
                onChange={(to) => change((one) => studio.setRule(one, 'reminders', rule.id, (old) => ({ ...old, to })))}
              />
              <RowActs
                name={t('desk.reminders')}
                onDrop={() => change((one) => studio.setRule(one, 'reminders', rule.id, null))}
              />
            </div>
            <Input
              aria-label={t('studio.remindWords')}
              value={rule.words['zh-CN']}
              maxLength={200}
              onChange={(event) =>
                change((one) =>
                  studio.setRule(one, 'reminders', rule.id, (old) => ({
                    ...old,
                    words: { ...old.words, 'zh-CN': event.target.value },
                  })),
                )
              }
            />
            <FaultLine at={`/reminders/${index}`} />
          </li>
        ))}
      </ul>
      <div>
        <Button disabled={states.length === 0} onClick={() => change(studio.addReminder)}>
          {t('desk.addReminder')}
        </Button>
      </div>
    </section>
  )
}

const Points = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  const [process] = tool.processes
  const known = process ? formsOf(tool, process).flatMap(({ fields }) => fields) : []
  const moves = [
    { value: 'opened', label: t('desk.opened') },
    ...Object.entries(tool.processes[0]?.moves ?? {}).map(([value, { title }]) => ({
      value,
      label: title['zh-CN'] || value,
    })),
  ]
  return (
    <section className="studio-part">
      <h3>{t('desk.points')}</h3>
      {ofProcess(tool, tool.points).length === 0 && <p className="studio-empty">{t('studio.noPoints')}</p>}
      <ul className="studio-cards">
        {ofProcess(tool, tool.points).map(({ rule, index }) => (
          <li key={rule.id} className="studio-card">
            <div className="studio-sentence">
              {t('studio.when')}
              <Select
                aria-label={t('desk.earnsOn')}
                style={{ minWidth: 120 }}
                value={rule.on}
                options={moves}
                onChange={(on) => change((one) => studio.setRule(one, 'points', rule.id, (old) => ({ ...old, on })))}
              />
              <Select
                aria-label={t('studio.earnsWho')}
                style={{ minWidth: 110 }}
                value={rule.to}
                options={(['reporter', 'mover'] as const).map((value) => ({
                  value,
                  label: t(`studio.earner.${value}`),
                }))}
                onChange={(to) => change((one) => studio.setRule(one, 'points', rule.id, (old) => ({ ...old, to })))}
              />
              {t('studio.gets')}
              <InputNumber
                aria-label={t('studio.pointsMany')}
                min={-100}
                max={100}
                style={{ width: 76 }}
                value={rule.points}
                onChange={(points) =>
                  change((one) => studio.setRule(one, 'points', rule.id, (old) => ({ ...old, points: points ?? 0 })))
                }
              />
              {t('studio.pointsPerDay')}
              <InputNumber
                aria-label={t('studio.perDay')}
                min={1}
                max={20}
                style={{ width: 70 }}
                value={rule.perDay}
                onChange={(perDay) =>
                  change((one) => studio.setRule(one, 'points', rule.id, (old) => ({ ...old, perDay: perDay ?? 1 })))
                }
              />
              {t('studio.times')}
              <RowActs
                name={t('desk.points')}
                onDrop={() => change((one) => studio.setRule(one, 'points', rule.id, null))}
              />
            </div>
            <ConditionLine
              about={t('desk.points')}
              label={t('studio.pointsWhen')}
              rule={rule.when}
              fields={known}
              onChange={(next) =>
                change((one) =>
                  studio.setRule(one, 'points', rule.id, ({ when: _, ...old }) =>
                    next === undefined ? old : { ...old, when: next },
                  ),
                )
              }
            />
            <FaultLine at={`/points/${index}`} />
          </li>
        ))}
      </ul>
      <div>
        <Button onClick={() => change(studio.addPoints)}>{t('desk.addPoints')}</Button>
      </div>
    </section>
  )
}

export const Rules = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  const [process] = tool.processes
  const forms = process ? formsOf(tool, process) : tool.forms
  const open = forms.flatMap((form) => form.fields).filter((field) => !field.isPersonal && !isPhoto(field))
  const columns = studio.workListOf(tool)?.columns ?? []
  return (
    <div className="studio-part">
      <section className="studio-part">
        <h3>{t('studio.list')}</h3>
        <p className="studio-note">{t('studio.listHint')}</p>
        {open.length === 0 && <p className="studio-empty">{t('studio.listNeedsFields')}</p>}
        <Checkbox.Group
          className="studio-ticks"
          value={[...columns]}
          options={open.map(({ key, label }) => ({ value: key, label: label['zh-CN'] || key }))}
          onChange={(next: string[]) => change((one) => studio.withColumns(one, next))}
        />
        {columns.length > 0 && (
          <Checkbox
            checked={isShownToAll(tool)}
            onChange={(event) => change((one) => withPublicList(one, event.target.checked))}
          >
            {t('studio.shownToAll')}
          </Checkbox>
        )}
        <FaultLine at="/lists" />
      </section>
      <Reminders tool={tool} change={change} />
      <Points tool={tool} change={change} />
      <Indicators tool={tool} change={change} />
    </div>
  )
}
