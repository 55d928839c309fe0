/** 一件事 A journey of life with the items that belong to it. */
import { Chip, Empty, Failed, Page, Row, Section, Skeleton, useAsk, useWords } from '@liren/web'
import { services } from '../../contract.ts'
import { promiseLine } from './promise-line.ts'

export default function BundlePage({ params }: { params: { code: string } }) {
  const t = useWords()
  const { data, error, refetch } = useAsk(services, 'bundles')
  const bundle = data?.items.find(({ code }) => code === params.code)
  return (
    <Page title={bundle?.name ?? t('nav.bundles')} back="/services" isLoading={!data && !error}>
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && !bundle && <Empty icon="search" title={t('refusal.not-found')} />}
      {bundle && (
        <>
          <p>{bundle.intro}</p>
          <Section>
            {bundle.items.map((item) => (
              <Row
                key={item.code}
                to={`/services/items/${item.code}`}
                title={item.name}
                note={promiseLine(t, item)}
                after={item.isZeroVisit ? <Chip tone="done">{t('screen.zero')}</Chip> : undefined}
              />
            ))}
          </Section>
        </>
      )}
    </Page>
  )
}
