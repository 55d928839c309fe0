/** How long: the day on which a tool ends, and how long what was done with it is kept. */
import { todayOn, useWords } from '@liren/web'
import { Checkbox, DatePicker, InputNumber } from 'antd'
import dayjs from 'dayjs'
import { FaultLine } from './fault-line.tsx'
import type { Part } from './part.ts'

export const KeepingPart = ({ tool, change }: Part) => {
  const t = useWords('tool-library')
  const { endsOn, keepDays } = tool.retention
  return (
    <section className="studio-part">
      <h3>{t('studio.howLong')}</h3>
      <div className="studio-card-body">
        <Checkbox
          checked={endsOn !== undefined}
          onChange={(event) =>
            change((one) => ({
              ...one,
              retention: event.target.checked
                ? { ...one.retention, endsOn: todayOn(90) }
                : { keepDays: one.retention.keepDays },
            }))
          }
        >
          {t('studio.hasEnd')}
        </Checkbox>
        {endsOn !== undefined && (
          <DatePicker
            aria-label={t('studio.endsOn')}
            allowClear={false}
            value={dayjs(endsOn)}
            minDate={dayjs()}
            onChange={(day) =>
              day && change((one) => ({ ...one, retention: { ...one.retention, endsOn: day.format('YYYY-MM-DD') } }))
            }
          />
        )}
      </div>
      <span className="studio-between">
        {t('studio.keepFor')}
        <InputNumber
          aria-label={t('studio.keepDays')}
          min={1}
          max={3650}
          precision={0}
          value={keepDays}
          onChange={(days) => change((one) => ({ ...one, retention: { ...one.retention, keepDays: days ?? 365 } }))}
        />
        {t('studio.keepThen')}
      </span>
      <FaultLine at="/retention" />
    </section>
  )
}
