/** Signing in: one task on the page, large fields, whichever way suits the person. */
import {
  ButtonLink,
  isKiosk,
  Notice,
  Page,
  Section,
  Segments,
  Skeleton,
  useAsk,
  useRegistry,
  useSession,
  useWords,
} from '@liren/web'
import { lazy, Suspense, useState } from 'react'
import { identity, type NextStep } from '../contract.ts'
import { OtherWays } from './other-ways.tsx'
import { MissingStep } from './steps.tsx'
import { boardAddress, useOtherBoards, useWayOn } from './way-on.ts'
import { CodeForm, PasswordForm } from './ways-in.tsx'
import './sign-in.css'

const ScanForm = lazy(() => import('./scan-form.tsx'))
const CardForm = lazy(() => import('./card-form.tsx'))
/** A square is of use where a phone can be held before it. */
const isLarge = () => isKiosk() || globalThis.matchMedia('(min-width: 700px)').matches

/** Somebody who is in already is shown the way to their boards. */
const AlreadyIn = () => {
  const t = useWords()
  const { board } = useRegistry()
  const { boards, name, kind } = useSession()
  const others = useOtherBoards()
  if (kind === 'guest') return null
  return (
    <Notice tone="good">
      <p>{t('screen.signedInAs', { name })}</p>
      <p className="flow-row">
        {boards.includes(board) && <ButtonLink to="/">{t('web:toHome')}</ButtonLink>}
        {others.map((one) => (
          <a key={one} className="button button-plain" href={boardAddress[one]}>
            {t(`screen.board.${one}`)}
          </a>
        ))}
      </p>
    </Notice>
  )
}

export default function SignInPage() {
  const t = useWords()
  const session = useSession()
  const { board } = useRegistry()
  const isStaffBoard = board === 'worker' || board === 'desk'
  const [way, setWay] = useState(isKiosk() ? 'scan' : isStaffBoard ? 'password' : 'code')
  // Only a kiosk has a reader, and only where the district set one up.
  const { data: reader } = useAsk(identity, 'cardReader', {}, { enabled: isKiosk(), staleSeconds: 600 })
  const [step, setStep] = useState<NextStep | null>(null)
  const wayOn = useWayOn()
  const onEntered = (next: NextStep | null) => void wayOn(next).then(setStep)
  // Somebody who reloads between password and second factor goes on where they were.
  const missing = step ?? (session.next as NextStep | null)
  return (
    <div className="sign-in">
      <Page title={t(missing ? `screen.step.${missing}` : 'nav.signIn')}>
        {missing ? (
          <MissingStep step={missing} onDone={onEntered} />
        ) : (
          <>
            <AlreadyIn />
            <Segments
              label={t('screen.way')}
              value={way}
              onChange={setWay}
              choices={[
                { value: 'password', label: t('screen.byPassword') },
                { value: 'code', label: t('screen.byCode') },
                ...(reader?.address ? [{ value: 'card', label: t('screen.byCard') }] : []),
                ...(isLarge() ? [{ value: 'scan', label: t('screen.byScreen') }] : []),
              ]}
            />
            {way === 'password' && <PasswordForm onEntered={onEntered} />}
            {way === 'code' && <CodeForm onEntered={onEntered} />}
            {way === 'scan' && (
              <Suspense fallback={<Skeleton rows={4} />}>
                <ScanForm onEntered={onEntered} />
              </Suspense>
            )}
            {way === 'card' && reader?.address && (
              <Suspense fallback={<Skeleton rows={4} />}>
                <CardForm address={reader.address} onEntered={onEntered} />
              </Suspense>
            )}
            <OtherWays onEntered={onEntered} />
            {!isStaffBoard && (
              <Section>
                <ButtonLink to="/register" tone="quiet" isWide>
                  {t('screen.toRegister')}
                </ButtonLink>
              </Section>
            )}
          </>
        )}
      </Page>
    </div>
  )
}
