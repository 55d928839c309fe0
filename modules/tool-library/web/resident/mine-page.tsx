/** All that somebody asked by tools, newest first. */
import { ButtonLink, Chip, Empty, List, Page, Row, usePages, useTimes, useWords } from '@liren/web'
import { toolLibrary } from '../../contract.ts'
import { useSay } from '../parts/say.ts'

export default function MinePage() {
  const t = useWords()
  const say = useSay()
  const { since } = useTimes()
  const mine = usePages(toolLibrary, 'mine', { query: {} })
  return (
    <Page title={t('nav.records')}>
      <List
        {...mine}
        keyOf={(row) => row.id}
        empty={
          <Empty
            icon="list"
            title={t('screen.noneMine')}
            hint={t('screen.noneMineHint')}
            action={<ButtonLink to="/">{t('screen.toHome')}</ButtonLink>}
          />
        }
      >
        {(row) => (
          <Row
            to={`/tool-library/records/${row.id}`}
            title={row.title}
            note={since(row.movedAt)}
            after={<Chip tone={row.phase === 'done' ? 'done' : 'main'}>{say(row.stateTitle)}</Chip>}
          />
        )}
      </List>
    </Page>
  )
}
