/** 公开清单 The published lists, for everybody to read. */
import { Chip, Empty, Failed, Page, Row, Section, Skeleton, useAsk, useLook, useTimes, useWords } from '@liren/web'
import { services } from '../../contract.ts'

export default function OpenListsPage() {
  const t = useWords('services')
  const { locale } = useLook()
  const { day } = useTimes()
  const { data, error, refetch } = useAsk(services, 'lists')
  return (
    <Page title={t('nav.openLists')} back="/services" canBeRead={data !== undefined} isLoading={!data && !error}>
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton rows={8} />}
      {data?.items.length === 0 && <Empty icon="list" title={t('screen.none')} />}
      {data && data.items.length > 0 && (
        <Section>
          {data.items.map((one) => (
            <Row
              key={one.code}
              to={`/services/lists/${one.code}`}
              title={locale.startsWith('en') ? one.nameEn : one.name}
              note={[
                locale.startsWith('en') ? '' : one.purpose,
                t('screen.listPublished', { day: day(one.publishedOn) }),
              ]
                .filter(Boolean)
                .join(' · ')}
              after={<Chip>{t('screen.count', { n: one.items })}</Chip>}
            />
          ))}
        </Section>
      )}
    </Page>
  )
}
