/** One published list with its items. */
import { Empty, List, Page, Row, useAsk, useLook, usePages, useTimes, useWords } from '@liren/web'
import { services } from '../../contract.ts'
import { promiseLine } from './promise-line.ts'

export default function OpenListPage({ params }: { params: { code: string } }) {
  const t = useWords('services')
  const { locale } = useLook()
  const { day } = useTimes()
  const { data } = useAsk(services, 'lists')
  const list = data?.items.find(({ code }) => code === params.code)
  const found = usePages(services, 'items', { query: { list: params.code } })
  return (
    <Page
      title={(locale.startsWith('en') ? list?.nameEn : list?.name) ?? t('nav.openLists')}
      back="/services/lists"
      canBeRead
    >
      {list && (
        <p className="services-soft">
          {list.purpose} {t('screen.listPublished', { day: day(list.publishedOn) })}
        </p>
      )}
      <List {...found} keyOf={(item) => item.code} empty={<Empty icon="search" title={t('screen.none')} />}>
        {(item) => (
          <Row
            to={`/services/items/${item.code}`}
            title={item.name}
            note={`${item.ownerName} · ${promiseLine(t, item)}`}
          />
        )}
      </List>
    </Page>
  )
}
