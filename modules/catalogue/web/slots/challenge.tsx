/** On the page of a challenge: what is doubted, what each source says once a reason is given, and the right value in place of the wrong one. */
import { matters } from '@liren/matters/contract'
import {
  Button,
  Chip,
  Facts,
  Failed,
  Field,
  Notice,
  Section,
  SelectField,
  Skeleton,
  TextField,
  toast,
  useAsk,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { catalogue } from '../../contract.ts'

type Matter = { readonly id: string; readonly process: string }

const Correct = ({ id }: { id: string }) => {
  const t = useWords('catalogue')
  const { day } = useTimes()
  const found = useAsk(catalogue, 'readChallenge', { params: { id } })
  const [reason, setReason] = useState(t('screen.challenge.usualReason'))
  const [said, setSaid] = useState<ReadonlyMap<string, string | null> | null>(null)
  const [value, setValue] = useState('')
  const [text, setText] = useState('')
  const look = useSend(catalogue, 'lookAtChallenge', {
    then: ({ items }) => setSaid(new Map(items.map((one) => [one.source, one.text]))),
  })
  const correct = useSend(catalogue, 'correctChallenge', {
    stale: [[catalogue], [matters]],
    then: () => toast(t('screen.challenge.done'), 'good'),
  })
  if (found.error) return <Failed error={found.error} again={() => void found.refetch()} />
  if (!found.data) return <Skeleton rows={3} />
  const { sources, name, displayName, owner, choices, type, isOpen, isCorrectable } = found.data
  const field = {
    label: t('screen.challenge.right'),
    value,
    error: correct.errors.value,
  }
  return (
    <>
      <Facts
        of={[
          [t('screen.challenge.of'), displayName],
          [t('screen.challenge.what'), name],
          [t('screen.challenge.owner'), owner],
        ]}
      />
      {sources.map((one) => (
        <p key={one.source}>
          {one.source} {one.on ? day(one.on) : day(one.recordedAt.slice(0, 10))}{' '}
          {one.isAuthoritative && <Chip tone="done">{t('screen.challenge.authoritative')}</Chip>}
          {one.isOverruled && <Chip>{t('screen.challenge.overruled')}</Chip>}
          {said && <strong> {said.get(one.source) ?? '—'}</strong>}
        </p>
      ))}
      {!said && (
        <>
          <Notice tone="soon">{t('screen.exception.recorded')}</Notice>
          <TextField
            label={t('screen.exception.reason')}
            value={reason}
            maxLength={200}
            error={look.errors.reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button
            icon="eye"
            isBusy={look.isSending}
            disabled={reason.trim().length < 2}
            onClick={() => look.now({ params: { id }, body: { reason: reason.trim() } })}
          >
            {t('screen.challenge.look')}
          </Button>
        </>
      )}
      {isOpen && isCorrectable && (
        <>
          {choices.length > 0 || type === 'boolean' ? (
            <SelectField
              {...field}
              placeholder="—"
              choices={
                type === 'boolean'
                  ? ['true', 'false'].map((one) => ({
                      value: one,
                      label: t(one === 'true' ? 'screen.yes' : 'screen.no'),
                    }))
                  : choices
              }
              onChange={(event) => setValue(event.target.value)}
            />
          ) : (
            <Field
              {...field}
              type={type === 'date' ? 'date' : 'text'}
              maxLength={300}
              {...(type === 'money' ? { hint: t('screen.challenge.inYuan') } : {})}
              onChange={(event) => setValue(event.target.value)}
            />
          )}
          <TextField
            label={t('screen.challenge.how')}
            value={text}
            maxLength={1000}
            error={correct.errors.text}
            onChange={(event) => setText(event.target.value)}
          />
          {correct.problem && !correct.problem.field && <Notice tone="overdue">{correct.problem.title}</Notice>}
          <Button
            tone="main"
            isWide
            isBusy={correct.isSending}
            disabled={value.trim() === '' || text.trim().length < 2}
            onClick={() => correct.now({ params: { id }, body: { value: value.trim(), text: text.trim() } })}
          >
            {t('screen.challenge.correct')}
          </Button>
        </>
      )}
    </>
  )
}

export default function Challenge({ of }: { of: Matter }) {
  const t = useWords('catalogue')
  if (of.process !== 'data-challenge') return null
  return (
    <Section title={t('screen.challenge.title')}>
      <Correct id={of.id} />
    </Section>
  )
}
