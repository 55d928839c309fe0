/** What the library is worth: most cited, cost saved, duplicates avoided, orphans, what nobody uses any more; and the standards that grow out of use. */
import { Chip, useAsk, useTimes, useWords } from '@liren/web'
import { Columns, DeskPage, Figures, Panel } from '@liren/web/desk'
import { toolLibrary } from '../../contract.ts'
import { useSay } from '../parts/say.ts'

export default function BoardsPage() {
  const t = useWords()
  const say = useSay()
  const { number, since, day } = useTimes()
  const { data } = useAsk(toolLibrary, 'boards', {})
  const standards = useAsk(toolLibrary, 'standards', {})
  const yuan = (fen: number) => t('screen.yuan', { amount: number(Math.round(fen / 100)) })
  return (
    <DeskPage title={t('nav.boards')} hint={t('desk.boardsHint')}>
      <Figures
        of={[
          { label: t('screen.saved'), value: data ? yuan(data.savedFen) : '—' },
          {
            label: t('desk.reuse'),
            value: data?.reuseRate === null || !data ? '—' : `${Math.round(data.reuseRate * 100)}%`,
          },
          { label: t('desk.avoided'), value: data?.duplicatesAvoided ?? '—' },
          {
            label: t('desk.unusedCount'),
            value: data?.unused.length ?? '—',
            tone: data?.unused.length ? 'soon' : 'plain',
          },
        ]}
      />
      <Columns
        main={
          <>
            <Panel title={t('desk.mostCited')}>
              <ol>
                {data?.mostCited.map((one) => (
                  <li key={one.id}>
                    {say(one.name)} · {t('screen.cited', { count: one.citations })} · {yuan(one.savedFen)}
                  </li>
                ))}
              </ol>
            </Panel>
            <Panel title={t('desk.unused')}>
              {data?.unused.length === 0 && <p>{t('screen.noneHere')}</p>}
              <ul>
                {data?.unused.map((one) => (
                  <li key={`${one.id}${one.areaCode}`}>
                    {say(one.name)} · {one.areaCode} · {one.lastUsedAt ? since(one.lastUsedAt) : t('desk.never')}
                  </li>
                ))}
              </ul>
            </Panel>
          </>
        }
        aside={
          <>
            <Panel title={t('desk.standards')}>
              {standards.data?.items.length === 0 && <p>{t('desk.noStandards')}</p>}
              <ul>
                {standards.data?.items.map((one) => (
                  <li key={one.id}>
                    {say(one.name)}{' '}
                    <Chip tone={one.state === 'confirmed' ? 'done' : 'soon'}>{t(`standard.${one.state}`)}</Chip>{' '}
                    {t('desk.commentUntil', { day: day(one.commentUntilOn) })}
                  </li>
                ))}
              </ul>
            </Panel>
            <Panel title={t('desk.orphans')}>
              <ul>
                {data?.orphans.map((one) => (
                  <li key={one.id}>{say(one.name)}</li>
                ))}
              </ul>
            </Panel>
            <Panel title={t('desk.credits')}>
              <ol>
                {data?.credits.map((one) => (
                  <li key={one.publisher}>
                    {one.publisher} · {one.points}
                  </li>
                ))}
              </ol>
            </Panel>
          </>
        }
      />
    </DeskPage>
  )
}
