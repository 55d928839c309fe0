/** 我要什么 What people live by, level by level, and the doors that answer it here; what is not there yet is said. */
import { Empty, Failed, Page, Row, Section, Skeleton, useAsk, useTimes, useWords } from '@liren/web'
import { launcher } from '../../contract.ts'
import { needLevels } from '../../needs.ts'
import { useDoorWords, usePlace } from '../parts/tiles.tsx'
import './launcher.css'

export default function NeedsPage() {
  const t = useWords('launcher')
  const say = useDoorWords()
  const { list } = useTimes()
  const area = usePlace()
  const asked = useAsk(launcher, 'needs', { query: area ? { area } : {} }, { isKept: true, staleSeconds: 300 })
  const items = asked.data?.items ?? []
  return (
    <Page title={t('nav.needs')} back="/launcher">
      <p>{t('needs.lead')}</p>
      {asked.isLoading && <Skeleton rows={6} />}
      {asked.error && !asked.data && <Failed error={asked.error} again={() => void asked.refetch()} />}
      {asked.data && items.length === 0 && <Empty icon="flag" title={t('needs.none')} hint={t('needs.noneHint')} />}
      {needLevels.map((level) =>
        items.some((need) => need.level === level) ? (
          <Section key={level} title={t(`needs.level.${level}`)}>
            {items
              .filter((need) => need.level === level)
              .map((need) => (
                <details key={need.code} className="need">
                  <summary>
                    <b>{say(need.name)}</b> <span className="row-note">{say(need.hint)}</span>
                  </summary>
                  <ul className="list">
                    {need.ways.map((way) => (
                      <li key={`${way.to}${way.name.en}`}>
                        <Row title={say(way.name)} to={way.to} />
                      </li>
                    ))}
                  </ul>
                  {need.lacking.length > 0 && (
                    <p className="field-hint">
                      {t('needs.lacking', { what: list(need.lacking.map((one) => say(one.name))) })}
                    </p>
                  )}
                </details>
              ))}
          </Section>
        ) : null,
      )}
    </Page>
  )
}
