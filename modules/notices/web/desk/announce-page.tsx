/** 写通知公告 Whom, what and when, with a count before anything leaves; the draft stays in this browser until it is sent. */
import {
  Button,
  Confirm,
  Failed,
  Field,
  Segments,
  SelectField,
  Skeleton,
  Slot,
  TextField,
  toast,
  useArea,
  useAsk,
  useDraft,
  useGo,
  useMay,
  useRegistry,
  useSend,
  useSession,
  useWords,
} from '@liren/web'
import { AreaField, Columns, DeskPage, Panel } from '@liren/web/desk'
import { useState } from 'react'
import { announcementKinds, isObliging } from '../../announcement.ts'
import { type AnnouncementBody, type AudienceCount, notices } from '../../contract.ts'
import { CountFigures, LadderSteps, Lately } from './announce-parts.tsx'
import '../notices.css'

type Draft = Omit<Required<AnnouncementBody>, 'roles'> & {
  readonly role: string
  readonly isPart: boolean
  readonly isLater: boolean
}
const blank: Draft = {
  areaCode: '',
  kind: 'optional',
  urgency: 'normal',
  rule: '',
  role: '',
  titleZh: '',
  textZh: '',
  titleEn: '',
  textEn: '',
  signature: '',
  basis: '',
  link: '',
  sendAt: '',
  isPart: false,
  isLater: false,
}
const roles = ['gridWorker', 'communityWorker', 'communityAdmin', 'handler'] as const
const roleOf = (role: string) => roles.find((one) => one === role)
const given = <K extends string>(key: K, value: string) => (value.trim() ? { [key]: value.trim() } : {})

const whomOf = ({ areaCode, kind, rule, role, isPart }: Draft) => {
  const one = roleOf(role)
  return {
    areaCode,
    kind,
    ...(kind !== 'work' && isPart && rule.trim() ? { rule: rule.trim() } : {}),
    ...(kind === 'work' && one ? { roles: [one] } : {}),
  }
}
const bodyOf = (draft: Draft): AnnouncementBody => ({
  ...whomOf(draft),
  urgency: draft.urgency,
  titleZh: draft.titleZh,
  textZh: draft.textZh,
  signature: draft.signature,
  ...given('titleEn', draft.titleEn),
  ...given('textEn', draft.textEn),
  ...(isObliging(draft.kind) ? given('basis', draft.basis) : {}),
  ...given('link', draft.link),
  ...(draft.isLater && draft.sendAt ? { sendAt: new Date(draft.sendAt).toISOString() } : {}),
})

type Parts = {
  readonly of: Draft
  readonly change: (part: Partial<Draft>) => void
  readonly errors: Readonly<Record<string, string>>
}

const Whom = ({ of, change, errors }: Parts) => {
  const t = useWords('notices')
  const may = useMay()
  const { slots } = useRegistry()
  const kinds = announcementKinds.filter((kind) => !isObliging(kind) || may('announcement.oblige'))
  return (
    <Panel title={t('announce.who')}>
      <AreaField
        label={t('announce.area')}
        value={of.areaCode}
        error={errors.areaCode}
        onChange={(areaCode) => change({ areaCode })}
      />
      <SelectField
        label={t('announce.kindLabel')}
        value={of.kind}
        error={errors.kind}
        onChange={(event) =>
          change({ kind: announcementKinds.find((kind) => kind === event.target.value) ?? 'optional' })
        }
        choices={kinds.map((value) => ({ value, label: t(`announceKind.${value}`) }))}
      />
      {of.kind === 'work' ? (
        <SelectField
          label={t('announce.roles')}
          isOptional
          value={of.role}
          placeholder={t('announce.ruleEveryone')}
          onChange={(event) => change({ role: event.target.value })}
          choices={roles.map((value) => ({ value, label: t(`announceRole.${value}`) }))}
        />
      ) : (
        slots.has('field:audience') && (
          <>
            <Segments
              label={t('announce.whom')}
              value={of.isPart ? 'some' : 'all'}
              onChange={(value) => change({ isPart: value === 'some' })}
              choices={[
                { value: 'all', label: t('announce.ruleEveryone') },
                { value: 'some', label: t('announce.ruleSome') },
              ]}
            />
            {of.isPart && (
              <Slot
                name="field:audience"
                of={{ value: of.rule, error: errors.rule, onChange: (rule: string) => change({ rule }) }}
              />
            )}
          </>
        )
      )}
      {isObliging(of.kind) && (
        <Field
          label={t('announce.basis')}
          hint={t('announce.basisHint')}
          value={of.basis}
          error={errors.basis}
          maxLength={200}
          onChange={(event) => change({ basis: event.target.value })}
        />
      )}
    </Panel>
  )
}

const What = ({ of, change, errors }: Parts) => {
  const t = useWords('notices')
  return (
    <Panel title={t('announce.what')}>
      <Field
        label={t('announce.titleZh')}
        value={of.titleZh}
        error={errors.titleZh}
        maxLength={40}
        onChange={(event) => change({ titleZh: event.target.value })}
      />
      <TextField
        label={t('announce.textZh')}
        value={of.textZh}
        error={errors.textZh}
        maxLength={1000}
        onChange={(event) => change({ textZh: event.target.value })}
      />
      <Field
        label={t('announce.titleEn')}
        hint={t('announce.enHint')}
        isOptional
        value={of.titleEn}
        error={errors.titleEn}
        maxLength={80}
        onChange={(event) => change({ titleEn: event.target.value })}
      />
      <TextField
        label={t('announce.textEn')}
        isOptional
        value={of.textEn}
        error={errors.textEn}
        maxLength={2000}
        onChange={(event) => change({ textEn: event.target.value })}
      />
      <Field
        label={t('announce.signature')}
        hint={t('announce.signatureHint')}
        value={of.signature}
        error={errors.signature}
        maxLength={40}
        onChange={(event) => change({ signature: event.target.value })}
      />
      <Field
        label={t('announce.link')}
        hint={t('announce.linkHint')}
        isOptional
        value={of.link}
        error={errors.link}
        maxLength={200}
        onChange={(event) => change({ link: event.target.value })}
      />
    </Panel>
  )
}

const When = ({ of, change, errors, ways }: Parts & { ways: readonly string[] | null }) => {
  const t = useWords('notices')
  return (
    <Panel title={t('announce.how')}>
      {of.kind !== 'emergency' && (
        <Segments
          label={t('announce.urgencyLabel')}
          value={of.urgency}
          onChange={(value) => change({ urgency: value === 'urgent' ? 'urgent' : 'normal' })}
          choices={(['normal', 'urgent'] as const).map((value) => ({ value, label: t(`announceUrgency.${value}`) }))}
        />
      )}
      <LadderSteps kind={of.kind} urgency={of.urgency} ways={ways} />
      <Segments
        label={t('announce.when')}
        value={of.isLater ? 'later' : 'now'}
        onChange={(value) => change({ isLater: value === 'later' })}
        choices={[
          { value: 'now', label: t('announce.now') },
          { value: 'later', label: t('announce.later') },
        ]}
      />
      {of.isLater && (
        <Field
          label={t('announce.sendAt')}
          type="datetime-local"
          value={of.sendAt}
          error={errors.sendAt}
          onChange={(event) => change({ sendAt: event.target.value })}
        />
      )}
    </Panel>
  )
}

/** Counted numbers belong to the audience they were counted for; another one is counted anew. */
const useCount = (draft: Draft) => {
  const whom = whomOf(draft)
  const key = JSON.stringify(whom)
  const [asked, setAsked] = useState<string | null>(null)
  const count = useAsk(notices, 'countAudience', { query: whom }, { enabled: asked === key })
  const of = asked === key ? (count.data ?? null) : null
  const error = asked === key ? count.error : null
  return {
    of,
    error,
    again: () => void count.refetch(),
    isBusy: asked === key && count.isLoading,
    ask: () => setAsked(key),
  }
}
const isNobody = (of: AudienceCount) => of.reachable === 0

export default function AnnouncePage() {
  const t = useWords('notices')
  const go = useGo()
  const { code, area } = useArea()
  const { grants } = useSession()
  const draft = useDraft('notices.announce', blank)
  const [isSure, setSure] = useState(false)
  const of = {
    ...draft.value,
    areaCode: draft.value.areaCode || code || grants[0]?.area || '',
    signature: draft.value.signature || (area?.name ?? ''),
  }
  const count = useCount(of)
  const send = useSend(notices, 'announce', {
    stale: [[notices]],
    then: async (sent) => {
      await draft.forget()
      toast(t(sent.sendAt > sent.writtenAt ? 'announce.planned' : 'announce.onItsWay'), 'good')
      go('/notices/announcements')
    },
  })
  if (!draft.isReady) return <Skeleton rows={6} />
  const parts = { of, change: draft.change, errors: send.errors }
  const isWhole = [of.areaCode, of.titleZh, of.textZh, of.signature].every((one) => one.trim().length >= 2)
  const verb =
    count.of === null || count.of.reachable === null
      ? t('announce.sendFew')
      : t('announce.send', { n: count.of.reachable })
  return (
    <DeskPage
      title={t('nav.announce')}
      hint={t('announce.draft')}
      back={{ to: '/notices/announcements', label: t('nav.announcements') }}
    >
      <Columns
        main={
          <>
            <Whom {...parts} />
            <What {...parts} />
          </>
        }
        aside={
          <>
            <When {...parts} ways={count.of?.ways ?? null} />
            <Panel title={t('announce.countTitle')}>
              {count.of && <CountFigures of={count.of} kind={of.kind} />}
              {count.error ? <Failed error={count.error} again={count.again} /> : null}
              {count.of && isNobody(count.of) && <p role="status">{t('announce.nobody')}</p>}
              <Lately kind={of.kind} areaCode={of.areaCode} />
              <div className="button-row">
                <Button isBusy={count.isBusy} disabled={of.areaCode === ''} onClick={count.ask}>
                  {t('announce.count')}
                </Button>
                <Button
                  tone="main"
                  isBusy={send.isSending}
                  disabled={!isWhole || count.of === null || isNobody(count.of)}
                  onClick={() => setSure(true)}
                >
                  {verb}
                </Button>
              </div>
              {count.of === null && <p className="quiet">{t('announce.countFirst')}</p>}
            </Panel>
          </>
        }
      />
      <Confirm
        isOpen={isSure}
        onClose={() => setSure(false)}
        title={of.titleZh}
        verb={verb}
        onYes={() => {
          setSure(false)
          send.now({ body: bodyOf(of) })
        }}
      >
        <p>{of.textZh}</p>
        <p>{t('announce.confirm')}</p>
      </Confirm>
    </DeskPage>
  )
}
