/** Wishes the community looks at first, and disputes nobody has settled. */
import { Waiting } from '@liren/web/desk'
import { mutualAid } from '../../contract.ts'

export default function AidWaiting() {
  return (
    <Waiting
      at="/mutual-aid"
      contract={mutualAid}
      route="all"
      isDue={({ state }) => state === 'toCheck' || state === 'disputed'}
    />
  )
}
