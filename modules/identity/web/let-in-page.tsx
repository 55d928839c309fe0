/** On the phone: where somebody is about to sign in, and the two digits that show the screen stands before them. */
import { Button, Facts, Field, Notice, Page, Skeleton, useSend, useSession, useTimes, useWords } from '@liren/web'
import { useEffect, useState } from 'react'
import { identity } from '../contract.ts'
import { useDeviceName } from './device-name.ts'
import { Form } from './form.tsx'

export default function LetInPage({ params }: { params: { code: string } }) {
  const t = useWords('identity')
  const { since } = useTimes()
  const nameOf = useDeviceName()
  const { name } = useSession()
  const [number, setNumber] = useState('')
  const [isLetIn, setLetIn] = useState<boolean | null>(null)
  const look = useSend(identity, 'lookAtScreen', { stale: [], isQuiet: true })
  const decide = useSend(identity, 'decideScreen', { stale: [], isQuiet: true })
  const { code } = params
  const begin = look.now
  useEffect(() => begin({ params: { code } }), [begin, code])
  const answer = async (yes: boolean) => {
    const body = yes ? { isLetIn: true, number } : { isLetIn: false }
    if (
      await decide.soon({ params: { code }, body }).then(
        () => true,
        () => false,
      )
    )
      setLetIn(yes)
  }
  const problem = look.problem ?? decide.problem
  return (
    <Page title={t('screen.scan.title')}>
      {problem && <Notice tone="overdue">{problem.title}</Notice>}
      {!problem && !look.reply && <Skeleton rows={4} />}
      {isLetIn !== null && (
        <Notice tone={isLetIn ? 'good' : 'soon'}>{t(isLetIn ? 'screen.scan.done' : 'screen.scan.keptOut')}</Notice>
      )}
      {look.reply && !decide.problem && isLetIn === null && (
        <>
          <Facts
            of={[
              [
                t('screen.scan.where'),
                `${t(look.reply.isKiosk ? 'screen.scan.kiosk' : 'screen.scan.own')} · ${nameOf(look.reply.device)}`,
              ],
              [t('screen.scan.since'), since(look.reply.askedAt)],
              [t('screen.scan.as'), name],
            ]}
          />
          <Notice tone="soon">
            {t('screen.scan.warning')}
            {look.reply.isKiosk && ` ${t('screen.scan.kioskHint')}`}
          </Notice>
          <Form onSend={() => void answer(true)}>
            <Field
              label={t('screen.scan.enterNumber')}
              inputMode="numeric"
              autoComplete="off"
              value={number}
              onChange={(event) => setNumber(event.target.value.replace(/\D/g, '').slice(0, 2))}
            />
            <Button type="submit" tone="main" isWide isBusy={decide.isSending} disabled={number.length !== 2}>
              {t('screen.scan.letIn')}
            </Button>
            <Button tone="quiet" isWide isBusy={decide.isSending} onClick={() => void answer(false)}>
              {t('screen.scan.keepOut')}
            </Button>
          </Form>
        </>
      )}
    </Page>
  )
}
