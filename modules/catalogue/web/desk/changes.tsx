/** What a correction changes to what, field by field. */
import { Button, Field, SelectField, useAsk, useWords } from '@liren/web'
import { catalogue } from '../../contract.ts'

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
            {field && (field.choices.length > 0 || field.type === 'boolean') ? (
              <SelectField
                label={t('screen.rights.value')}
                placeholder="—"
                value={one.value}
                choices={
                  field.type === 'boolean'
                    ? ['true', 'false'].map((value) => ({
                        value,
                        label: t(value === 'true' ? 'screen.yes' : 'screen.no'),
                      }))
                    : field.choices
                }
                error={error}
                onChange={(event) => put(index, { ...one, value: event.target.value })}
              />
            ) : (
              <Field
                label={t('screen.rights.value')}
                type={field?.type === 'date' ? 'date' : 'text'}
                value={one.value}
                maxLength={300}
                error={error}
                onChange={(event) => put(index, { ...one, value: event.target.value })}
              />
            )}
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
