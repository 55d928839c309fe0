/** The way to what I have taken on, on "me"; only for those who have. */
import { Icon, Row, Section, useAsk, useSession, useTimes, useWords } from '@liren/web'
import { organisation } from '../contract.ts'

export default function MyPostsLink() {
  const t = useWords('organisation')
  const { list } = useTimes()
  const { kind } = useSession()
  const { data } = useAsk(organisation, 'myPosts', {}, { enabled: kind === 'account', staleSeconds: 600 })
  if (!data || data.items.length === 0) return null
  return (
    <Section>
      <Row
        to="/organisation/my-posts"
        before={<Icon name="hand" />}
        title={t('nav.myPosts')}
        note={list(data.items.map(({ title }) => title))}
      />
    </Section>
  )
}
