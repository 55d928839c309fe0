/** Who serves this community: offices and phones, and the grid worker by name and post. */
import {
  ButtonLink,
  Chip,
  Empty,
  Failed,
  Page,
  Row,
  Section,
  Skeleton,
  useArea,
  useAsk,
  useOwnArea,
  useWords,
} from '@liren/web'
import { organisation } from '../../contract.ts'

export default function CommunityPage() {
  const t = useWords()
  const { areas } = useArea()
  // Who belongs to a community need not choose it once more.
  const { code } = useOwnArea()
  const isCommunity = areas.find((one) => one.code === code)?.level === 'community'
  const { data, error, refetch } = useAsk(
    organisation,
    'community',
    { params: { area: code ?? '' }, query: {} },
    { enabled: isCommunity },
  )
  if (!isCommunity)
    return (
      <Page title={t('nav.community')}>
        <Empty
          icon="pin"
          title={t('screen.chooseCommunity')}
          action={
            <ButtonLink to="/area" tone="main">
              {t('screen.choose')}
            </ButtonLink>
          }
        />
      </Page>
    )
  return (
    <Page title={data?.name ?? t('nav.community')} canBeRead isLoading={!data}>
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton rows={8} />}
      {data && (
        <>
          <Section title={t('screen.offices')}>
            <ul className="list">
              {data.offices.map((office) => (
                <li key={office.name}>
                  <Row
                    title={office.name}
                    note={[t(`screen.kind.${office.kind}`), office.hours, office.address, office.phone]
                      .filter(Boolean)
                      .join(' · ')}
                    after={
                      office.phone && (
                        <a
                          className="button button-plain"
                          href={`tel:${office.phone}`}
                          aria-label={`${t('screen.call')} ${office.name} ${office.phone}`}
                        >
                          {t('screen.call')}
                        </a>
                      )
                    }
                  />
                </li>
              ))}
            </ul>
          </Section>
          <Section title={t('screen.whoServes')}>
            <ul className="list">
              {data.people.map((person) => (
                <li key={`${person.areaCode} ${person.name}`}>
                  <Row
                    title={person.name}
                    note={
                      person.areaCode.length === 15
                        ? t('screen.cell', { cell: Number(person.areaCode.slice(12)) })
                        : undefined
                    }
                    after={<Chip>{t(`screen.post.${person.post}`)}</Chip>}
                  />
                </li>
              ))}
            </ul>
          </Section>
          <ButtonLink to="/organisation/responsibilities" isWide>
            {t('nav.responsibilities')}
          </ButtonLink>
        </>
      )}
    </Page>
  )
}
