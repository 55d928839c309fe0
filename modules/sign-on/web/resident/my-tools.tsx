/** On one's own page: the way to the tools that know me. */
import { Icon, Row, Section, useSession, useWords } from '@liren/web'

export default function MyTools() {
  const t = useWords('sign-on')
  const session = useSession()
  if (session.kind !== 'account') return null
  return (
    <Section>
      <ul className="list">
        <li>
          <Row to="/sign-on" before={<Icon name="link" />} title={t('nav.mine')} note={t('nav.mineHint')} />
        </li>
      </ul>
    </Section>
  )
}
