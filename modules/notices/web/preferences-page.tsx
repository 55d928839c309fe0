/** What I want to hear of, and how. What the law requires is shown, with the reason why it cannot be switched off. */
import {
  Button,
  Failed,
  Field,
  Notice,
  Page,
  Section,
  Skeleton,
  Switch,
  toast,
  useAsk,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { notices, type Preferences } from '../contract.ts'

const Email = ({ email }: Pick<Preferences, 'email'>) => {
  const t = useWords('notices')
  const [address, setAddress] = useState('')
  const save = useSend(notices, 'prefer', {
    stale: [[notices, 'preferences']],
    then: () => {
      setAddress('')
      toast(t('screen.saved'), 'good')
    },
  })
  return (
    <Section title={t('channel.email')}>
      <Field
        label={t('screen.email')}
        hint={email ?? t('screen.emailHint')}
        type="email"
        autoComplete="email"
        value={address}
        error={save.errors.email}
        onChange={(event) => setAddress(event.target.value)}
      />
      <Button
        isBusy={save.isSending}
        onClick={() => save.now({ body: { changes: [], email: address.trim() || null } })}
      >
        {t('screen.saveEmail')}
      </Button>
    </Section>
  )
}

const TopicPart = ({ topic }: { topic: Preferences['topics'][number] }) => {
  const t = useWords('notices')
  const prefer = useSend(notices, 'prefer', { stale: [[notices, 'preferences']] })
  const isAll = topic.channels.find(({ channel }) => channel === 'in-app')?.isOn ?? true
  return (
    <Section title={topic.title}>
      {topic.channels.map(({ channel, title, isOn }) => (
        <Switch
          key={channel}
          label={channel === 'in-app' ? t('screen.receive') : title}
          value={isOn && (channel === 'in-app' || isAll)}
          disabled={prefer.isSending || (channel !== 'in-app' && !isAll)}
          onChange={(next) => prefer.now({ body: { changes: [{ topic: topic.topic, channel, isOn: next }] } })}
        />
      ))}
    </Section>
  )
}

export default function PreferencesPage() {
  const t = useWords('notices')
  const { list } = useTimes()
  const { data, error, refetch } = useAsk(notices, 'preferences', {})
  if (!data)
    return (
      <Page title={t('nav.preferences')} back="/notices">
        {error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton />}
      </Page>
    )
  const open = data.topics.filter(({ channels }) => channels.length > 0)
  const fixed = data.topics.filter(({ channels }) => channels.length === 0)
  const hasEmail = data.topics.some(({ channels }) => channels.some(({ channel }) => channel === 'email'))
  return (
    <Page title={t('nav.preferences')} back="/notices">
      <Notice>{t('screen.quiet', data.quiet)}</Notice>
      {open.map((topic) => (
        <TopicPart key={topic.topic} topic={topic} />
      ))}
      {hasEmail && <Email email={data.email} />}
      {fixed.length > 0 && (
        <Section title={t('screen.fixed')}>
          <p className="field-hint">{list(fixed.map(({ title }) => title))}</p>
        </Section>
      )}
    </Page>
  )
}
