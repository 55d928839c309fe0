/** Hand-overs that did not fit what was reserved. */
import { Waiting } from '@liren/web/desk'
import { mall } from '../../contract.ts'

export default function ConflictsWaiting() {
  return <Waiting at="/mall" contract={mall} route="conflicts" />
}
