/** Smaller parts of phone pages: segments, steps, a timeline of what happened, stars. */
import { type ReactNode, useId } from 'react'
import { classes } from '../classes.ts'
import { Icon } from '../icon.tsx'
import { useWords } from '../words.ts'
import type { Choice } from './field.tsx'

/** A few views of one thing, one shown at a time. */
export const Segments = ({
  label,
  choices,
  value,
  onChange,
}: {
  label: string
  choices: readonly (Choice & { count?: number })[]
  value: string
  onChange: (value: string) => void
}) => {
  const name = useId()
  return (
    <fieldset className="segments">
      <legend className="only-heard">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span>
            {choice.label}
            {choice.count !== undefined && <small>{choice.count}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

export type Happening = {
  readonly id: string
  readonly at: string
  readonly title: ReactNode
  readonly text?: ReactNode
  readonly tone?: 'main' | 'done' | 'overdue' | 'plain'
}

/** What happened, newest first as given. */
export const Timeline = ({ of, label }: { of: readonly Happening[]; label?: string }) => (
  <ol className="timeline" aria-label={label}>
    {of.map(({ id, at, title, text, tone = 'plain' }) => (
      <li key={id} className={`timeline-${tone}`}>
        <p className="timeline-title">{title}</p>
        {text && <div className="timeline-text">{text}</div>}
        <p className="timeline-at">{at}</p>
      </li>
    ))}
  </ol>
)

/** How far something has come: the steps of a process, one of them now. */
export const Stepper = ({ steps, now }: { steps: readonly string[]; now: number }) => (
  <ol className="stepper">
    {steps.map((step, index) => (
      <li
        key={step}
        className={classes(index < now && 'stepper-past', index === now && 'stepper-now')}
        aria-current={index === now ? 'step' : undefined}
      >
        {step}
      </li>
    ))}
  </ol>
)

/** 好差评: five levels, each with its word; stars alone would not be heard. */
export const Rating = ({
  value,
  onChange,
  label,
}: {
  value: number | null
  onChange: (level: number) => void
  label: string
}) => {
  const t = useWords('web')
  const name = useId()
  return (
    <fieldset className="rating">
      <legend>{label}</legend>
      {[1, 2, 3, 4, 5].map((level) => (
        <label key={level} className={classes(value !== null && level <= value && 'rating-lit')}>
          <input type="radio" name={name} checked={value === level} onChange={() => onChange(level)} />
          <Icon name="star" size={32} />
          <span className="only-heard">{t(`rating.${level}`)}</span>
        </label>
      ))}
      <output>{value === null ? t('rating.none') : t(`rating.${value}`)}</output>
    </fieldset>
  )
}

/** A remark that stands out: plain, a warning, or something urgent. */
export const Notice = ({
  children,
  tone = 'plain',
}: {
  children: ReactNode
  tone?: 'plain' | 'soon' | 'overdue' | 'good'
}) => (
  <div className={`notice notice-${tone}`} role={tone === 'overdue' ? 'alert' : 'note'}>
    <Icon name={tone === 'good' ? 'check' : tone === 'plain' ? 'information' : 'warning'} size={20} />
    <div>{children}</div>
  </div>
)
