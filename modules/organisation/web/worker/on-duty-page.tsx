/** Whom to call now: who is on duty in the community, the street and the district, one touch away from the telephone. */
import {
  Chip,
  Empty,
  Failed,
  Page,
  Row,
  Section,
  Skeleton,
  useArea,
  useAsk,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { levels, organisation } from '../../contract.ts'
import { MyDuties } from './my-duties.tsx'

export default function OnDutyPage() {
  const t = useWords()
  const { when } = useTimes()
  const { code } = useArea()
  const session = useSession()
  const area = code ?? session.areaCode ?? session.grants.find((grant) => grant.area !== '')?.area
  const { data, error, isLoading, refetch } = useAsk(
    organisation,
    'onDuty',
    { query: { area: area ?? '' } },
    { enabled: area !== undefined },
  )
  return (
    <Page title={t('nav.onDuty')} isLoading={isLoading}>
      <MyDuties />
      {isLoading && <Skeleton />}
      {error && <Failed error={error} again={() => void refetch()} />}
      {(data?.items.length === 0 || area === undefined) && (
        <Empty icon="clock" title={t('screen.nobodyOnDuty')} hint={t('screen.nobodyOnDutyHint')} />
      )}
      {[...levels].reverse().map((level) => {
        const items = data?.items.filter((one) => one.level === level) ?? []
        if (items.length === 0) return null
        return (
          <Section key={level} title={t(`screen.level.${level}`)}>
            <ul className="list">
              {items.map((one) => {
                const phone = one.phone ?? one.unitPhone
                return (
                  <li key={`${one.shiftId} ${one.memberId}`}>
                    <Row
                      title={`${one.name} · ${t(`screen.post.${one.post}`)}`}
                      note={[phone, one.unitName, t('screen.until', { time: when(one.until) })]
                        .filter(Boolean)
                        .join(' · ')}
                      before={one.isStandIn && <Chip tone="soon">{t('screen.standInShort')}</Chip>}
                      after={
                        phone && (
                          <a
                            className="button button-plain"
                            href={`tel:${phone}`}
                            aria-label={`${t('screen.call')} ${one.name} ${phone}`}
                          >
                            {t('screen.call')}
                          </a>
                        )
                      }
                    />
                  </li>
                )
              })}
            </ul>
          </Section>
        )
      })}
    </Page>
  )
}
