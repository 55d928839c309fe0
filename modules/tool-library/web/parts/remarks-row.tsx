/** The way to one's own remarks, on one's own page and below the list of what is to be done. */
import { Icon, Row, Section, useSession, useWords } from '@liren/web'

export default function RemarksRow() {
  const t = useWords('tool-library')
  const session = useSession()
  if (session.kind !== 'account') return null
  return (
    <Section>
      <ul className="list">
        <li>
          <Row
            to="/tool-library/remarks"
            before={<Icon name="chat" />}
            title={t('nav.remarks')}
            note={t('nav.remarksHint')}
          />
        </li>
      </ul>
    </Section>
  )
}
