/** Fields of a form to choose from, by their names: those a correction asks for. */
import { useAsk, useLook, useWords } from '@liren/web'
import { fieldsOf } from '../../blocks.ts'
import { forms } from '../../contract.ts'
import { say } from '../../definition.ts'
import './forms.css'

export const FieldTicks = ({
  code,
  area,
  label,
  value,
  onChange,
}: {
  code: string
  area: string
  label: string
  /** Keys of fields. */
  value: readonly string[]
  onChange: (keys: readonly string[]) => void
}) => {
  const t = useWords('forms')
  const { locale } = useLook()
  const { data, error } = useAsk(forms, 'readForm', { params: { code }, query: { area } })
  if (error) return <p>{t('screen.noForm')}</p>
  if (!data) return null
  return (
    <fieldset className="form-ticks form-group">
      <legend>{label}</legend>
      {fieldsOf(data.definition).map((field) => (
        <label key={field.key}>
          <input
            type="checkbox"
            checked={value.includes(field.key)}
            onChange={(event) =>
              onChange(event.target.checked ? [...value, field.key] : value.filter((one) => one !== field.key))
            }
          />
          {say(field.label, locale)}
        </label>
      ))}
    </fieldset>
  )
}
