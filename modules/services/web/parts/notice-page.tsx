/** 公示 One public notice: what it says, on which law, until when; whoever knows better says so while it hangs, and reads the answer here. */
import {
  Button,
  ButtonLink,
  Chip,
  Facts,
  Failed,
  Notice,
  Page,
  Section,
  Skeleton,
  TextField,
  toast,
  useAsk,
  useSend,
  useSession,
  useSignInLink,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { services } from '../../contract.ts'

const Objecting = ({ id }: { id: string }) => {
  const t = useWords('services')
  const [objectionId, setObjectionId] = useState(() => crypto.randomUUID())
  const [text, setText] = useState('')
  const send = useSend(services, 'object', {
    stale: [[services, 'notice']],
    then: () => {
      toast(t('screen.objected'), 'good')
      setText('')
      setObjectionId(crypto.randomUUID())
    },
  })
  return (
    <Section title={t('screen.object')}>
      <TextField
        label={t('screen.objectText')}
        hint={t('screen.objectHint')}
        value={text}
        maxLength={1000}
        error={send.errors.text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        tone="main"
        isWide
        disabled={text.trim().length < 4}
        isBusy={send.isSending}
        onClick={() => send.now({ params: { id }, body: { id: objectionId, text: text.trim() } })}
      >
        {t('screen.object')}
      </Button>
    </Section>
  )
}

export default function NoticePage({ params }: { params: { id: string } }) {
  const t = useWords()
  const { clauses, day, when } = useTimes()
  const session = useSession()
  const signIn = useSignInLink()
  const { data, error, refetch } = useAsk(services, 'notice', { params: { id: params.id } })
  return (
    <Page title={t('nav.notices')} back="/services/notices" canBeRead>
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton rows={5} />}
      {data && (
        <>
          <Section title={`${data.notice.itemName} · ${data.notice.areaName}`}>
            <p className="services-shown">{data.notice.shown}</p>
            <Facts
              of={[
                [t('screen.noticeFrom'), day(data.notice.fromAt)],
                [
                  t('screen.noticeUntil'),
                  <span key="until">
                    {day(data.notice.untilAt)}{' '}
                    <Chip tone={data.isRunning ? 'soon' : 'plain'}>
                      {t(data.isRunning ? 'screen.noticeRuns' : 'screen.noticeOver')}
                    </Chip>
                  </span>,
                ],
                [t('screen.owner'), data.ownerName],
                [t('screen.basis'), clauses(data.legalBasis)],
                [t('screen.objections'), t('screen.objectionCount', { n: data.objections })],
              ]}
            />
          </Section>
          {data.mine.map((one) => (
            <Section key={one.id} title={t('screen.myObjection', { at: when(one.madeAt) })}>
              <p>{one.text}</p>
              {one.answer === null ? (
                <Notice>{t('screen.objectionWaits')}</Notice>
              ) : (
                <Notice tone={one.isUpheld ? 'good' : 'plain'}>
                  <Chip tone={one.isUpheld ? 'done' : 'plain'}>
                    {t(one.isUpheld ? 'screen.upheld' : 'screen.notUpheld')}
                  </Chip>{' '}
                  {one.answer}
                </Notice>
              )}
            </Section>
          ))}
          {data.isRunning &&
            (session.kind === 'account' ? (
              <Objecting id={data.notice.id} />
            ) : (
              signIn && (
                <ButtonLink to={signIn} isWide>
                  {t('screen.signInToObject')}
                </ButtonLink>
              )
            ))}
        </>
      )}
    </Page>
  )
}
