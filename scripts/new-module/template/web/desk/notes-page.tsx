/** All notes of the communities within reach. */
import { useTimes, useWords } from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { sampleNotes } from '../../contract.ts'

export default function NotesPage() {
  const t = useWords()
  const { when } = useTimes()
  return (
    <DeskPage title={t('title')} hint={t('screen.deskHint')}>
      <ListTable
        contract={sampleNotes}
        route="list"
        input={{ query: {} }}
        columns={[
          { key: 'text', title: t('screen.text'), cell: (note) => note.text },
          { key: 'area', title: t('screen.area'), width: 150, cell: (note) => note.area },
          { key: 'leftAt', title: t('screen.leftAt'), width: 170, cell: (note) => when(note.leftAt) },
        ]}
      />
    </DeskPage>
  )
}
