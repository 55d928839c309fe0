/** Where somebody acts: the area chosen above, else the one their role is held in. */
import { useArea } from './area.ts'
import { useSession } from './session.ts'

export const useOwnArea = (): { readonly code: string | null; readonly name: string } => {
  const { code, area, areas } = useArea()
  const { grants } = useSession()
  const own =
    code ??
    grants.find((grant) => grant.area !== '' && grant.unitId === null)?.area ??
    grants.find((grant) => grant.area !== '')?.area ??
    null
  return { code: own, name: area?.name ?? areas.find((one) => one.code === own)?.name ?? own ?? '' }
}
