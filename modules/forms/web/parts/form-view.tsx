/** A form drawn from its definition: groups and lists of fields, those that show right now, in the order of the form. */
import { Button, Section, Skeleton, useLook, useWords } from '@liren/web'
import { withoutItem } from '../../answers.ts'
import { type Field, type FormGroup, say } from '../../definition.ts'
import { valueAt } from '../../outline.ts'
import { FieldView } from './field-view.tsx'
import type { Filling } from './filling.ts'
import './forms.css'

type Part = {
  readonly fields: readonly Field[]
  readonly before: string
  readonly filling: Filling
  readonly isTried: boolean
}

const ListPart = ({ field, at, filling, isTried }: { field: Field; at: string } & Omit<Part, 'fields' | 'before'>) => {
  const t = useWords('forms')
  const { locale } = useLook()
  const found = valueAt(filling.filled.answers, at)
  const items: readonly unknown[] = Array.isArray(found) ? found : []
  const isFull = items.length >= (field.repeat?.max ?? 200)
  const label = say(field.label, locale)
  return (
    <fieldset className="form-list" id={`field-${at}`}>
      <legend>{label}</legend>
      {field.help && <p className="field-hint">{say(field.help, locale)}</p>}
      {items.map((_, index) => (
        <div key={index} className="form-item">
          <div className="form-item-head">
            <b>{t('screen.itemNumber', { number: index + 1 })}</b>
            <Button tone="quiet" onClick={() => filling.answer(at, withoutItem(items, index))}>
              {t('screen.removeItem')}
            </Button>
          </div>
          <FieldsPart fields={field.fields ?? []} before={`${at}.${index}`} filling={filling} isTried={isTried} />
        </div>
      ))}
      {!isFull && (
        <Button tone="plain" onClick={() => filling.answer(at, [...items, {}])}>
          {t('screen.addItem', { label })}
        </Button>
      )}
    </fieldset>
  )
}

const FieldsPart = ({ fields, before, filling, isTried }: Part) => {
  const { locale } = useLook()
  const { visible, shown } = filling.accepted.standing
  return fields.map((field) => {
    const at = before === '' ? field.key : `${before}.${field.key}`
    if (!visible.has(at)) return null
    if (field.fields && field.repeat)
      return <ListPart key={at} field={field} at={at} filling={filling} isTried={isTried} />
    if (field.fields)
      return (
        <fieldset key={at} className="form-group">
          <legend>{say(field.label, locale)}</legend>
          <FieldsPart fields={field.fields} before={at} filling={filling} isTried={isTried} />
        </fieldset>
      )
    const one = shown.find((leaf) => leaf.at === at)
    return one ? <FieldView key={at} shown={one} filling={filling} isTried={isTried} /> : null
  })
}

/** One page's groups. `fields` are the form's, with its blocks unfolded. */
export const FormView = ({
  fields,
  groups,
  filling,
  isTried,
}: {
  fields: readonly Field[]
  groups: readonly FormGroup[]
  filling: Filling
  isTried: boolean
}) => {
  const { locale } = useLook()
  if (!filling.isReady) return <Skeleton />
  return groups.map((group) => {
    const inside = group.fields.flatMap((key) => fields.find((field) => field.key === key) ?? [])
    if (!inside.some(({ key }) => filling.accepted.standing.visible.has(key))) return null
    return (
      <Section key={group.fields.join()} {...(group.title ? { title: say(group.title, locale) } : {})}>
        <div className="form-fields">
          <FieldsPart fields={inside} before="" filling={filling} isTried={isTried} />
        </div>
      </Section>
    )
  })
}
