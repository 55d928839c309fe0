/** 政策打架 What clashes or ran out, and what those below reported, each answered once. */
import {
  Chip,
  Empty,
  Failed,
  Skeleton,
  TextField,
  useAsk,
  useFilters,
  useMay,
  usePages,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { Panel } from '@liren/web/desk'
import { Button } from 'antd'
import { useState } from 'react'
import { benefits } from '../../contract.ts'
import type { Doubt } from '../../shapes.ts'

const Reported = ({ of }: { of: Doubt }) => {
  const t = useWords('benefits')
  const { since } = useTimes()
  const may = useMay()
  const [answer, setAnswer] = useState('')
  const send = useSend(benefits, 'answerDoubt')
  return (
    <li className="benefit-card">
      <h3>
        {of.title} <Chip tone="soon">{t(`doubtKind.${of.kind}`)}</Chip>
      </h3>
      <p>
        {of.text} · {since(of.saidAt)}
      </p>
      {may('rule.write') && (
        <>
          <TextField
            label={t('screen.answer')}
            maxLength={500}
            value={answer}
            onChange={(event) => setAnswer(event.target.value)}
          />
          <Button
            loading={send.isSending}
            disabled={answer.trim().length < 2}
            onClick={() => send.now({ params: { id: of.id }, body: { answer: answer.trim() } })}
          >
            {t('screen.answer')}
          </Button>
        </>
      )}
    </li>
  )
}

export const ClashesPart = () => {
  const t = useWords('benefits')
  const { list } = useTimes()
  const [, filter] = useFilters()
  const { data, error, refetch } = useAsk(benefits, 'clashes')
  const doubts = usePages(benefits, 'doubts', { query: { open: true } })
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={5} />
  const found = data.items.filter(({ kind }) => kind !== 'reported')
  return (
    <>
      <Panel title={t('screen.clashes')}>
        {found.length === 0 ? (
          <Empty icon="check" title={t('screen.noClashes')} />
        ) : (
          <ul className="benefit-cards">
            {found.map((one) => (
              <li key={`${one.kind}${one.ruleIds.join()}`} className="benefit-card">
                <h3>
                  {one.titles.join(' ↔ ')}
                  <Chip tone={one.kind === 'expired' ? 'overdue' : 'soon'}>
                    {t(`clash.${one.kind}`)}
                    {one.on ? ` ${one.on}` : ''}
                  </Chip>
                </h3>
                <p>
                  <Button type="link" onClick={() => filter({ part: null, q: one.ruleIds[0] ?? null })}>
                    {list(one.ruleIds)}
                  </Button>
                </p>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t('screen.doubts')}>
        {doubts.items.length === 0 ? (
          <Empty icon="chat" title={t('screen.noDoubts')} />
        ) : (
          <ul className="benefit-cards">
            {doubts.items.map((one) => (
              <Reported key={one.id} of={one} />
            ))}
          </ul>
        )}
      </Panel>
    </>
  )
}
