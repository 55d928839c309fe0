/** What all forms of a worker share: one sheet, a draft that survives, phrases for a thumb, one button. */
import { Button, Icon, Sheet, TextField, toastProblem, useDraft, useWords } from '@liren/web'
import { type ReactNode, useState } from 'react'
import type { CaseView } from '../../contract.ts'

export type FormProps = { readonly of: CaseView; readonly onClose: () => void }

export const draftKey = (caseId: string, form: string) => `cases.worker.${form}.${caseId}`

export const useCaseDraft = <T extends object>(of: CaseView, form: string, empty: T) =>
  useDraft<T>(draftKey(of.matter.id, form), empty)

export const FormSheet = ({
  title,
  verb,
  isReady,
  missing,
  isGrave,
  onSend,
  onClose,
  children,
}: {
  title: string
  verb: string
  isReady: boolean
  /** Said beside the button while something is missing. */
  missing?: string | null
  isGrave?: boolean
  onSend: () => Promise<unknown>
  onClose: () => void
  children: ReactNode
}) => {
  const [isSending, setSending] = useState(false)
  const send = async () => {
    setSending(true)
    try {
      await onSend()
      onClose()
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setSending(false)
    }
  }
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={title}
      action={
        <div className="form-action">
          {!isReady && missing && (
            <p className="form-missing" role="status">
              {missing}
            </p>
          )}
          <Button
            tone={isGrave ? 'urgent' : 'main'}
            isWide
            isBusy={isSending}
            disabled={!isReady}
            onClick={() => void send()}
          >
            {verb}
          </Button>
        </div>
      }
    >
      {children}
    </Sheet>
  )
}

/** One of a few, each a thumb wide. */
export const Choices = <C extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  label: string
  choices: readonly { readonly value: C; readonly label: string }[]
  value: C | null
  onChange: (value: C) => void
}) => (
  <fieldset className="guesses">
    <legend>{label}</legend>
    {choices.map((choice) => (
      <button
        key={choice.value}
        type="button"
        className="guess"
        aria-pressed={choice.value === value}
        onClick={() => onChange(choice.value)}
      >
        {choice.value === value && <Icon name="check" size={18} />}
        {choice.label}
      </button>
    ))}
  </fieldset>
)

/** Words with the sentences most often written, one press each. */
export const Said = ({
  label,
  value,
  onChange,
  phrases,
  isOptional = false,
  hint,
  children,
}: {
  label: string
  children?: ReactNode
  value: string
  onChange: (text: string) => void
  phrases: readonly string[]
  isOptional?: boolean
  hint?: string
}) => {
  const t = useWords('cases')
  return (
    <div className="said">
      <TextField
        label={label}
        rows={2}
        maxLength={2000}
        isOptional={isOptional}
        hint={hint}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {children}
      {phrases.length > 0 && (
        <ul className="phrases" aria-label={t('screen.worker.phrases')}>
          {phrases
            .filter((phrase) => !value.includes(phrase))
            .map((phrase) => (
              <li key={phrase}>
                <button
                  type="button"
                  className="guess"
                  onClick={() => onChange(value.trim() === '' ? phrase : `${value.trim()} ${phrase}`)}
                >
                  {phrase}
                </button>
              </li>
            ))}
        </ul>
      )}
    </div>
  )
}

/** Phrases stand in the locales as one text, parted by bars, so that a district may have its own. */
export const usePhrases = () => {
  const t = useWords('cases')
  return (name: string) =>
    t(`screen.worker.phrase.${name}`)
      .split('|')
      .map((one) => one.trim())
}
