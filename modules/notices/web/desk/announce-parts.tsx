/** What a writer should know before sending: by which steps a notice climbs, and how many it can reach. */
import { Chip, Notice, useAsk, useSession, useTimes, useWords } from '@liren/web'
import { Figures } from '@liren/web/desk'
import { carriedBy } from '../../announcement.ts'
import { type AnnouncementBody, type AudienceCount, notices } from '../../contract.ts'
import { ladders } from '../../ladder.ts'

type Kind = AnnouncementBody['kind']
const always: readonly string[] = ['in-app', 'phone']

const useWait = () => {
  const t = useWords('notices')
  return (minutes: number) => {
    if (minutes === 0) return t('announce.atOnce')
    const time =
      minutes < 60 ? t('announce.minutes', { n: minutes }) : t('announce.hours', { n: Math.round(minutes / 60) })
    return t('announce.after', { time })
  }
}

/** The steps of this kind in order; ways that are switched off are named as such. */
export const LadderSteps = ({
  kind,
  urgency,
  ways,
}: {
  kind: Kind
  urgency: AnnouncementBody['urgency']
  ways: readonly string[] | null
}) => {
  const t = useWords('notices')
  const wait = useWait()
  const haste = kind === 'emergency' || urgency === 'urgent' ? 4 : 1
  const isOpen = (channel: string) => ways === null || always.includes(channel) || ways.includes(channel)
  return (
    <>
      <h3>{t('announce.ladder')}</h3>
      <ol className="announce-ladder">
        {ladders[kind].map(({ anyOf, afterMinutes }) => (
          <li key={anyOf.join()}>
            <span>{wait(Math.round(afterMinutes / haste))}</span>{' '}
            {anyOf.map((channel) => (
              <Chip key={channel} tone={isOpen(channel) ? 'main' : 'plain'}>
                {t(`channel.${channel}`)}
                {!isOpen(channel) && ` · ${t('announce.closed')}`}
              </Chip>
            ))}
          </li>
        ))}
      </ol>
      <p className="quiet">{t(kind === 'emergency' ? 'announce.outsideAlarm' : 'announce.outside')}</p>
    </>
  )
}

/** Numbers, never names; a handful is not said. */
export const CountFigures = ({ of, kind }: { of: AudienceCount; kind: Kind }) => {
  const t = useWords('notices')
  const { number } = useTimes()
  const said = (count: number | null) => (count === null ? t('announce.few') : number(count))
  const without = of.people === null || of.reachable === null ? 0 : of.people - of.reachable
  return (
    <>
      <Figures
        of={[
          { label: t('announce.people'), value: said(of.people) },
          { label: t('announce.reachable'), value: said(of.reachable) },
          ...(kind === 'optional' ? [{ label: t('announce.refusing'), value: said(of.refusing) }] : []),
          ...(of.unknown > 0 ? [{ label: t('announce.unknownPeople'), value: number(of.unknown) }] : []),
        ]}
      />
      {without > 0 && <Notice tone="soon">{t('announce.unreached', { n: without })}</Notice>}
    </>
  )
}

/** From here on a sender should ask themself whether this is needed. */
const oftenPercent = 10

/** What became of this kind when the same sender used it lately: over-messaging shows before the next one leaves. */
export const Lately = ({ kind, areaCode }: { kind: Kind; areaCode: string }) => {
  const t = useWords('notices')
  const { number } = useTimes()
  const { grants } = useSession()
  const units = grants.flatMap(({ unitId }) => unitId ?? [])
  const { data } = useAsk(notices, 'senders', { query: {} })
  const topic = `notices.${carriedBy[kind].topic}`
  const mine = data?.items.find(
    (row) => row.topic === topic && (row.unitId ? units.includes(row.unitId) : row.areaCode === areaCode),
  )
  if (!mine) return null
  const isOften = kind === 'optional' && mine.optedOutPercent >= oftenPercent
  return (
    <Notice tone={isOften ? 'overdue' : 'plain'}>
      {t('announce.lately', {
        messages: number(mine.messages),
        opened: mine.openedPercent,
        optedOut: mine.optedOutPercent,
      })}
      {isOften && ` ${t('announce.often')}`}
    </Notice>
  )
}
