/** Entries that need a second look, and why: the register is only as good as its last check. */
import { Chip, useArea, useFilters, useTimes, useWords } from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { people } from '../../contract.ts'
import { usePlace } from '../place.ts'
import { PersonDetail } from './person-detail.tsx'

export default function ExceptionsPage() {
  const t = useWords()
  const place = usePlace()
  const { since } = useTimes()
  const { code } = useArea()
  const [filters, filter] = useFilters()
  return (
    <DeskPage title={t('nav.exceptions')} hint={t('screen.exceptionsHint')}>
      <ListTable
        contract={people}
        route="listExceptions"
        isQueue
        input={{ query: code ? { area: code } : {} }}
        rowKey={({ person }) => person.id}
        columns={[
          { key: 'name', title: t('screen.field.fullName'), width: 120, cell: ({ person }) => person.displayName },
          { key: 'area', title: t('screen.area'), width: 200, cell: ({ person }) => place(person.areaCode) },
          {
            key: 'why',
            title: t('screen.why'),
            cell: ({ why }) =>
              why.map((one) => (
                <Chip key={one} tone="soon">
                  {t(`screen.exception.${one}`)}
                </Chip>
              )),
          },
          {
            key: 'verified',
            title: t('screen.lastVerified'),
            width: 140,
            cell: ({ person }) => (person.lastVerifiedAt ? since(person.lastVerifiedAt) : t('screen.neverVerified')),
          },
        ]}
        onOpen={({ person }) => filter({ open: person.id })}
        label={t('nav.exceptions')}
      />
      <PersonDetail id={filters.open} onClose={() => filter({ open: null })} title={t('screen.person')} />
    </DeskPage>
  )
}
