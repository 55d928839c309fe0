/** An area's name where one is known, else its code. */
import { useArea } from '@liren/web'

export const useAreaName = () => {
  const { areas } = useArea()
  return (code: string | null) => areas.find((area) => area.code === code)?.name ?? code ?? '—'
}
