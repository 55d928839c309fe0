/** What the same person reported within thirty days: said before a new case is begun; one press joins it to the older one. */
import { matters } from '@liren/matters/contract'
import { Button, Chip, Link, Section, useAsk, useMay, useSend, useTimes } from '@liren/web'
import { type CaseView, cases } from '../../contract.ts'
import { useCaseWords } from './case-words.ts'
import { useOwnStages } from './own-stages.ts'

export const RepeatsPart = ({ of }: { of: CaseView }) => {
  const { d } = useCaseWords()
  const { wordOf } = useOwnStages()
  const { when } = useTimes()
  const may = useMay()
  const isNew = of.matter.phase === 'intake' && may('case.accept')
  const { data } = useAsk(
    cases,
    'repeats',
    { params: { id: of.matter.id } },
    { enabled: isNew && !of.isAnonymous, staleSeconds: 60 },
  )
  const join = useSend(matters, 'merge', { stale: [[cases], [matters]] })
  const body = { childIds: [of.matter.id], because: d('repeatBecause') }
  const mayJoin = of.matter.acts.includes('merge')
  if (!data || data.items.length === 0) return null
  return (
    <Section title={d('repeats', { count: data.items.length })}>
      <ul className="thread">
        {data.items.map((one) => (
          <li key={one.id} className="said">
            <p>
              <Link to={`/cases/${one.id}`}>{one.title}</Link> <Chip>{wordOf(one.state)}</Chip>{' '}
              {one.isSameKind && <Chip tone="soon">{d('sameKind')}</Chip>}
            </p>
            <p className="case-note">
              {one.number} · {when(one.openedAt)}
            </p>
            {one.isOpen && mayJoin && (
              <Button isBusy={join.isSending} onClick={() => join.now({ params: { id: one.id }, body })}>
                {d('joinOlder')}
              </Button>
            )}
            {!one.isOpen && mayJoin && may('matter.assign') && (
              <Button
                isBusy={join.isSending}
                onClick={() => join.now({ params: { id: one.id }, body: { ...body, isReopening: true } })}
              >
                {d('reopenAndJoin')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
