/** What a tool lists, of what it reminds, and what earns points. */
import { useWords } from '@liren/web'
import { Button, InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { Part } from './studio-part.ts'

export const Rules = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  const [process] = tool.processes
  const [on, setOn] = useState<string | null>(null)
  const [points, setPoints] = useState<number | null>(2)
  const [state, setState] = useState<string | null>(null)
  const [hours, setHours] = useState<number | null>(72)
  if (!process) return null
  const moves = [
    { value: 'opened', label: t('desk.opened') },
    ...Object.entries(process.moves).map(([value, { title }]) => ({ value, label: title['zh-CN'] })),
  ]
  const fields = tool.forms.flatMap((form) =>
    form.fields
      .filter(({ isPersonal }) => !isPersonal)
      .map(({ key, label }) => ({ value: key, label: label['zh-CN'] })),
  )
  const list = tool.lists?.find(({ id }) => id === 'work')
  return (
    <div className="studio-part">
      <h3>{t('screen.lists')}</h3>
      <Select
        mode="multiple"
        aria-label={t('desk.columns')}
        placeholder={t('desk.columns')}
        value={list?.columns ?? []}
        options={fields}
        onChange={(columns: string[]) =>
          change((one) => ({
            ...one,
            lists:
              columns.length === 0
                ? []
                : [
                    {
                      id: 'work',
                      title: { 'zh-CN': '办理清单', en: 'Worklist' },
                      board: 'worker',
                      of: process.id,
                      columns: columns.slice(0, 8),
                    },
                  ],
          }))
        }
      />
      <h3>{t('desk.reminders')}</h3>
      {(tool.reminders ?? []).map((one) => (
        <div key={one.id} className="studio-row">
          <span className="grow">
            {t('desk.reminderLine', { state: process.states[one.state]?.title['zh-CN'] ?? '', hours: one.afterHours })}
          </span>
          <Button
            size="small"
            danger
            onClick={() =>
              change((whole) => ({ ...whole, reminders: (whole.reminders ?? []).filter(({ id }) => id !== one.id) }))
            }
          >
            {t('desk.drop')}
          </Button>
        </div>
      ))}
      <div className="studio-row">
        <Select
          aria-label={t('desk.restsIn')}
          placeholder={t('desk.restsIn')}
          style={{ minWidth: 140 }}
          value={state}
          onChange={setState}
          options={Object.entries(process.states)
            .filter(([, one]) => one.phase !== 'done')
            .map(([value, { title }]) => ({ value, label: title['zh-CN'] }))}
        />
        <InputNumber
          aria-label={t('desk.hours')}
          min={1}
          max={8760}
          value={hours}
          onChange={setHours}
          suffix={t('desk.hours')}
        />
        <Button
          disabled={!state || !hours}
          onClick={() => {
            if (state && hours)
              change((one) => ({
                ...one,
                reminders: [
                  ...(one.reminders ?? []),
                  {
                    id: `r${(one.reminders ?? []).length + 1}`,
                    of: process.id,
                    state,
                    afterHours: hours,
                    to: 'reporter',
                    words: {
                      'zh-CN': '有一件事还没有办完，请看一看。',
                      en: 'Something is still open; please have a look.',
                    },
                  },
                ],
              }))
            setState(null)
          }}
        >
          {t('desk.addReminder')}
        </Button>
      </div>
      <h3>{t('desk.points')}</h3>
      {(tool.points ?? []).map((one) => (
        <div key={one.id} className="studio-row">
          <span className="grow">
            {t('desk.pointsLine', {
              on: moves.find(({ value }) => value === one.on)?.label ?? one.on,
              points: one.points,
            })}
          </span>
          <Button
            size="small"
            danger
            onClick={() =>
              change((whole) => ({ ...whole, points: (whole.points ?? []).filter(({ id }) => id !== one.id) }))
            }
          >
            {t('desk.drop')}
          </Button>
        </div>
      ))}
      <div className="studio-row">
        <Select
          aria-label={t('desk.earnsOn')}
          placeholder={t('desk.earnsOn')}
          style={{ minWidth: 140 }}
          value={on}
          onChange={setOn}
          options={moves}
        />
        <InputNumber aria-label={t('desk.points')} min={-100} max={100} value={points} onChange={setPoints} />
        <Button
          disabled={!on || !points}
          onClick={() => {
            if (on && points)
              change((one) => ({
                ...one,
                points: [
                  ...(one.points ?? []),
                  {
                    id: `p${(one.points ?? []).length + 1}`,
                    of: process.id,
                    on,
                    to: 'reporter',
                    points,
                    perDay: 2,
                    because: { 'zh-CN': one.name['zh-CN'], en: one.name.en },
                  },
                ],
              }))
            setOn(null)
          }}
        >
          {t('desk.addPoints')}
        </Button>
      </div>
    </div>
  )
}
