/** Registering: a phone, a name, a community; everything else is optional and can wait. */
import {
  Button,
  Field,
  Notice,
  Page,
  SelectField,
  Slot,
  useArea,
  useFilters,
  useGo,
  useRegistry,
  useSend,
  useWords,
} from '@liren/web'
import { useEffect, useState } from 'react'
import { identity } from '../contract.ts'
import { CodeField } from './code-field.tsx'
import { PasswordRules } from './new-password-form.tsx'
import { useWayOn } from './way-on.ts'
import './sign-in.css'
import { Form } from './form.tsx'

const empty = { phone: '', code: '', displayName: '', idNumber: '', creditCode: '', password: '', areaCode: '' }

export default function RegisterPage() {
  const t = useWords()
  const go = useGo()
  const { board } = useRegistry()
  const isEnterprise = board === 'merchant'
  const [{ area: fromPoster, ticket, from }] = useFilters()
  const source = from && /^[a-z0-9-]{1,30}$/.test(from) ? from : undefined
  const { code: here, areas } = useArea()
  const [form, setForm] = useState(empty)
  const [seen, setSeen] = useState<number | null>(null)
  const set = (part: Partial<typeof empty>) => setForm((before) => ({ ...before, ...part }))
  const communities = areas.filter(({ level }) => level === 'community')
  const areaCode = form.areaCode || fromPoster || (communities.some(({ code }) => code === here) ? here : '') || ''
  const wayOn = useWayOn()
  const then = ({ next }: { next: Parameters<typeof wayOn>[0] }) => void wayOn(next)
  const asResident = useSend(identity, 'register', { stale: [], then })
  const asEnterprise = useSend(identity, 'registerEnterprise', { stale: [], then })
  const visit = useSend(identity, 'visit', { stale: [], isQuiet: true })
  const count = visit.now
  useEffect(() => {
    if (fromPoster && /^\d{12}$/.test(fromPoster))
      count({ params: { area: fromPoster }, query: source ? { from: source } : {} })
  }, [fromPoster, source, count])
  const send = isEnterprise ? asEnterprise : asResident
  const { phone, code, displayName, idNumber, creditCode, password } = form
  const common = {
    phone,
    code,
    displayName,
    areaCode,
    ...(password ? { password } : {}),
    ...(seen === null ? {} : { privacyVersion: seen }),
  }
  const register = () =>
    isEnterprise
      ? asEnterprise.now({ body: { ...common, creditCode: creditCode.toUpperCase() } })
      : asResident.now({
          body: {
            ...common,
            ...(idNumber ? { idNumber } : {}),
            ...(ticket ? { linkTicket: ticket } : {}),
            ...(source ? { source } : {}),
          },
        })
  return (
    <div className="sign-in">
      <Page title={t(isEnterprise ? 'screen.registerEnterprise' : 'nav.register')} back="/sign-in">
        <Form onSend={register}>
          <CodeField
            purpose="register"
            areaCode={areaCode}
            phone={phone}
            code={code}
            onChange={set}
            errors={send.errors}
          />
          <Field
            label={t(isEnterprise ? 'screen.enterpriseName' : 'screen.name')}
            autoComplete={isEnterprise ? 'organization' : 'name'}
            maxLength={40}
            value={displayName}
            error={send.errors.displayName}
            onChange={(event) => set({ displayName: event.target.value })}
          />
          <SelectField
            label={t('screen.community')}
            placeholder={t('screen.choose')}
            value={areaCode}
            error={send.errors.areaCode}
            choices={communities.map(({ code: value, name }) => ({ value, label: name }))}
            onChange={(event) => set({ areaCode: event.target.value })}
          />
          {isEnterprise ? (
            <Field
              label={t('screen.creditCode')}
              maxLength={18}
              value={creditCode}
              error={send.errors.creditCode}
              onChange={(event) => set({ creditCode: event.target.value.trim() })}
            />
          ) : (
            <Field
              label={t('screen.idNumber')}
              hint={t('screen.idNumberWhy')}
              isOptional
              maxLength={18}
              value={idNumber}
              error={send.errors.idNumber}
              onChange={(event) => set({ idNumber: event.target.value.trim().toUpperCase() })}
            />
          )}
          <Field
            label={t('screen.password')}
            hint={t('screen.passwordOptional')}
            isOptional
            type="password"
            autoComplete="new-password"
            value={password}
            error={send.errors.password}
            onChange={(event) => set({ password: event.target.value })}
          />
          {password && <PasswordRules password={password} />}
          <Notice>{t('screen.privacy')}</Notice>
          <Slot name="privacy:notice" of={{ occasion: 'register', onShown: setSeen }} />
          <Button
            type="submit"
            tone="main"
            isWide
            isBusy={send.isSending}
            disabled={
              code.length !== 6 || !displayName.trim() || !areaCode || (isEnterprise && creditCode.length !== 18)
            }
          >
            {t('screen.register')}
          </Button>
          <Button tone="quiet" isWide onClick={() => go('/sign-in')}>
            {t('screen.haveAccount')}
          </Button>
        </Form>
      </Page>
    </div>
  )
}
