/** The community one works in, for what is written down there. */
import { useSession } from '@liren/web'

export const usePlaceOfWork = (): string | null => {
  const { grants, areaCode } = useSession()
  const areas = grants.map(({ area }) => area.slice(0, 12)).filter(Boolean)
  return areas.find((area) => !area.endsWith('000')) ?? areas[0] ?? areaCode
}
