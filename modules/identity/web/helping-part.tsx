/** Authorities to act for others (代办): whom one may act for, who may act for oneself, and ending either. */
import {
  Button,
  ButtonLink,
  Row,
  refreshSession,
  Section,
  toast,
  useRegistry,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { identity, type MyAccount } from '../contract.ts'

export const HelpingPart = ({ me }: { me: MyAccount }) => {
  const t = useWords()
  const { day } = useTimes()
  const { personId: mine } = useSession()
  const { board } = useRegistry()
  const begin = useSend(identity, 'startAssistance', {
    then: () => {
      toast(t('screen.assistingNow'), 'good')
      void refreshSession()
    },
  })
  const look = useSend(identity, 'lookAtPaper', {
    then: ({ url }) => (url ? window.open(url, '_blank', 'noopener') : toast(t('screen.noPaper'), 'plain')),
  })
  const end = useSend(identity, 'endAuthority', { then: () => void refreshSession() })
  if (me.authorities.length === 0 && board !== 'resident') return null
  return (
    <Section title={t('screen.helping')}>
      {board === 'resident' && (
        <>
          <p className="field-hint">{t('screen.family.hint')}</p>
          <ButtonLink to="/identity/family" icon="people">
            {t('nav.family')}
          </ButtonLink>
        </>
      )}
      <ul className="list">
        {me.authorities.map(
          ({ id, personId, helperAccountId, helperName, purpose, untilAt, relation, evidenceFileId }) => {
            const isMine = helperAccountId === me.id
            return (
              <li key={id}>
                <Row
                  title={
                    isMine ? t('screen.iActFor', { purpose }) : t('screen.actsForMe', { name: helperName, purpose })
                  }
                  note={`${t(`screen.relation.${relation}`)} · ${t('screen.until', { when: day(untilAt) })}`}
                />
                <div className="button-row">
                  {isMine && (
                    <Button isBusy={begin.isSending} onClick={() => begin.now({ body: { authorityId: id } })}>
                      {t('screen.beginAssisting')}
                    </Button>
                  )}
                  {evidenceFileId && personId === mine && (
                    <Button isBusy={look.isSending} onClick={() => look.now({ params: { id }, body: {} })}>
                      {t('screen.seePaper')}
                    </Button>
                  )}
                  <Button isBusy={end.isSending} onClick={() => end.now({ params: { id } })}>
                    {t('screen.endAuthority')}
                  </Button>
                </div>
              </li>
            )
          },
        )}
      </ul>
    </Section>
  )
}
