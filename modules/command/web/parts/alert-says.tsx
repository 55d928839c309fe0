/** What an alert says, in one line: how many, of what, where. */
import type { Reply, RouteOf } from '@liren/contract'
import { useTimes, useWords } from '@liren/web'
import type { command } from '../../contract.ts'

export type Alert = Reply<RouteOf<typeof command, 'alerts'>>['items'][number]

export const AlertSays = ({ of }: { of: Alert }) => {
  const t = useWords('command')
  const { number } = useTimes()
  const isDays = (of.kind === 'inaction' || of.kind === 'silent') && of.count >= 48
  return (
    <>
      {t(`screen.alertSays.${isDays ? `${of.kind}Days` : of.kind}`, {
        count: number(isDays ? Math.floor(of.count / 24) : of.count),
        usual: of.usual === null ? '–' : number(Math.round(of.usual * 10) / 10),
      })}{' '}
      · {of.unitName ?? of.areaName}
    </>
  )
}
