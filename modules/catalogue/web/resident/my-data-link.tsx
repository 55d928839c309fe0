/** The doors to one's own data, on "me". */
import { Icon, List, Row, useSession, useWords } from '@liren/web'

const doors = [
  { path: '/catalogue/me', icon: 'document', title: 'nav.myData', hint: 'nav.myDataHint' },
  { path: '/catalogue/me/consents', icon: 'check', title: 'nav.consents', hint: 'nav.consentsHint' },
  { path: '/catalogue/me/looks', icon: 'eye', title: 'nav.looks', hint: 'nav.looksHint' },
] as const

export default function MyDataLink() {
  const t = useWords('catalogue')
  const session = useSession()
  if (session.kind !== 'account') return null
  return (
    <List items={doors} keyOf={({ path }) => path} empty={null} label={t('nav.myData')}>
      {({ path, icon, title, hint }) => <Row to={path} before={<Icon name={icon} />} title={t(title)} note={t(hint)} />}
    </List>
  )
}
