/** Public notices that hang now, the area chosen above; each opens, so that whoever knows better can say so. */
import { Empty, List, Page, Row, useArea, usePages, useTimes, useWords } from '@liren/web'
import { services } from '../../contract.ts'

export default function NoticesPage() {
  const t = useWords()
  const { day } = useTimes()
  const { code } = useArea()
  const notices = usePages(services, 'notices', { query: code ? { area: code } : {} })
  return (
    <Page title={t('nav.notices')} back="/services" canBeRead>
      <p>{t('screen.noticesHint')}</p>
      <List
        {...notices}
        keyOf={(one) => one.id}
        empty={<Empty icon="document" title={t('screen.noNotices')} hint={t('screen.noNoticesHint')} />}
      >
        {(one) => (
          <Row
            to={`/services/notices/${one.id}`}
            title={`${one.itemName} · ${one.areaName}`}
            note={`${one.shown} · ${t('screen.hangsUntil', { at: day(one.untilAt) })}`}
          />
        )}
      </List>
    </Page>
  )
}
