/** A colleague of the unit that has it, by name. */
import { SelectField, useAsk, useWords } from '@liren/web'
import { type MatterView, matters } from '../../contract.ts'

type Of = {
  readonly of: Pick<MatterView, 'id'>
  readonly value: string
  readonly onChange: (accountId: string) => void
}

export const ColleagueField = ({ of, value, onChange }: Of) => {
  const t = useWords('matters')
  const asked = useAsk(matters, 'unitPeople', { params: { id: of.id } }, { staleSeconds: 60 })
  const items = asked.data?.items ?? []
  if (items.length === 0) return null
  return (
    <SelectField
      label={t('screen.colleague')}
      placeholder={t('screen.noColleague')}
      value={value}
      choices={items.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
