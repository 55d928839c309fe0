/** 名册 A row for each instead of figures: of what, who is on it, and whether a duty in law asks for it. */
import { Field, SelectField, Switch, useWords } from '@liren/web'
import { type RosterKind, type Rows, rosterKinds } from '../../report.ts'

export const RosterFields = ({
  of,
  onChange,
}: {
  readonly of: Rows | null
  readonly onChange: (rows: Rows | null) => void
}) => {
  const t = useWords('one-form')
  const where = of?.where ?? {}
  const narrow = (part: Readonly<Record<string, string | number | undefined>>) => {
    const next = Object.fromEntries(Object.entries({ ...where, ...part }).filter(([, value]) => value !== undefined))
    if (of) onChange({ ...of, where: next })
  }
  const age = (key: 'ageFrom' | 'ageUntil') => (
    <Field
      label={t(`screen.roster.${key}`)}
      isOptional
      type="number"
      value={where[key] === undefined ? '' : String(where[key])}
      onChange={(event) => narrow({ [key]: event.target.value === '' ? undefined : Number(event.target.value) })}
    />
  )
  return (
    <>
      <SelectField
        label={t('screen.roster.of')}
        hint={t('screen.roster.ofHint')}
        placeholder={t('screen.roster.figures')}
        value={of?.of ?? ''}
        choices={rosterKinds.map((value) => ({ value, label: t(`screen.roster.kinds.${value}`) }))}
        onChange={(event) => {
          const kind: RosterKind | undefined = rosterKinds.find((one) => one === event.target.value)
          onChange(kind ? { of: kind } : null)
        }}
      />
      {of?.of === 'person' && (
        <>
          {age('ageFrom')}
          {age('ageUntil')}
          <Field
            label={t('screen.roster.tag')}
            isOptional
            value={where.tag ?? ''}
            maxLength={60}
            onChange={(event) => narrow({ tag: event.target.value || undefined })}
          />
        </>
      )}
      {of && (
        <Switch
          label={t('screen.roster.isStatutory')}
          value={of.isStatutory ?? false}
          onChange={(isStatutory) => onChange({ ...of, isStatutory })}
        />
      )}
    </>
  )
}
