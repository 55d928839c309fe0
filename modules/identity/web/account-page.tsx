/** One's own account: ways in, devices, absences, acting for others, and leaving for good. */
import { Facts, Failed, Page, Section, Skeleton, useAsk, useTimes, useWords } from '@liren/web'
import { identity } from '../contract.ts'
import { AwayPart } from './away-part.tsx'
import { ClosePart } from './close-part.tsx'
import { DevicesPart } from './devices-part.tsx'
import { HelpingPart } from './helping-part.tsx'
import { KeysPart } from './keys-part.tsx'

export default function AccountPage() {
  const t = useWords()
  const { day } = useTimes()
  const { data: me, error, refetch } = useAsk(identity, 'me', {})
  if (!me)
    return (
      <Page title={t('nav.account')} back="/me">
        {error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton />}
      </Page>
    )
  return (
    <Page title={t('nav.account')} back="/me">
      <Section>
        <Facts
          of={[
            [t('screen.name'), me.displayName],
            [t('screen.login'), me.loginName],
            [t('screen.phone'), me.phoneMasked ?? t('screen.none')],
            me.realNameAt !== null && [t('screen.realName'), t('screen.realNameSince', { day: day(me.realNameAt) })],
            me.passwordChangedAt !== null && [t('screen.passwordSince'), day(me.passwordChangedAt)],
          ]}
        />
      </Section>
      <KeysPart me={me} />
      <DevicesPart sessions={me.sessions} />
      <AwayPart me={me} />
      <HelpingPart me={me} />
      <ClosePart />
    </Page>
  )
}
