/** One item: its guide, and the way to apply. */
import { ButtonLink, Empty, Failed, Page, problemOf, Row, Section, Skeleton, useAsk, useWords } from '@liren/web'
import { services } from '../../contract.ts'
import { ItemGuide } from './item-guide.tsx'

export default function ItemPage({ params }: { params: { code: string } }) {
  const t = useWords()
  const { data, error, refetch } = useAsk(services, 'item', { params: { code: params.code } })
  return (
    <Page
      title={data?.name ?? t('nav.item')}
      back="/services"
      canBeRead={data !== undefined}
      isLoading={!data && !error}
      action={
        data?.isOpen ? (
          <ButtonLink to={`/services/apply/${data.code}`} tone="main" isWide>
            {t('screen.apply')}
          </ButtonLink>
        ) : data?.record.books ? (
          <ButtonLink to={`/appointments?q=${encodeURIComponent(data.record.books)}`} tone="main" isWide>
            {t('screen.book')}
          </ButtonLink>
        ) : undefined
      }
    >
      {error ? (
        problemOf(error)?.status === 404 ? (
          <Empty
            icon="search"
            title={t('refusal.no-such-item')}
            action={<ButtonLink to="/services">{t('screen.search')}</ButtonLink>}
          />
        ) : (
          <Failed error={error} again={() => void refetch()} />
        )
      ) : data ? (
        <>
          <ItemGuide of={data} />
          {data.isOpen && (
            <p>
              <ButtonLink to={`/services/print/${data.code}`} icon="print">
                {t('screen.printPaper')}
              </ButtonLink>
            </p>
          )}
          {data.lists.length > 0 && (
            <Section title={t('screen.listedIn')}>
              {data.lists.map((list) => (
                <Row key={list.code} to={`/services/lists/${list.code}`} title={list.name} />
              ))}
            </Section>
          )}
          {data.bundles.length > 0 && (
            <Section title={t('screen.inBundles')}>
              {data.bundles.map((bundle) => (
                <Row key={bundle.code} to={`/services/bundles/${bundle.code}`} title={bundle.name} />
              ))}
            </Section>
          )}
        </>
      ) : (
        <Skeleton rows={6} />
      )}
    </Page>
  )
}
