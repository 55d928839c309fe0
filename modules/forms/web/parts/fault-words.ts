/** What is wrong with a field, in words. */
import { useLook, useWords } from '@liren/web'
import { say } from '../../definition.ts'
import type { Fault } from '../../standing.ts'

export const useFaultWords = () => {
  const t = useWords('forms')
  const { locale } = useLook()
  return (fault: Fault): string =>
    fault.message ? say(fault.message, locale) : t(`screen.fault.${fault.code}`, { limit: fault.limit ?? 0 })
}
