/** A neighbour asks for help in a few words; the door stays hidden until somebody takes it. */
import { points } from '@liren/points/contract'
import {
  Button,
  Field,
  Notice,
  Page,
  Segments,
  SelectField,
  TextField,
  toast,
  todayOn,
  useArea,
  useAsk,
  useDraft,
  useGo,
  useSend,
  useSession,
  useWords,
} from '@liren/web'
import { mutualAid } from '../../contract.ts'
import { isWithMinors, kinds, peopleAtMost, type Reach, reaches } from '../../help-request.ts'
import '../aid.css'

const tomorrow = () => todayOn(1)
const rewards = ['points', 'hour1', 'hour2', 'pool1', 'pool2'] as const
const whoms = ['self', 'elder', 'minor'] as const

const empty = {
  id: '',
  kind: 'carry' as (typeof kinds)[number],
  wish: '',
  building: '',
  exactPlace: '',
  forWhom: 'self' as (typeof whoms)[number],
  forPersonId: '',
  day: tomorrow(),
  from: '10:00',
  until: '11:00',
  reach: 'community' as Reach,
  people: 1,
  reward: 'points' as (typeof rewards)[number],
  safety: '',
}

export default function AskPage() {
  const t = useWords('mutual-aid')
  const go = useGo()
  const { code } = useArea()
  const { grants } = useSession()
  const area = code ?? grants.find((grant) => grant.area)?.area.slice(0, 12) ?? null
  const draft = useDraft('mutual-aid.ask', empty)
  const { data } = useAsk(points, 'mine')
  const form = draft.value
  const send = useSend(mutualAid, 'ask', {
    stale: [[mutualAid], [points]],
    then: async ({ id }) => {
      await draft.forget()
      toast(t('screen.sent'), 'good')
      go(`/mutual-aid/${id}`)
    },
  })
  const hours = form.reward === 'points' ? 0 : Number(form.reward.at(-1))
  const post = () => {
    if (!area) return
    const id = form.id || crypto.randomUUID()
    draft.change({ id })
    send.now({
      body: {
        id,
        area,
        kind: form.kind,
        wish: form.wish.trim(),
        building: form.building.trim(),
        exactPlace: form.exactPlace.trim(),
        forWhom: form.forWhom,
        startsAt: new Date(`${form.day}T${form.from}:00+08:00`).toISOString(),
        endsAt: new Date(`${form.day}T${form.until}:00+08:00`).toISOString(),
        hours,
        reach: form.reach,
        people: form.people,
        ...(form.forWhom === 'elder' && form.forPersonId ? { forPersonId: form.forPersonId } : {}),
        ...(hours > 0 ? { hoursFrom: form.reward.startsWith('pool') ? ('pool' as const) : ('mine' as const) } : {}),
        ...(form.safety.trim() ? { safety: form.safety.trim() } : {}),
      },
    })
  }
  const rewardLabel = (reward: (typeof rewards)[number]) =>
    reward === 'points'
      ? t('screen.byPoints')
      : t(reward.startsWith('pool') ? 'screen.byPool' : 'screen.byHours', { hours: Number(reward.at(-1)) })
  return (
    <Page
      title={t('nav.ask')}
      back="/mutual-aid"
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          disabled={
            !area || !draft.isReady || form.wish.trim().length < 4 || !form.building.trim() || !form.exactPlace.trim()
          }
          onClick={post}
        >
          {t('screen.send')}
        </Button>
      }
    >
      <div className="form-stack">
        <SelectField
          label={t('screen.kind')}
          value={form.kind}
          onChange={(event) => draft.change({ kind: kinds.find((one) => one === event.target.value) ?? 'other' })}
          choices={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <TextField
          label={t('screen.wish')}
          hint={t('screen.wishHint')}
          maxLength={200}
          value={form.wish}
          error={send.errors.wish}
          onChange={(event) => draft.change({ wish: event.target.value })}
        />
        <Field
          label={t('screen.building')}
          maxLength={60}
          value={form.building}
          error={send.errors.building}
          onChange={(event) => draft.change({ building: event.target.value })}
        />
        <Field
          label={t('screen.exact')}
          maxLength={80}
          value={form.exactPlace}
          error={send.errors.exactPlace}
          onChange={(event) => draft.change({ exactPlace: event.target.value })}
        />
        <div className="field">
          <span className="field-name" aria-hidden="true">
            {t('screen.forWhom')}
          </span>
          <Segments
            label={t('screen.forWhom')}
            value={form.forWhom}
            onChange={(value) => draft.change({ forWhom: whoms.find((one) => one === value) ?? 'self' })}
            choices={whoms.map((value) => ({ value, label: t(`forWhom.${value}`) }))}
          />
        </div>
        {isWithMinors({ ...form, text: `${form.wish} ${form.safety}` }) && <Notice>{t('screen.checkFirst')}</Notice>}
        <Field
          label={t('screen.day')}
          type="date"
          value={form.day}
          error={send.errors.startsAt}
          onChange={(event) => draft.change({ day: event.target.value })}
        />
        <div className="aid-times">
          <Field
            label={t('screen.from')}
            type="time"
            value={form.from}
            onChange={(event) => draft.change({ from: event.target.value })}
          />
          <Field
            label={t('screen.until')}
            type="time"
            value={form.until}
            error={send.errors.endsAt}
            onChange={(event) => draft.change({ until: event.target.value })}
          />
        </div>
        <SelectField
          label={t('screen.people')}
          hint={form.people > 1 ? t('screen.peopleHint') : undefined}
          value={String(form.people)}
          error={send.errors.people}
          onChange={(event) => draft.change({ people: Number(event.target.value) })}
          choices={Array.from({ length: peopleAtMost }, (_, at) => ({
            value: String(at + 1),
            label: t('screen.peopleCount', { count: at + 1 }),
          }))}
        />
        <div className="field">
          <span className="field-name" aria-hidden="true">
            {t('screen.reach')}
          </span>
          <Segments
            label={t('screen.reach')}
            value={form.reach}
            onChange={(value) => draft.change({ reach: reaches.find((one) => one === value) ?? 'community' })}
            choices={reaches.map((value) => ({ value, label: t(`reach.${value}`) }))}
          />
        </div>
        <SelectField
          label={t('screen.reward')}
          value={form.reward}
          error={send.errors.hours}
          onChange={(event) => draft.change({ reward: rewards.find((one) => one === event.target.value) ?? 'points' })}
          choices={rewards.map((value) => ({ value, label: rewardLabel(value) }))}
        />
        {form.forWhom === 'elder' && hours > 0 && (
          <SelectField
            label={t('screen.elder')}
            value={form.forPersonId}
            placeholder={t('screen.elder')}
            error={send.errors.forPersonId}
            onChange={(event) => draft.change({ forPersonId: event.target.value })}
            choices={(data?.household ?? []).map((one) => ({ value: one.personId, label: one.name }))}
          />
        )}
        <Field
          label={t('screen.safety')}
          isOptional
          maxLength={200}
          value={form.safety}
          onChange={(event) => draft.change({ safety: event.target.value })}
        />
        <p className="field-hint">{t('screen.insurance')}</p>
      </div>
    </Page>
  )
}
