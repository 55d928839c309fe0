/** The community a tool is used in: the one chosen at the head of the home page, else one's own. */
import { useArea, useSession } from '@liren/web'

export const usePlace = (): string | null => {
  const { code } = useArea()
  const { grants, areaCode } = useSession()
  return code ?? areaCode ?? grants.find(({ area }) => /^\d{9}[1-9]|^\d{10}[1-9]|^\d{11}[1-9]/.test(area))?.area ?? null
}
