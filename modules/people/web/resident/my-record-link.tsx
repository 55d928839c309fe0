/** The door to one's own entry, on "me". */
import { Icon, List, Row, useSession, useWords } from '@liren/web'

const doors = [
  { path: '/people/me', icon: 'person', title: 'nav.me', hint: 'nav.meHint' },
  { path: '/people/me/footprints', icon: 'eye', title: 'nav.myFootprints', hint: 'nav.myFootprintsHint' },
] as const

export default function MyRecordLink() {
  const t = useWords('people')
  const session = useSession()
  if (session.kind !== 'account') return null
  return (
    <List items={doors} keyOf={({ path }) => path} empty={null} label={t('nav.me')}>
      {({ path, icon, title, hint }) => <Row to={path} before={<Icon name={icon} />} title={t(title)} note={t(hint)} />}
    </List>
  )
}
