/** What people wait for: an answer about who looked at their data, and being erased. */
import { todayOn } from '@liren/web'
import { Waiting } from '@liren/web/desk'
import { people } from '../../contract.ts'

export default function PeopleWaiting() {
  return (
    <>
      <Waiting at="/people/questions" contract={people} route="listFootprintQuestions" query={{ open: true }} />
      <Waiting
        at="/people/rights"
        contract={people}
        route="listErasures"
        query={{ state: 'open' }}
        isLate={({ dueOn }) => dueOn < todayOn()}
      />
    </>
  )
}
