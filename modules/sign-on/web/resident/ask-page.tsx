/** A tool wants to know that it is me: who it is, what it asks for, each by itself and none of it chosen for me. */
import {
  ask,
  Button,
  Empty,
  Page,
  Section,
  Skeleton,
  Switch,
  useAsk,
  useLook,
  useProof,
  useSend,
  useWords,
} from '@liren/web'
import { useEffect, useState } from 'react'
import { type Asking, signOn } from '../../contract.ts'

type Claim = Asking['claims'][number]['claim']

const leave = ({ to }: { readonly to: string }) => window.location.replace(to)

const Consent = ({ uid, asking }: { uid: string; asking: Asking }) => {
  const t = useWords()
  const { locale } = useLook()
  const [chosen, choose] = useState<readonly Claim[]>(
    asking.claims.flatMap(({ claim, isGiven }) => (isGiven ? [claim] : [])),
  )
  const agree = useSend(signOn, 'consent', { then: leave, stale: [] })
  const decline = useSend(signOn, 'decline', { then: leave, stale: [] })
  const tool = asking.name[locale] || asking.name['zh-CN']
  const heading = t('screen.wants', { tool })
  const from = t('screen.from', { unit: asking.unit[locale] || asking.unit['zh-CN'], host: asking.host })
  return (
    <Page
      title={heading}
      action={
        <>
          <Button isWide isBusy={decline.isSending} onClick={() => decline.now({ params: { uid } })}>
            {t('screen.decline')}
          </Button>
          <Button
            tone="main"
            isWide
            isBusy={agree.isSending}
            onClick={() => agree.now({ params: { uid }, body: { claims: [...chosen] } })}
          >
            {t('screen.agree')}
          </Button>
        </>
      }
      canBeRead
    >
      <p>{from}</p>
      <p>{asking.summary[locale] || asking.summary['zh-CN']}</p>
      <p>{t('screen.always')}</p>
      {asking.claims.length > 0 && (
        <Section title={t('screen.alsoAsks')}>
          {asking.claims.map(({ claim }) => (
            <Switch
              key={claim}
              label={t(`claim.${claim}`)}
              hint={t(`claim.${claim}Why`)}
              value={chosen.includes(claim)}
              onChange={(isOn) => choose(isOn ? [...chosen, claim] : chosen.filter((one) => one !== claim))}
            />
          ))}
        </Section>
      )}
    </Page>
  )
}

const Proving = ({ uid, asking }: { uid: string; asking: Asking }) => {
  const t = useWords()
  const { locale } = useLook()
  const { act, sheet } = useProof()
  const prove = () =>
    void act(async () => {
      leave(await ask(signOn, 'prove', { params: { uid } }))
    })
  return (
    <Page
      title={t('screen.wants', { tool: asking.name[locale] || asking.name['zh-CN'] })}
      action={
        <Button tone="main" isWide onClick={prove}>
          {t('screen.proof')}
        </Button>
      }
    >
      {sheet}
      <p>{t('screen.proofFirst')}</p>
    </Page>
  )
}

/** Came here through the door: now signed in, one goes on without another question. */
const Entering = ({ uid }: { uid: string }) => {
  const t = useWords()
  useEffect(() => window.location.replace(`/api/sign-on/asks/${uid}/enter`), [uid])
  return (
    <Page title={t('nav.ask')}>
      <p role="status">{t('screen.checking')}</p>
    </Page>
  )
}

export default function AskPage({ params }: { params: { uid: string } }) {
  const t = useWords()
  const { data, error } = useAsk(signOn, 'asking', { params: { uid: params.uid } }, { staleSeconds: 0 })
  if (error)
    return (
      <Page title={t('nav.ask')} back="/">
        <Empty icon="link" title={t('screen.gone')} hint={t('refusal.begin-again')} />
      </Page>
    )
  if (!data)
    return (
      <Page title={t('nav.ask')}>
        <Skeleton />
      </Page>
    )
  if (data.step === 'consent') return <Consent uid={params.uid} asking={data} />
  return data.isProofDue ? <Proving uid={params.uid} asking={data} /> : <Entering uid={params.uid} />
}
