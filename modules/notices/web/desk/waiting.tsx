/** People who can only be reached by phone: whom somebody has to call. */
import { Waiting } from '@liren/web/desk'
import { notices } from '../../contract.ts'

export default function CallsWaiting() {
  return <Waiting at="/notices/phone-tasks" contract={notices} route="phoneTasks" query={{ state: 'waiting' }} />
}
