/** Where this account is signed in; any other device can be signed out from here. */
import { Button, Chip, Row, refreshSession, Section, useGo, useSend, useTimes, useWords } from '@liren/web'
import { identity, type SessionLine } from '../contract.ts'

/** What the server read out of the browser's name, as people call it: `Windows · Edg`, or `device · browser` where it could not tell. */
const useDeviceName = () => {
  const t = useWords()
  const known: Readonly<Record<string, string>> = {
    Macintosh: 'Mac',
    Edg: 'Edge',
    MicroMessenger: t('screen.browser.wechat'),
    wxwork: t('screen.browser.wecom'),
    DingTalk: t('screen.browser.dingtalk'),
    device: t('screen.browser.device'),
    browser: t('screen.browser.unknown'),
  }
  return (device: string) =>
    device
      .split(' · ')
      .map((part) => known[part] ?? part)
      .join(' · ')
}

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
