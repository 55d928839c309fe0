/** What waits about tools: those handed in for review, what a community’s administrator is asked, and remarks nobody has answered. */
import { useArea, useSession } from '@liren/web'
import { Waiting } from '@liren/web/desk'
import { toolLibrary } from '../../contract.ts'

export default function ToolsWaiting() {
  const { code } = useArea()
  const { grants } = useSession()
  const area = code ?? grants.find(({ role }) => role === 'communityAdmin')?.area ?? null
  return (
    <>
      {area && <Waiting at="/tool-library/uses" contract={toolLibrary} route="waitingHere" query={{ area }} />}
      <Waiting at="/tool-library/reviews" contract={toolLibrary} route="reviews" />
      <Waiting at="/tool-library/remarks" contract={toolLibrary} route="remarks" query={{ state: 'new' }} />
    </>
  )
}
