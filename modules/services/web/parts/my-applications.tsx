/** What I began and what is under way, newest first; drafts among them. */
import { ButtonLink, Chip, Row, Section, useAsk, useSession, useTimes, useWords } from '@liren/web'
import { services } from '../../contract.ts'

export const MyApplications = () => {
  const t = useWords('services')
  const { since } = useTimes()
  const session = useSession()
  const { data } = useAsk(services, 'mine', { query: { limit: 5 } }, { enabled: session.kind === 'account' })
  if (!data || data.items.length === 0) return null
  return (
    <Section title={t('nav.mine')}>
      {data.items.map((row) => (
        <Row
          key={row.id}
          to={`/services/${row.id}`}
          title={row.itemName}
          note={[row.number, since(row.madeAt)].filter(Boolean).join(' · ')}
          after={<Chip tone={row.finishedAt ? 'done' : 'main'}>{t(`state.${row.state}`)}</Chip>}
        />
      ))}
      {data.next !== null && <ButtonLink to="/services/mine">{t('screen.allMine')}</ButtonLink>}
    </Section>
  )
}
