/** Entries of the data dictionary in words; one that has none here is shown as the dictionary calls it. */
import { useWords } from '@liren/web'

const known = [
  'name',
  'idNumber',
  'phone',
  'birthOn',
  'birthDate',
  'sex',
  'residence',
  'age',
  'community',
  'tags',
  'members',
]

export const useEntryWords = () => {
  const t = useWords('tool-library')
  return (key: string): string => {
    const [ledger, last = ''] = key.split('.')
    return (ledger === 'person' || ledger === 'household') && known.includes(last) ? t(`entry.${last}`) : key
  }
}
