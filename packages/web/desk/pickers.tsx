/**
 * Choosing an area, a unit, a category, a home, a person or an account by name instead of typing a code: each is drawn by the module that knows them
 * (slots `field:area`, `field:unit`, `field:category`, `field:dwelling`, `field:person`, `field:account` of the desk); where none is there, an area or a unit is a plain line.
 */
import type { ReactNode } from 'react'
import { Field } from '../phone/field.tsx'
import { useRegistry } from '../registry.ts'
import { Slot } from '../slot.tsx'

type Around = {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly isOptional?: boolean
}

/** `value` is an area's code, empty where none is chosen. `hasCells`: down to the grid cell. */
export type AreaPick = Around & {
  readonly value: string
  readonly onChange: (code: string) => void
  readonly hasCells?: boolean
}
/** `by`: what `value` is. By `name` a unit outside this district may be written as it is called. */
export type UnitPick = Around & {
  readonly value: string
  readonly by: 'id' | 'code' | 'name'
  readonly maxLength?: number
  readonly onChange: (value: string) => void
}
export type PickedPerson = { readonly id: string; readonly displayName: string; readonly note: string }
/** Found by the whole number, telephone or name only, and shown masked. */
export type PersonPick = Around & {
  readonly value: PickedPerson | null
  readonly onChange: (person: PickedPerson | null) => void
}

export type PickedAccount = { readonly id: string; readonly displayName: string; readonly note: string }
/** Accounts within the reader's reach, by part of a name or login. */
export type AccountPick = Around & {
  readonly value: PickedAccount | null
  readonly onChange: (account: PickedAccount | null) => void
}

/** A home or shop: its building by name or address within an area, then the dwelling in it. */
export type PickedDwelling = { readonly id: string; readonly text: string }
export type DwellingPick = Around & {
  readonly value: PickedDwelling | null
  /** Where buildings are looked for; nothing outside. */
  readonly area: string
  readonly onChange: (dwelling: PickedDwelling | null) => void
}

/** `value` are codes of categories, or what codes of a whole group begin with; `isOne` takes a single whole code. */
export type CategoryPick = Around & {
  readonly value: readonly string[]
  readonly isOne?: boolean
  readonly onChange: (codes: readonly string[]) => void
}

const CodesLine = ({ value, onChange, ...around }: Omit<CategoryPick, 'isOne'>) => (
  <Field
    {...around}
    defaultValue={value.join(', ')}
    onBlur={(event) => onChange(event.target.value.split(/[,，、\s]+/u).filter(Boolean))}
  />
)

const Plain = ({ of }: { of: AreaPick | UnitPick }) => (
  <Field
    label={of.label}
    {...(of.hint === undefined ? {} : { hint: of.hint })}
    error={of.error}
    {...(of.isOptional === undefined ? {} : { isOptional: of.isOptional })}
    value={of.value}
    onChange={(event) => of.onChange(event.target.value.trim())}
  />
)

/** `<AreaField label={t('screen.area')} value={said.areaCode} error={send.errors.areaCode} onChange={…} />` */
export const AreaField = (of: AreaPick) => {
  const { slots } = useRegistry()
  return slots.has('field:area') ? <Slot name="field:area" of={of} /> : <Plain of={of} />
}

/** `<CategoriesField label={t('screen.categories')} value={codes} onChange={setCodes} />`: names to pick from, codes where nobody knows any. */
export const CategoriesField = (of: CategoryPick) => {
  const { slots } = useRegistry()
  if (slots.has('field:category')) return <Slot name="field:category" of={of} />
  const { isOne: _, value, onChange, ...around } = of
  return <CodesLine {...around} value={value} onChange={onChange} />
}

/** `<UnitField by="code" label={t('screen.provider')} value={draft.providerUnit} onChange={…} />` */
export const UnitField = (of: UnitPick) => {
  const { slots } = useRegistry()
  return slots.has('field:unit') ? <Slot name="field:unit" of={of} /> : <Plain of={of} />
}

/** `<DwellingField label={t('screen.home')} area={code} value={home} onChange={setHome} />`; nothing without a territory. */
export const DwellingField = (of: DwellingPick) => <Slot name="field:dwelling" of={of} />

/** `<PersonField label={t('screen.head')} value={head} onChange={setHead} />`; nothing without a register of people. */
export const PersonField = (of: PersonPick) => <Slot name="field:person" of={of} />

/** `<AccountField label={t('screen.account')} value={account} onChange={setAccount} />`; nothing without accounts. */
export const AccountField = (of: AccountPick) => <Slot name="field:account" of={of} />
