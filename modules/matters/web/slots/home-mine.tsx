/** On the home page: what of mine is in hand now, the newest first, and the way to all of it. Nothing where there is none. */
import { keyOf, Link, Section, useAsk, useLive, useSession, useWords } from '@liren/web'
import { matters } from '../../contract.ts'
import { MineRow } from '../resident/mine-row.tsx'

const shown = 2

export default function HomeMine() {
  const t = useWords('matters')
  const session = useSession()
  const isKnown = session.kind === 'account'
  const { data } = useAsk(matters, 'mine', { query: { limit: 20 } }, { enabled: isKnown, staleSeconds: 60 })
  useLive([isKnown && session.id ? `account:${session.id}` : null], [keyOf(matters, 'mine')])
  const open = (data?.items ?? []).filter(({ phase }) => phase !== 'done')
  if (open.length === 0) return null
  return (
    <Section title={t('screen.inHandMine')}>
      <ul className="list">
        {open.slice(0, shown).map((row) => (
          <li key={row.id}>
            <MineRow of={row} />
          </li>
        ))}
      </ul>
      <Link className="button button-quiet" to="/matters">
        {t('screen.allMine')}
      </Link>
    </Section>
  )
}
