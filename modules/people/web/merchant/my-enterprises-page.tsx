/** 我的企业 Enterprises I act for, and whom they let act, for what and until when. */
import {
  Button,
  Empty,
  Facts,
  Failed,
  Field,
  Page,
  Row,
  Section,
  SelectField,
  Sheet,
  Skeleton,
  toast,
  useAsk,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { people } from '../../contract.ts'

const scopes = ['appeals', 'policies', 'appointments', 'filings'] as const

const Authorise = ({ enterpriseId, onClose }: { enterpriseId: string | null; onClose: () => void }) => {
  const t = useWords()
  const [values, setValues] = useState({ fullName: '', phone: '', scope: 'appeals', expiresOn: '' })
  const send = useSend(people, 'authoriseHandler', {
    then: () => {
      toast(t('screen.handler.done'), 'good')
      onClose()
    },
  })
  const { scope, ...who } = values
  const field = (name: 'fullName' | 'phone' | 'expiresOn') => ({
    value: values[name],
    ...(send.errors[name] ? { error: send.errors[name] } : {}),
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  })
  return (
    <Sheet
      isOpen={enterpriseId !== null}
      onClose={onClose}
      title={t('screen.handler.add')}
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          disabled={!values.fullName || !values.phone || !values.expiresOn}
          onClick={() => enterpriseId && send.now({ params: { id: enterpriseId }, body: { ...who, scopes: [scope] } })}
        >
          {t('screen.handler.send')}
        </Button>
      }
    >
      <Field label={t('screen.field.fullName')} {...field('fullName')} />
      <Field label={t('screen.field.phone')} inputMode="tel" {...field('phone')} />
      <SelectField
        label={t('screen.handler.scope')}
        value={scope}
        choices={scopes.map((value) => ({ value, label: t(`screen.scope.${value}`) }))}
        onChange={(event) => setValues({ ...values, scope: event.target.value })}
      />
      <Field label={t('screen.handler.expiresOn')} type="date" {...field('expiresOn')} />
    </Sheet>
  )
}

export default function MyEnterprisesPage() {
  const t = useWords()
  const { day, list } = useTimes()
  const { data, error, refetch } = useAsk(people, 'listMyEnterprises')
  const [open, setOpen] = useState<string | null>(null)
  const withdraw = useSend(people, 'withdrawHandler', { then: () => toast(t('screen.handler.withdrawn'), 'good') })
  const scopeName = (scope: string) => (scope === '*' ? t('screen.handler.all') : t(`screen.scope.${scope}`))
  return (
    <Page title={t('nav.myEnterprises')} back="/">
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : data.items.length === 0 ? (
        <Empty icon="shop" title={t('screen.handler.noEnterprise')} hint={t('screen.handler.noEnterpriseHint')} />
      ) : (
        data.items.map(({ enterprise, scopes: held, handlers }) => (
          <Section key={enterprise.id} title={enterprise.name}>
            <Facts
              of={[
                [t('screen.enterprise.creditCode'), enterprise.creditCode],
                [t('screen.handler.scope'), list(held.map(scopeName))],
              ]}
            />
            {held.includes('*') && (
              <>
                {handlers.length === 0 && <p>{t('screen.handler.noneHint')}</p>}
                {handlers.map((one) => (
                  <Row
                    key={one.id}
                    title={one.displayName}
                    note={`${list(one.scopes.map(scopeName))} · ${t('screen.enterprise.until', { day: day(one.expiresOn) })}`}
                    after={
                      <Button
                        tone="quiet"
                        isBusy={withdraw.isSending}
                        onClick={() => withdraw.now({ params: { id: enterprise.id, handlerId: one.id } })}
                      >
                        {t('screen.handler.withdraw', { name: one.displayName })}
                      </Button>
                    }
                  />
                ))}
                <Button onClick={() => setOpen(enterprise.id)}>{t('screen.handler.add')}</Button>
              </>
            )}
          </Section>
        ))
      )}
      <Authorise key={open} enterpriseId={open} onClose={() => setOpen(null)} />
    </Page>
  )
}
