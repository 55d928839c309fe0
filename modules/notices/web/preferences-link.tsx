/** The way to one's choices, under "me". */
import { Icon, Row, Section, useSession, useWords } from '@liren/web'

export default function PreferencesLink() {
  const t = useWords('notices')
  if (useSession().kind !== 'account') return null
  return (
    <Section>
      <Row
        to="/notices/preferences"
        before={<Icon name="bell" />}
        title={t('nav.preferences')}
        note={t('screen.choose')}
      />
    </Section>
  )
}
