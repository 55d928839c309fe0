/** The door to one's own entry, on "me"; who looked at it stands there. */
import { Icon, Row, useSession, useWords } from '@liren/web'

export default function MyRecordLink() {
  const t = useWords('people')
  const session = useSession()
  if (session.kind !== 'account') return null
  return <Row to="/people/me" before={<Icon name="person" />} title={t('nav.me')} note={t('nav.meHint')} />
}
