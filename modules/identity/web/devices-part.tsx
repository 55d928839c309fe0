/** Where this account is signed in; any other device can be signed out from here. */
import { Button, Chip, Row, refreshSession, Section, useGo, useSend, useTimes, useWords } from '@liren/web'
import { identity, type SessionLine } from '../contract.ts'
import { useDeviceName } from './device-name.ts'

export const DevicesPart = ({ sessions }: { sessions: readonly SessionLine[] }) => {
  const t = useWords()
  const go = useGo()
  const { since } = useTimes()
  const nameOf = useDeviceName()
  const end = useSend(identity, 'endSession', { stale: [[identity, 'me']] })
  const leave = useSend(identity, 'logOut', {
    stale: [],
    then: () => {
      // First away from this page: what it shows is no longer ours to ask for.
      go('/')
      void refreshSession()
    },
  })
  return (
    <Section title={t('screen.devices')}>
      <ul className="list">
        {sessions.map(({ id, device, lastSeenAt, isThisOne }) => (
          <li key={id}>
            <Row
              title={nameOf(device)}
              note={t('screen.usedAt', { when: since(lastSeenAt) })}
              after={
                isThisOne ? (
                  <Chip tone="main">{t('screen.thisDevice')}</Chip>
                ) : (
                  <Button isBusy={end.isSending} onClick={() => end.now({ params: { id } })}>
                    {t('screen.signOutDevice')}
                  </Button>
                )
              }
            />
          </li>
        ))}
      </ul>
      <Button tone="quiet" isWide isBusy={leave.isSending} onClick={() => leave.now({ body: { isEverywhere: true } })}>
        {t('screen.signOutEverywhere')}
      </Button>
    </Section>
  )
}
