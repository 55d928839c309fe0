/** The door to one's own entry, on "me". */
import { List, Row, useSession, useWords } from '@liren/web'

const doors = [
  { path: '/people/me', title: 'nav.me', hint: 'nav.meHint' },
  { path: '/people/me/footprints', title: 'nav.myFootprints', hint: 'nav.myFootprintsHint' },
]

export default function MyRecordLink() {
  const t = useWords('people')
  const session = useSession()
  if (session.kind !== 'account') return null
  return (
    <List items={doors} keyOf={({ path }) => path} empty={null} label={t('nav.me')}>
      {({ path, title, hint }) => <Row to={path} title={t(title)} note={t(hint)} />}
    </List>
  )
}
