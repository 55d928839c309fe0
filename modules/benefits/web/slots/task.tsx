/** On the page of a task: whom and which policy, shown only when asked for, since every look leaves a footprint. */
import { Button, Facts, Failed, Notice, Section, Skeleton, useAsk, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { benefits } from '../../contract.ts'
import '../benefits.css'

type Matter = { readonly id: string; readonly process: string }

const WhoAndWhat = ({ id }: { id: string }) => {
  const t = useWords('benefits')
  const { clauses } = useTimes()
  const { data, error, refetch } = useAsk(benefits, 'task', { params: { id } })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={3} />
  return (
    <div className="benefit-detail">
      {data.isGuarded && <Notice tone="soon">{t('screen.guarded')}</Notice>}
      <Facts
        of={[
          [t('screen.person'), data.displayName],
          data.maskedPhone !== null && [t('screen.phone'), data.maskedPhone],
          [t('screen.policy'), data.policy],
          [t('screen.basis'), data.basis],
          [t('screen.conditions'), clauses(data.clauses)],
          data.alsoAsked.length > 0 && [t('screen.alsoAsked'), clauses(data.alsoAsked)],
        ]}
      />
    </div>
  )
}

const Words = ({ id }: { id: string }) => {
  const t = useWords('benefits')
  const { data, error, refetch } = useAsk(benefits, 'concern', { params: { id } })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={2} />
  return (
    <div className="benefit-detail">
      {data.isMinor && <Notice tone="soon">{t('screen.mustReport')}</Notice>}
      <Facts
        of={[
          [t('screen.kind'), t(`concernKind.${data.kind}`)],
          [t('screen.words'), data.words],
        ]}
      />
    </div>
  )
}

export default function Task({ of }: { of: Matter }) {
  const t = useWords('benefits')
  const [isOpen, setOpen] = useState(false)
  const isConcern = of.process === 'protection-concern'
  return (
    <Section title={t(isConcern ? 'screen.raise' : 'screen.policy')}>
      {isOpen ? (
        isConcern ? (
          <Words id={of.id} />
        ) : (
          <WhoAndWhat id={of.id} />
        )
      ) : (
        <>
          <p className="benefit-note">{t('screen.loadTaskHint')}</p>
          <Button icon="eye" isWide onClick={() => setOpen(true)}>
            {t(isConcern ? 'screen.showWords' : 'screen.loadTask')}
          </Button>
        </>
      )}
    </Section>
  )
}
