/** What a correction changes to what, field by field. */
import { Button, SelectField, useAsk, useWords } from '@liren/web'
import { catalogue } from '../../contract.ts'
import { ValueField } from '../parts/value-field.tsx'

export type Change = { readonly key: string; readonly value: string }
export const isWhole = ({ key, value }: Change) => key !== '' && value.trim() !== ''

export const Changes = ({
  of,
  onChange,
  errors,
}: {
  of: readonly Change[]
  onChange: (next: readonly Change[]) => void
  errors: Readonly<Record<string, string>>
}) => {
  const t = useWords('catalogue')
  const { data } = useAsk(catalogue, 'listCorrectable')
  const fields = data?.items ?? []
  const put = (index: number, next: Change) => onChange(of.map((one, at) => (at === index ? next : one)))
  return (
    <fieldset className="change-list">
      <legend>{t('screen.rights.changes')}</legend>
      {of.map((one, index) => {
        const field = fields.find(({ key }) => key === one.key)
        const error = errors[`changes.${index}.key`] ?? errors[`changes.${index}.value`] ?? errors.changes
        return (
          <div key={index}>
            <SelectField
              label={t('screen.rights.field')}
              placeholder="—"
              value={one.key}
              choices={fields.map(({ key, name }) => ({ value: key, label: name }))}
              onChange={(event) => put(index, { key: event.target.value, value: '' })}
            />
            <ValueField
              label={t('screen.rights.value')}
              field={field}
              value={one.value}
              error={error}
              onChange={(value) => put(index, { ...one, value })}
            />
            {of.length > 1 && (
              <Button tone="quiet" onClick={() => onChange(of.filter((_, at) => at !== index))}>
                {t('screen.rights.removeChange')}
              </Button>
            )}
          </div>
        )
      })}
      <Button onClick={() => onChange([...of, { key: '', value: '' }])}>{t('screen.rights.addChange')}</Button>
    </fieldset>
  )
}
