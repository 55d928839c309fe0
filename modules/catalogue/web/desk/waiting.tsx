/** What waits about data: versions to approve, requests to share, people who ask for their rights, and enterprises that ask who looked. */
import { useMay } from '@liren/web'
import { Waiting } from '@liren/web/desk'
import { catalogue } from '../../contract.ts'

export default function DataWaiting() {
  const may = useMay()
  return (
    <>
      {may('dataset.approve') && (
        <Waiting at="/catalogue/updates" contract={catalogue} route="listUpdates" query={{ state: 'submitted' }} />
      )}
      {may('sharing.answer') && (
        <Waiting
          at="/catalogue/sharing"
          contract={catalogue}
          route="listRequests"
          query={{ state: 'asked' }}
          isDue={({ isMine }) => !isMine}
        />
      )}
      {may('right.answer') && (
        <Waiting
          at="/catalogue/firm-questions"
          contract={catalogue}
          route="listFirmQuestions"
          query={{ open: true }}
          isDue={({ isMine }) => !isMine}
        />
      )}
      <Waiting
        at="/catalogue/rights"
        contract={catalogue}
        route="listRights"
        query={{ state: 'asked' }}
        isLate={({ dueAt }) => dueAt !== null && new Date(dueAt) < new Date()}
      />
    </>
  )
}
