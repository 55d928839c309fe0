/** 服务计划 What a community wants to offer, with the demand it answers; without demand it cannot be approved. */
import {
  Button,
  Chip,
  Facts,
  Notice,
  Section,
  TextField,
  toast,
  useMay,
  useOwnArea,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { services } from '../../contract.ts'
import { KeepPlan } from './keep-plan.tsx'
import type { Plan } from './post.ts'

const tones = { drafted: 'soon', approved: 'done', declined: 'plain' } as const

const Decide = ({ of, onDone }: { of: Plan; onDone: () => void }) => {
  const t = useWords('services')
  const [text, setText] = useState('')
  const send = useSend(services, 'decidePlan', {
    stale: [[services, 'plans']],
    then: () => {
      toast(t('plan.decidedNow'), 'good')
      onDone()
    },
  })
  const say = (isApproved: boolean) => send.now({ params: { id: of.id }, body: { isApproved, text: text.trim() } })
  return (
    <Section title={t('plan.decide')}>
      {of.demands.length === 0 && <Notice tone="soon">{t('plan.noDemand')}</Notice>}
      <TextField
        label={t('plan.decision')}
        value={text}
        maxLength={600}
        error={send.errors.isApproved}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="button-row">
        <Button disabled={text.trim() === ''} isBusy={send.isSending} onClick={() => say(false)}>
          {t('plan.decline')}
        </Button>
        <Button
          tone="main"
          disabled={text.trim() === '' || of.demands.length === 0}
          isBusy={send.isSending}
          onClick={() => say(true)}
        >
          {t('plan.approve')}
        </Button>
      </div>
    </Section>
  )
}

const Read = ({ of }: { of: Plan }) => {
  const t = useWords('services')
  const { when } = useTimes()
  return (
    <>
      <p>{of.text}</p>
      <Facts
        of={[
          [t('plan.need'), t(`need.${of.need}`)],
          [t('plan.madeAt'), when(of.madeAt)],
          of.decidedAt !== null && [t(`plan.state.${of.state}`), `${when(of.decidedAt)} · ${of.decision ?? ''}`],
        ]}
      />
      <Section title={t('plan.demands')}>
        {of.demands.length === 0 ? (
          <p>{t('plan.noDemands')}</p>
        ) : (
          <Facts
            of={of.demands.map((one) => [
              t(`plan.kind.${one.kind}`),
              one.count === undefined ? one.reference : `${one.reference} · ${t('plan.count', { n: one.count })}`,
            ])}
          />
        )}
      </Section>
    </>
  )
}

export default function PlansPage() {
  const t = useWords()
  const may = useMay()
  const { when } = useTimes()
  const own = useOwnArea()
  const [open, setOpen] = useState<Plan | null>(null)
  const [isEditing, setEditing] = useState(false)
  const close = () => setOpen(null)
  const fresh = (): Plan => ({
    ...{
      id: crypto.randomUUID(),
      title: '',
      need: 'elderCare' as const,
      areaCode: own.code ?? '',
      text: '',
      demands: [],
    },
    ...{ state: 'drafted' as const, madeAt: new Date().toISOString(), decidedAt: null, decision: null },
  })
  return (
    <DeskPage
      title={t('nav.plans')}
      hint={t('plan.hint')}
      tools={
        may('item.keep') && (
          <Button
            tone="main"
            onClick={() => {
              setOpen(fresh())
              setEditing(true)
            }}
          >
            {t('plan.add')}
          </Button>
        )
      }
    >
      <ListTable
        contract={services}
        route="plans"
        input={{ query: {} }}
        columns={[
          { key: 'title', title: t('plan.title'), cell: (row) => row.title },
          { key: 'need', title: t('plan.need'), width: 130, cell: (row) => t(`need.${row.need}`) },
          { key: 'demands', title: t('plan.demands'), width: 110, isNumber: true, cell: (row) => row.demands.length },
          { key: 'at', title: t('plan.madeAt'), width: 160, cell: (row) => when(row.madeAt) },
          {
            key: 'state',
            title: t('screen.state'),
            width: 120,
            cell: (row) => <Chip tone={tones[row.state]}>{t(`plan.state.${row.state}`)}</Chip>,
          },
        ]}
        onOpen={(row) => {
          setOpen(row)
          setEditing(false)
        }}
        label={t('nav.plans')}
      />
      <Detail isOpen={open !== null} onClose={close} title={open?.title || t('plan.add')}>
        {open && isEditing && <KeepPlan key={open.id} of={open} onDone={close} />}
        {open && !isEditing && (
          <>
            <Read of={open} />
            {open.state === 'drafted' && may('item.keep') && (
              <Button onClick={() => setEditing(true)}>{t('plan.edit')}</Button>
            )}
            {open.state === 'drafted' && may('plan.decide') && <Decide key={open.id} of={open} onDone={close} />}
          </>
        )}
      </Detail>
    </DeskPage>
  )
}
