/** One field as people meet it: typed, or filled with its source on a chip, to be confirmed, changed with a reason, or refused. */
import { Button, Chip, Icon, SelectField, useLook, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { masked } from '../../answers.ts'
import { type Field, type FormDefinition, say } from '../../definition.ts'
import type { Offer } from '../../origin.ts'
import { isSame } from '../../origin.ts'
import { isEmpty, type Shown } from '../../outline.ts'
import { useFaultWords } from './fault-words.ts'
import type { Filling } from './filling.ts'
import { Input } from './input.tsx'

/** A value in words: the choice's name, yes or no, a day as it is written here. */
export const useValueWords = () => {
  const t = useWords('forms')
  const { locale } = useLook()
  const { day, list, when } = useTimes()
  const one = (field: Field, value: unknown, isClear = false): string => {
    if (isEmpty(value)) return '—'
    if (Array.isArray(value)) return list(value.map((item) => one(field, item, isClear)))
    if (field.enum) {
      const index = field.enum.indexOf(value as string | number)
      return say(field.choices?.[index], locale) || String(value)
    }
    if (typeof value === 'boolean') return t(value ? 'screen.yes' : 'screen.no')
    if (field.format === 'date' && typeof value === 'string') return day(value)
    if (field.format === 'dateTime' && typeof value === 'string') return when(value)
    if (field.format === 'file' || field.format === 'signature') return t('screen.attached')
    return isClear ? String(value) : masked(field, value)
  }
  return one
}

/** Why it is asked and by what law: always at hand, never in the way. */
const Why = ({ field, definition }: { field: Field; definition: FormDefinition }) => {
  const t = useWords('forms')
  const { locale } = useLook()
  const purpose = say(field.purpose ?? definition.purpose, locale)
  const basis = say(field.basis ?? definition.basis, locale)
  if (!purpose && !basis) return null
  return (
    <details className="form-why">
      <summary>{t('screen.why')}</summary>
      {purpose && <p>{purpose}</p>}
      {basis && <p>{t('screen.basis', { basis })}</p>}
      {field.addedBy && <p>{t('screen.addedBy', { name: field.addedBy })}</p>}
    </details>
  )
}

/** Where a value comes from, and of which day. */
export const Source = ({ offer }: { offer: Offer }) => {
  const t = useWords('forms')
  const { day } = useTimes()
  return (
    <Chip tone="main">
      {offer.asOf === null
        ? t('screen.source', { source: offer.source })
        : t('screen.sourceOn', { source: offer.source, on: day(offer.asOf) })}
    </Chip>
  )
}

const reasons = ['changed', 'wrong', 'other'] as const

const Offered = ({ shown, offer, filling, error }: FieldProps & { offer: Offer; error: string | undefined }) => {
  const t = useWords('forms')
  const { locale } = useLook()
  const words = useValueWords()
  const { field, at, value } = shown
  const [isEditing, setEditing] = useState(false)
  const [isClear, setClear] = useState(false)
  const isChanged = !isSame(value, offer.value)
  const label = say(field.label, locale)
  if (isEditing || isChanged)
    return (
      <div className="form-field">
        <Input field={field} value={value} error={error} onChange={(next) => filling.answer(at, next)} />
        <Source offer={offer} />
        {isChanged && (
          <SelectField
            label={t('screen.whyChanged')}
            placeholder={t('screen.choose')}
            value={filling.filled.reasons[at] ?? ''}
            choices={reasons.map((one) => ({ value: t(`screen.reason.${one}`), label: t(`screen.reason.${one}`) }))}
            onChange={(event) => filling.explain(at, event.target.value)}
          />
        )}
        <Button
          tone="quiet"
          onClick={() => {
            filling.answer(at, offer.value)
            setEditing(false)
          }}
        >
          {t('screen.takeBack')}
        </Button>
      </div>
    )
  return (
    <div className="form-field form-offered">
      <p className="form-label">{label}</p>
      <p className="form-value">
        {words(field, value, isClear)}
        {field.mask && (
          <button type="button" className="icon-button" onClick={() => setClear(!isClear)} aria-pressed={isClear}>
            <Icon name="eye" />
            <span className="only-heard">{t('screen.show', { label })}</span>
          </button>
        )}
      </p>
      <Source offer={offer} />
      <div className="form-acts">
        {field.lock ? (
          <span className="field-hint">{t('screen.locked')}</span>
        ) : (
          <Button tone="quiet" onClick={() => setEditing(true)} aria-label={t('screen.changeOf', { label })}>
            {t('screen.change')}
          </Button>
        )}
        <Button tone="quiet" onClick={() => filling.refuse(at)} aria-label={t('screen.refuseOf', { label })}>
          {t('screen.refuse')}
        </Button>
      </div>
      {field.confirm && (
        <label className="form-confirm">
          <input
            type="checkbox"
            checked={filling.filled.confirmed.includes(at)}
            onChange={(event) => filling.confirm(at, event.target.checked)}
          />
          {t('screen.confirm')}
        </label>
      )}
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

export type FieldProps = { readonly shown: Shown; readonly filling: Filling }

export const FieldView = ({ shown, filling, isTried }: FieldProps & { isTried: boolean }) => {
  const { locale } = useLook()
  const words = useValueWords()
  const faultWords = useFaultWords()
  const [isTouched, setTouched] = useState(false)
  const { field, at, value } = shown
  const fault = filling.accepted.faults.find((one) => one.field === at || one.field.startsWith(`${at}.`))
  const error = fault && (isTried || (isTouched && fault.code !== 'needed')) ? faultWords(fault) : undefined
  const offer = filling.offers[at]
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches that something inside was left
    <div id={`field-${at}`} onBlur={() => setTouched(true)}>
      {field.derive !== undefined ? (
        <div className="form-field form-offered">
          <p className="form-label">{say(field.label, locale)}</p>
          <p className="form-value">{words(field, value)}</p>
        </div>
      ) : offer !== undefined ? (
        <Offered shown={shown} filling={filling} offer={offer} error={error} />
      ) : (
        <div className="form-field">
          <Input field={field} value={value} error={error} onChange={(next) => filling.answer(at, next)} />
        </div>
      )}
      {field.derive === undefined && <Why field={field} definition={filling.definition} />}
    </div>
  )
}
