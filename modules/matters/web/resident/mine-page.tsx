/** What I reported or follow, and how far it has come. Modules add what is not sent yet (`mine:top`). */
import {
  AsOf,
  ButtonLink,
  Empty,
  keyOf,
  List,
  Page,
  Slot,
  useLive,
  usePages,
  useRegistry,
  useSession,
  useWords,
} from '@liren/web'
import { matters } from '../../contract.ts'
import { MineRow } from './mine-row.tsx'

export default function MinePage() {
  const t = useWords('matters')
  const session = useSession()
  const { board } = useRegistry()
  const mine = usePages(matters, 'mine', { query: {} }, { isKept: true })
  useLive([session.id && `account:${session.id}`], [keyOf(matters, 'mine')])
  return (
    <Page title={t('nav.mine')} back={board === 'worker' ? '/' : false}>
      <AsOf of={mine} />
      <Slot name="mine:top" />
      <List
        {...mine}
        keyOf={(row) => row.id}
        empty={
          <Empty
            icon="inbox"
            title={t('screen.myMattersEmpty')}
            action={<ButtonLink to="/">{t('screen.lookAround')}</ButtonLink>}
          />
        }
      >
        {(row) => <MineRow of={row} />}
      </List>
    </Page>
  )
}
