/** 让家人帮我办: naming a relative or guardian by the code on their own phone, and the code by which one is named oneself. */
import {
  ask,
  Button,
  Field,
  fieldErrors,
  Notice,
  Page,
  refresh,
  Section,
  SelectField,
  TextField,
  toast,
  todayOn,
  useFilters,
  useGo,
  useProof,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { identity } from '../contract.ts'
import './sign-in.css'
import { Form } from './form.tsx'
import { Square } from './square.tsx'

const relations = ['relative', 'guardian'] as const

const NameHelper = ({ personId, scanned }: { personId: string; scanned: string }) => {
  const t = useWords()
  const go = useGo()
  const { act, sheet } = useProof()
  const [said, setSaid] = useState({
    code: scanned,
    relation: relations[0] as (typeof relations)[number],
    purpose: '',
    lastDay: todayOn(30),
  })
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const look = useSend(identity, 'lookAtHelper', { stale: [] })
  const set = (part: Partial<typeof said>) => setSaid((before) => ({ ...before, ...part }))
  const { code, relation, purpose, lastDay } = said
  const helper = look.reply?.displayName
  const record = () =>
    act(async () => {
      try {
        await ask(identity, 'recordAuthority', {
          body: {
            personId,
            helperCode: code,
            relation,
            purpose: purpose.trim(),
            untilAt: new Date(`${lastDay}T23:59:59+08:00`).toISOString(),
          },
        })
      } catch (thrown) {
        const told = fieldErrors(thrown)
        if (Object.keys(told).length === 0) throw thrown
        return setErrors(told)
      }
      await refresh([identity])
      toast(t('screen.family.named', { name: helper ?? '' }), 'good')
      go('/identity/account')
    })
  return (
    <Form onSend={() => void (helper ? record() : look.now({ body: { code } }))}>
      {sheet}
      <p>{t('screen.family.how')}</p>
      <Field
        label={t('screen.family.code')}
        hint={t('screen.family.codeHint')}
        inputMode="numeric"
        autoComplete="off"
        value={code}
        error={look.errors.code ?? errors.helperCode}
        onChange={(event) => {
          look.reset()
          setErrors({})
          set({ code: event.target.value.replace(/\D/g, '').slice(0, 8) })
        }}
      />
      {helper === undefined ? (
        <Button type="submit" tone="main" isWide isBusy={look.isSending} disabled={code.length !== 8}>
          {t('screen.family.look')}
        </Button>
      ) : (
        <>
          <Notice tone="good">{t('screen.family.is', { name: helper })}</Notice>
          <SelectField
            label={t('screen.family.relation')}
            value={relation}
            choices={relations.map((value) => ({ value, label: t(`screen.relation.${value}`) }))}
            onChange={(event) => set({ relation: relations.find((one) => one === event.target.value) ?? 'relative' })}
          />
          <TextField
            label={t('screen.purpose')}
            hint={t('screen.family.purposeHint')}
            maxLength={200}
            value={purpose}
            error={errors.purpose}
            onChange={(event) => set({ purpose: event.target.value })}
          />
          <Field
            label={t('screen.lastDay')}
            type="date"
            min={todayOn()}
            max={todayOn(59)}
            value={lastDay}
            error={errors.untilAt}
            onChange={(event) => set({ lastDay: event.target.value })}
          />
          <Notice tone="soon">{t('screen.family.may')}</Notice>
          <Button type="submit" tone="main" isWide disabled={purpose.trim().length < 2 || !lastDay}>
            {t('screen.family.name', { name: helper })}
          </Button>
        </>
      )}
    </Form>
  )
}

const MyCode = () => {
  const t = useWords()
  const { when } = useTimes()
  const show = useSend(identity, 'showHelperCode', { stale: [] })
  return (
    <Section title={t('screen.family.mine')}>
      <p>{t('screen.family.mineHow')}</p>
      {show.reply && (
        <div className="scan">
          <Square text={show.reply.url} label={t('screen.family.square')} />
          <p className="scan-number">
            <b>{`${show.reply.code.slice(0, 4)} ${show.reply.code.slice(4)}`}</b>
          </p>
          <p className="field-hint">{t('screen.until', { when: when(show.reply.expiresAt) })}</p>
        </div>
      )}
      <Button isWide isBusy={show.isSending} onClick={() => show.now({})}>
        {t(show.reply ? 'screen.scan.again' : 'screen.family.show')}
      </Button>
    </Section>
  )
}

export default function FamilyPage() {
  const t = useWords()
  const { personId } = useSession()
  const [{ code = '' }] = useFilters()
  return (
    <div className="sign-in">
      <Page title={t('nav.family')} back="/identity/account">
        <Section title={t('screen.family.want')}>
          {personId ? (
            <NameHelper personId={personId} scanned={/^\d{8}$/.test(code) ? code : ''} />
          ) : (
            <Notice tone="soon">{t('screen.family.notKnown')}</Notice>
          )}
        </Section>
        <MyCode />
      </Page>
    </div>
  )
}
