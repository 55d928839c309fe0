/** Under "me": the way to one's account, and to the other boards one works on. */
import { Icon, Row, Section, useMay, useRegistry, useSession, useWords } from '@liren/web'
import { boardAddress, useOtherBoards } from './way-on.ts'

export default function AccountLink() {
  const t = useWords()
  const { kind } = useSession()
  const others = useOtherBoards()
  const may = useMay()
  const { board: here } = useRegistry()
  if (kind === 'guest') return null
  return (
    <Section>
      <Row
        to="/identity/account"
        before={<Icon name="shield" />}
        title={t('nav.account')}
        note={t('nav.accountHint')}
      />
      {here === 'worker' && may('practice.use') && (
        <Row
          to="/identity/practice"
          before={<Icon name="heart" />}
          title={t('nav.practice')}
          note={t('nav.practiceHint')}
        />
      )}
      {others.map((board) => (
        <Row
          key={board}
          before={<Icon name="layers" />}
          title={t(`screen.board.${board}`)}
          onClick={() => globalThis.location.assign(boardAddress[board] ?? '/')}
        />
      ))}
    </Section>
  )
}
