/** Going away (外出委托): a colleague holds one's roles until a day that is named now. */
import {
  Button,
  Chip,
  Field,
  Row,
  refreshSession,
  Section,
  SelectField,
  Sheet,
  useAsk,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { identity, type MyAccount } from '../contract.ts'
import { lendable } from '../grant.ts'
import { Form } from './form.tsx'

const AwaySheet = ({ onClose }: { onClose: () => void }) => {
  const t = useWords()
  const { data: colleagues = [] } = useAsk(identity, 'colleagues', {})
  const [toAccountId, setTo] = useState('')
  const [lastDay, setLastDay] = useState('')
  const start = useSend(identity, 'startDelegation', { stale: [[identity, 'me']], then: onClose })
  const send = () => {
    const untilAt = new Date(`${lastDay}T23:59:59+08:00`).toISOString()
    start.now({ body: { toAccountId, untilAt } })
  }
  return (
    <Sheet isOpen onClose={onClose} title={t('screen.goAway')}>
      <Form onSend={send}>
        <SelectField
          label={t('screen.colleague')}
          placeholder={t('screen.choose')}
          value={toAccountId}
          error={start.errors.toAccountId}
          choices={colleagues.map(({ id, displayName }) => ({ value: id, label: displayName }))}
          onChange={(event) => setTo(event.target.value)}
        />
        <Field
          label={t('screen.lastDay')}
          type="date"
          value={lastDay}
          error={start.errors.untilAt}
          onChange={(event) => setLastDay(event.target.value)}
        />
        <Button type="submit" tone="main" isWide isBusy={start.isSending} disabled={!toAccountId || !lastDay}>
          {t('screen.handOver')}
        </Button>
      </Form>
    </Sheet>
  )
}

export const AwayPart = ({ me }: { me: MyAccount }) => {
  const t = useWords()
  const { day, list } = useTimes()
  const { grants } = useSession()
  const [isOpen, setOpen] = useState(false)
  const stop = useSend(identity, 'stopDelegation', { then: () => void refreshSession() })
  if (lendable(grants.map(({ role }) => role)).length === 0 && me.delegations.length === 0) return null
  return (
    <Section title={t('screen.away')}>
      <p className="field-hint">{t('screen.awayWhy')}</p>
      <ul className="list">
        {me.delegations.map(({ id, fromAccountId, toName, untilAt, roles }) => (
          <li key={id}>
            <Row
              title={fromAccountId === me.id ? t('screen.heldBy', { name: toName }) : t('screen.iHold')}
              note={`${list(roles.map((role) => t(`role.${role}`)))} · ${t('screen.until', { when: day(untilAt) })}`}
              before={<Chip tone="soon">{t('screen.away')}</Chip>}
              after={
                <Button isBusy={stop.isSending} onClick={() => stop.now({ params: { id } })}>
                  {t('screen.takeBack')}
                </Button>
              }
            />
          </li>
        ))}
      </ul>
      <Button isWide onClick={() => setOpen(true)}>
        {t('screen.goAway')}
      </Button>
      {isOpen && <AwaySheet onClose={() => setOpen(false)} />}
    </Section>
  )
}
