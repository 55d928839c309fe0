/** Small parts all act forms share: the foot with its verb, one text, a limit. */
import { Button, Notice, TextField } from '@liren/web'
import { InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { useActText } from './act-draft.tsx'
import { type Limit, limitUnits, useCaseWords } from './case-words.ts'
import { Labelled } from './choosers.tsx'

export const Foot = ({
  verb,
  isBusy,
  isReady = true,
  isGrave,
  onGo,
  onCancel,
}: {
  verb: string
  isBusy: boolean
  isReady?: boolean
  isGrave?: boolean
  onGo: () => void
  onCancel: () => void
}) => {
  const { d } = useCaseWords()
  return (
    <p className="button-row">
      <Button tone="quiet" onClick={onCancel}>
        {d('cancel')}
      </Button>
      <Button tone={isGrave ? 'urgent' : 'main'} isBusy={isBusy} disabled={!isReady} onClick={onGo}>
        {verb}
      </Button>
    </p>
  )
}

/** A form of one text. `phrases` are said with one press. */
export const OneText = ({
  verb,
  label,
  isOptional,
  isGrave,
  isBusy,
  error,
  warning,
  phrases = [],
  children,
  isReady = true,
  onGo,
  onCancel,
}: {
  verb: string
  label: string
  isOptional?: boolean
  isGrave?: boolean
  isBusy: boolean
  error?: string | undefined
  warning?: ReactNode
  phrases?: readonly string[]
  children?: ReactNode
  isReady?: boolean
  onGo: (text: string) => void
  onCancel: () => void
}) => {
  const [text, setText] = useActText()
  const said = text.trim()
  return (
    <>
      {warning && <Notice tone="soon">{warning}</Notice>}
      {children}
      <TextField
        label={label}
        {...(isOptional ? { isOptional } : {})}
        error={error}
        rows={3}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {phrases.length > 0 && (
        <p className="phrases">
          {phrases.map((phrase) => (
            <button key={phrase} type="button" className="phrase" onClick={() => setText(phrase)}>
              {phrase}
            </button>
          ))}
        </p>
      )}
      <Foot
        verb={verb}
        isBusy={isBusy}
        {...(isGrave ? { isGrave } : {})}
        isReady={isReady && (isOptional === true || said !== '')}
        onGo={() => onGo(said)}
        onCancel={onCancel}
      />
    </>
  )
}

/** A limit of time; null keeps the one of the category. */
export const LimitField = ({
  label,
  hint,
  value,
  onChange,
}: {
  label: string
  hint?: string
  value: Limit | null
  onChange: (limit: Limit | null) => void
}) => {
  const { t } = useCaseWords()
  const unit = value?.unit ?? 'workDays'
  return (
    <Labelled label={label} hint={hint}>
      {(id) => (
        <span className="limit">
          <InputNumber
            id={id}
            min={0.5}
            max={400}
            step={0.5}
            value={value?.amount ?? null}
            onChange={(amount) => onChange(amount ? { amount: Number(amount), unit } : null)}
          />
          <Select
            aria-label={label}
            value={unit}
            options={limitUnits.map((one) => ({ value: one, label: t(`screen.desk.unit.${one}`) }))}
            onChange={(one) => onChange({ amount: value?.amount ?? 1, unit: one })}
          />
        </span>
      )}
    </Labelled>
  )
}
