/** 我的办件 Everything I began or handed in, whatever became of it, page by page. */
import { Chip, Empty, List, Page, Row, usePages, useTimes, useWords } from '@liren/web'
import { services } from '../../contract.ts'

export default function MinePage() {
  const t = useWords('services')
  const { since } = useTimes()
  const mine = usePages(services, 'mine', { query: {} })
  return (
    <Page title={t('nav.mine')} back="/services" canBeRead>
      <List
        {...mine}
        keyOf={(row) => row.id}
        empty={<Empty icon="document" title={t('screen.noApplications')} hint={t('screen.noApplicationsHint')} />}
      >
        {(row) => (
          <Row
            to={`/services/${row.id}`}
            title={row.itemName}
            note={[row.number, since(row.madeAt)].filter(Boolean).join(' · ')}
            after={<Chip tone={row.finishedAt ? 'done' : 'main'}>{t(`state.${row.state}`)}</Chip>}
          />
        )}
      </List>
    </Page>
  )
}
