/** Coming back from an outside provider: recognised, or asked to link or register. */
import { ButtonLink, Notice, Page, refreshSession, Skeleton, useSend, useWords } from '@liren/web'
import { useEffect } from 'react'
import { identity } from '../contract.ts'
import { safePath } from './way-on.ts'
import { PasswordForm } from './ways-in.tsx'
import './sign-in.css'

export default function ProviderPage({ params }: { params: { provider: string } }) {
  const t = useWords()
  const link = useSend(identity, 'linkProvider', { then: () => globalThis.location.assign('/') })
  const logIn = useSend(identity, 'logInByProvider', {
    stale: [],
    isQuiet: true,
    then: async ({ accountId, next, returnTo }) => {
      if (accountId === null) return
      await refreshSession()
      // Another board may be where this began: a whole new page, not a move within this one.
      globalThis.location.assign(next ? '/sign-in' : safePath(returnTo))
    },
  })
  const send = logIn.now
  const { provider } = params
  useEffect(
    () => send({ params: { provider }, body: { query: globalThis.location.search.slice(1) || '-' } }),
    [send, provider],
  )
  const ticket = logIn.reply?.linkTicket
  return (
    <div className="sign-in">
      <Page title={t('screen.comingBack')}>
        {logIn.problem ? (
          <>
            <Notice tone="overdue">{logIn.problem.title}</Notice>
            <ButtonLink to="/sign-in" tone="main" isWide>
              {t('screen.startAgain')}
            </ButtonLink>
          </>
        ) : ticket ? (
          <>
            <Notice>{t('screen.linkWhy')}</Notice>
            <ButtonLink to={`/register?ticket=${ticket}`} tone="main" isWide>
              {t('screen.toRegister')}
            </ButtonLink>
            <p className="field-hint">{t('screen.orLink')}</p>
            <PasswordForm onEntered={() => link.now({ body: { linkTicket: ticket } })} />
          </>
        ) : (
          <Skeleton rows={3} />
        )}
      </Page>
    </div>
  )
}
