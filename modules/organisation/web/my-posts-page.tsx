/** 我的职责 What I have taken on: tasks, place and term, and whom to ask. */
import { Empty, Facts, Failed, Page, Section, Skeleton, useAsk, useTimes, useWords } from '@liren/web'
import { organisation } from '../contract.ts'

export default function MyPostsPage() {
  const t = useWords()
  const { day } = useTimes()
  const { data, error, refetch } = useAsk(organisation, 'myPosts', {})
  return (
    <Page title={t('nav.myPosts')} back="/me" canBeRead isLoading={!data}>
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton rows={5} />}
      {data?.items.length === 0 && (
        <Empty icon="hand" title={t('screen.myPosts.none')} hint={t('screen.myPosts.noneHint')} />
      )}
      {data?.items.map((one) => (
        <Section key={one.id} title={one.title}>
          {one.tasks.length > 0 && (
            <ul className="sentences">
              {one.tasks.map((task) => (
                <li key={task}>{task}</li>
              ))}
            </ul>
          )}
          <Facts
            of={[
              [t('screen.place'), one.areaName],
              [
                t('screen.myPosts.term'),
                one.termTo
                  ? t('screen.myPosts.fromTo', { from: day(one.termFrom), until: day(one.termTo) })
                  : t('screen.myPosts.since', { from: day(one.termFrom) }),
              ],
              [t('screen.unit'), one.unitName],
              one.unitPhone !== null && [
                t('screen.phone'),
                <a key="tel" href={`tel:${one.unitPhone}`}>
                  {one.unitPhone}
                </a>,
              ],
            ]}
          />
        </Section>
      ))}
    </Page>
  )
}
