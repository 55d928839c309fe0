/** Who needs a hand near me, and what I asked for and took. */
import {
  ButtonLink,
  Chip,
  Empty,
  List,
  Page,
  Row,
  Segments,
  useArea,
  useAsk,
  useFilters,
  useLive,
  usePages,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { type HelpView, mutualAid } from '../../contract.ts'
import '../aid.css'

const Line = ({ of }: { of: HelpView }) => {
  const t = useWords('mutual-aid')
  const { when } = useTimes()
  const isOver = ['thanked', 'withdrawn', 'expired', 'declined', 'settled'].includes(of.state)
  return (
    <Row
      to={`/mutual-aid/${of.id}`}
      title={of.wish}
      note={[
        t(`kind.${of.kind}`),
        of.building,
        when(of.startsAt),
        of.people > 1 ? t('screen.peopleCount', { count: of.people }) : '',
        of.hours > 0 ? t('screen.byHours', { hours: of.hours }) : '',
      ]
        .filter(Boolean)
        .join(' · ')}
      after={<Chip tone={isOver ? 'done' : of.state === 'open' ? 'main' : 'soon'}>{t(`state.${of.state}`)}</Chip>}
    />
  )
}

const Near = ({ area }: { area: string }) => {
  const t = useWords('mutual-aid')
  const requests = usePages(mutualAid, 'open', { query: { area } })
  const { data } = useAsk(mutualAid, 'cooperation', { query: { area } })
  useLive([`area:${area}`], [[mutualAid.name]])
  return (
    <>
      <List
        {...requests}
        label={t('screen.openTab')}
        keyOf={(one) => one.id}
        empty={<Empty icon="hand" title={t('screen.none')} hint={t('screen.noneHint')} />}
      >
        {(one) => <Line of={one} />}
      </List>
      {data && data.asked > 0 && (
        <Row
          to="/mutual-aid/cooperation"
          title={t('nav.cooperation')}
          note={[
            t('screen.cooperation'),
            t('screen.metOf', { asked: data.asked, met: data.met, pairs: data.pairs }),
          ].join(' · ')}
        />
      )}
    </>
  )
}

const Mine = () => {
  const t = useWords('mutual-aid')
  const mine = usePages(mutualAid, 'mine', { query: {} })
  return (
    <List
      {...mine}
      label={t('screen.mineTab')}
      keyOf={(one) => one.id}
      empty={<Empty icon="hand" title={t('screen.noneMine')} hint={t('screen.noneHint')} />}
    >
      {(one) => <Line of={one} />}
    </List>
  )
}

export default function RequestsPage() {
  const t = useWords('mutual-aid')
  const { code } = useArea()
  const { grants } = useSession()
  const [filters, filter] = useFilters()
  const area = code ?? grants.find((grant) => grant.area)?.area.slice(0, 12) ?? null
  const tab = filters.tab === 'mine' ? 'mine' : 'near'
  return (
    <Page
      title={t('nav.aid')}
      action={
        <ButtonLink to="/mutual-aid/ask" tone="main" isWide>
          {t('nav.ask')}
        </ButtonLink>
      }
    >
      <Segments
        label={t('screen.tab')}
        value={tab}
        onChange={(value) => filter({ tab: value === 'mine' ? 'mine' : null })}
        choices={[
          { value: 'near', label: t('screen.openTab') },
          { value: 'mine', label: t('screen.mineTab') },
        ]}
      />
      {tab === 'mine' ? (
        <Mine />
      ) : area ? (
        <Near area={area} />
      ) : (
        <Empty
          icon="pin"
          title={t('screen.pickCommunity')}
          action={<ButtonLink to="/area">{t('web:home.chooseArea')}</ButtonLink>}
        />
      )}
    </Page>
  )
}
