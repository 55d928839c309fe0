/** 开放数据 What everybody may take, with its licence and how fresh it is. */
import { Chip, Empty, List, Page, Row, usePages, useTimes, useWords } from '@liren/web'
import { catalogue } from '../../contract.ts'

export default function OpenDataPage() {
  const t = useWords()
  const { day } = useTimes()
  const open = usePages(catalogue, 'listOpenDatasets', { query: {} })
  return (
    <Page title={t('nav.open')} back="/" canBeRead>
      <p>{t('screen.open.hint')}</p>
      <List
        {...open}
        keyOf={({ code }) => code}
        empty={<Empty icon="folder" title={t('screen.open.none')} hint={t('screen.open.noneHint')} />}
      >
        {(one) => (
          <Row
            title={one.title}
            note={
              <>
                <span className="row-note-first">
                  <Chip>{one.scenario}</Chip> {one.summary}
                </span>
                {[one.provider, one.publishedAt && t('screen.open.asOf', { day: day(one.publishedAt) }), one.licence]
                  .filter(Boolean)
                  .join(' · ')}
              </>
            }
            after={
              <a className="button button-plain" href={`/api/catalogue/open/${one.code}/csv`} download>
                {t('screen.open.save')}
                <span className="only-heard">{one.title}</span>
              </a>
            }
          />
        )}
      </List>
    </Page>
  )
}
