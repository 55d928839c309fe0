/** A colleague of the unit that has it, by name. */
import { SelectField, useAsk, useWords } from '@liren/web'
import { type MatterView, matters } from '../../contract.ts'

type Of = {
  readonly of: Pick<MatterView, 'id'>
  readonly value: string
  readonly onChange: (accountId: string) => void
}

/** The names, asked for while there is a network: a hand-over in a cellar needs them as well. */
export const useColleagues = (id: string, enabled = true) =>
  useAsk(matters, 'unitPeople', { params: { id } }, { staleSeconds: 600, isKept: true, enabled })

export const ColleagueField = ({ of, value, onChange }: Of) => {
  const t = useWords('matters')
  const asked = useColleagues(of.id)
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
