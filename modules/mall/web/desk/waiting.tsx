/** Hand-overs that did not fit, and days on which shop and ledger differ. */
import { Waiting } from '@liren/web/desk'
import { mall } from '../../contract.ts'

export default function MallWaiting() {
  return (
    <>
      <Waiting
        at="/mall"
        search="?tab=conflicts"
        contract={mall}
        route="conflicts"
        isDue={({ settledNote }) => settledNote === null}
      />
      <Waiting
        at="/mall"
        search="?tab=days"
        contract={mall}
        route="days"
        isDue={({ isEqual, note }) => isEqual === false && note === null}
      />
    </>
  )
}
