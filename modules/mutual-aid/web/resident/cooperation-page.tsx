/** 邻里合作 How neighbours here work together: what was met, month by month and by kind; numbers only. */
import {
  ButtonLink,
  Empty,
  Facts,
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
import { mutualAid } from '../../contract.ts'
import type { Cooperation } from '../../cooperation.ts'
import { shareOf } from '../parts/share.ts'
import '../aid.css'

/** A bar beside its words; what it shows is said in the note. */
const Line = ({ title, of }: { title: string; of: Cooperation }) => {
  const t = useWords('mutual-aid')
  return (
    <li>
      <Row
        title={title}
        note={t('screen.metOf', { asked: of.asked, met: of.met, pairs: of.pairs })}
        after={
          <span className="aid-share">
            <span className="aid-bar" aria-hidden="true">
              <span style={{ inlineSize: `${Math.round(100 * (of.metShare ?? 0))}%` }} />
            </span>
            {shareOf(of.metShare)}
          </span>
        }
      />
    </li>
  )
}

export default function CooperationPage() {
  const t = useWords('mutual-aid')
  const { month } = useTimes()
  const { code, areas } = useArea()
  const { grants } = useSession()
  const area = code ?? grants.find((grant) => grant.area)?.area.slice(0, 12) ?? null
  const { data, error, refetch } = useAsk(
    mutualAid,
    'cooperationReport',
    { query: { area: area ?? '', months: 12 } },
    { enabled: area !== null },
  )
  const place = areas.find((one) => one.code === area)?.name
  return (
    <Page title={t('nav.cooperation')} back="/mutual-aid" canBeRead>
      {place && <p className="field-hint">{t('screen.cooperationHint', { place })}</p>}
      {area === null ? (
        <Empty
          icon="pin"
          title={t('screen.pickCommunity')}
          action={<ButtonLink to="/area">{t('web:home.chooseArea')}</ButtonLink>}
        />
      ) : error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={5} />
      ) : data.whole.asked === 0 ? (
        <Empty icon="hand" title={t('screen.noCooperation')} hint={t('screen.noneHint')} />
      ) : (
        <>
          <Facts
            of={[
              [t('screen.metShare'), `${shareOf(data.whole.metShare)} · ${data.whole.met} / ${data.whole.asked}`],
              [t('screen.pairs'), String(data.whole.pairs)],
              [t('screen.helpers'), String(data.whole.helpers)],
              [t('screen.repeatHelpers'), String(data.whole.repeatHelpers)],
            ]}
          />
          <Section title={t('screen.byMonth')}>
            <ul className="list">
              {data.months.toReversed().map((one) => (
                <Line key={one.month} title={month(one.month)} of={one} />
              ))}
            </ul>
          </Section>
          <Section title={t('screen.byKind')}>
            <ul className="list">
              {data.kinds
                .toSorted((one, other) => other.asked - one.asked)
                .map((one) => (
                  <Line key={one.kind} title={t(`kind.${one.kind}`)} of={one} />
                ))}
            </ul>
          </Section>
        </>
      )}
    </Page>
  )
}
