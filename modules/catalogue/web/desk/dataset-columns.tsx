/** The columns of a dataset: what each is called, of which kind it is, whether it must be there, says who somebody is, or tells rows apart. */
import type { Static } from '@liren/contract'
import { Button, Field, Notice, Section, SelectField, Switch, useWords } from '@liren/web'
import type { Column } from '../../contract.ts'
import { EntryField } from './entry-field.tsx'

type One = Static<typeof Column>
const types = ['text', 'integer', 'number', 'date', 'boolean', 'code'] as const

export const DatasetColumns = ({
  columns,
  keys,
  error,
  onChange,
}: {
  columns: readonly One[]
  keys: readonly string[]
  error: string | undefined
  onChange: (columns: readonly One[], keys: readonly string[]) => void
}) => {
  const t = useWords('catalogue')
  const put = (at: number, part: Partial<One>) => {
    const before = columns[at]?.name
    const next = columns.map((one, index) => (index === at ? { ...one, ...part } : one))
    // A key goes by its column's name, whatever it is called now.
    onChange(next, part.name === undefined ? keys : keys.map((key) => (key === before ? (part.name ?? key) : key)))
  }
  return (
    <Section title={t('screen.dataset.columns')}>
      {error && <Notice tone="overdue">{error}</Notice>}
      {columns.map((column, at) => (
        <fieldset key={at}>
          <legend>{t('screen.register.column', { n: at + 1 })}</legend>
          <Field
            label={t('screen.register.columnName')}
            value={column.name}
            maxLength={60}
            onChange={(event) => put(at, { name: event.target.value })}
          />
          <SelectField
            label={t('screen.register.type')}
            value={column.type}
            choices={types.map((value) => ({ value, label: t(`screen.type.${value}`) }))}
            onChange={(event) => put(at, { type: types.find((one) => one === event.target.value) ?? column.type })}
          />
          <EntryField
            label={t('screen.register.entry')}
            value={column.entry ? [column.entry] : []}
            most={1}
            onChange={([entry]) => {
              const { entry: _, ...rest } = column
              onChange(
                columns.map((one, index) => (index === at ? { ...rest, ...(entry ? { entry } : {}) } : one)),
                keys,
              )
            }}
          />
          {!column.entry && (
            <Field
              label={t('screen.register.own')}
              hint={t('screen.register.ownHint')}
              isOptional
              value={column.own ?? ''}
              maxLength={200}
              onChange={(event) => {
                const { own: _, ...rest } = column
                const own = event.target.value
                onChange(
                  columns.map((one, index) => (index === at ? { ...rest, ...(own ? { own } : {}) } : one)),
                  keys,
                )
              }}
            />
          )}
          <Switch
            label={t('screen.register.required')}
            value={column.isRequired ?? false}
            onChange={(isRequired) => put(at, { isRequired })}
          />
          <Switch
            label={t('screen.register.personal')}
            value={column.isPersonal ?? false}
            onChange={(isPersonal) => put(at, { isPersonal })}
          />
          <Switch
            label={t('screen.register.key')}
            value={keys.includes(column.name)}
            onChange={(isKey) =>
              onChange(columns, isKey ? [...keys, column.name] : keys.filter((one) => one !== column.name))
            }
          />
          {columns.length > 1 && (
            <Button
              tone="quiet"
              onClick={() =>
                onChange(
                  columns.filter((_, index) => index !== at),
                  keys.filter((one) => one !== column.name),
                )
              }
            >
              {t('screen.register.removeColumn')}
            </Button>
          )}
        </fieldset>
      ))}
      <Button onClick={() => onChange([...columns, { name: '', type: 'text' }], keys)}>
        {t('screen.register.addColumn')}
      </Button>
    </Section>
  )
}
