/** One record of a tool: where it stands, what was answered, what may be done now, and how it went. */
import type { Shown as ShownFile } from '@liren/files/web/photos.tsx'
import type { FormDefinition, Field as FormField } from '@liren/forms/contract'
import { useValueWords } from '@liren/forms/web/field-view'
import {
  Button,
  Chip,
  Confirm,
  Facts,
  Field,
  Notice,
  Section,
  Sheet,
  Timeline,
  toast,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { type RecordRow, toolLibrary } from '../../contract.ts'
import { MoveForm, useMoveForm } from './move-form.tsx'
import { Photos } from './photos.tsx'
import { useSay, type Words } from './say.ts'

export type Shown = RecordRow & {
  readonly toolName: Words
  readonly areaCode: string
  readonly number: string
  readonly dueAt: string | null
  readonly seen: number
  readonly isMine: boolean
  readonly says: { readonly after?: Words; readonly contact?: Words }
  readonly facts: readonly {
    readonly key: string
    readonly label: Words
    readonly value?: unknown
    readonly field?: unknown
    readonly isSealed: boolean
  }[]
  readonly photos: readonly ShownFile[]
  readonly moves: readonly {
    readonly name: string
    readonly title: Words
    readonly form: string | null
    readonly isGrave: boolean
  }[]
  readonly forms: readonly unknown[]
  readonly mayReveal: boolean
  readonly steps: readonly { readonly at: string; readonly what: Words; readonly by: string }[]
}

/** An answer as people read it, by the field it was given to. */
export const useAnswerWords = () => {
  const words = useValueWords()
  // The server sends fields as forms knows them.
  return (value: unknown, field: unknown): string => words((field as FormField | undefined) ?? plain, value)
}
const plain: FormField = { key: 'plain', label: '' }

const MoveSheet = ({ of, move, onClose }: { of: Shown; move: Shown['moves'][number]; onClose: () => void }) => {
  const say = useSay()
  const t = useWords('tool-library')
  const [isTried, setTried] = useState(false)
  // The server sends forms as forms knows them.
  const form = (of.forms as readonly FormDefinition[]).find(({ code }) => code === move.form)
  const { filling, answers, isWhole } = useMoveForm(form)
  const send = useSend(toolLibrary, 'moveRecord', {
    stale: [[toolLibrary], [{ name: 'matters' }], [{ name: 'launcher' }]],
    then: () => {
      toast(t('screen.done'), 'good')
      onClose()
    },
  })
  const go = () =>
    send.now({
      params: { id: of.id, move: move.name },
      body: { seen: of.seen, ...(form ? { answers } : {}) },
    })
  if (!form)
    return (
      <Confirm
        isOpen
        onClose={onClose}
        title={say(move.title)}
        verb={say(move.title)}
        onYes={go}
        isBusy={send.isSending}
        isUrgent={move.isGrave}
      >
        <p>{of.title}</p>
      </Confirm>
    )
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={say(move.title)}
      action={
        <Button
          tone={move.isGrave ? 'urgent' : 'main'}
          isWide
          isBusy={send.isSending}
          onClick={() => (isWhole ? go() : setTried(true))}
        >
          {say(move.title)}
        </Button>
      }
    >
      <MoveForm definition={form} filling={filling} isTried={isTried} />
    </Sheet>
  )
}

export const RecordMoves = ({ of }: { of: Shown }) => {
  const say = useSay()
  const [chosen, choose] = useState<string | null>(null)
  const open = of.moves.find(({ name }) => name === chosen)
  return (
    <>
      {of.moves.map((move, index) => (
        <Button
          key={move.name}
          tone={index === 0 && !move.isGrave ? 'main' : 'plain'}
          onClick={() => choose(move.name)}
        >
          {say(move.title)}
        </Button>
      ))}
      {open && <MoveSheet key={open.name} of={of} move={open} onClose={() => choose(null)} />}
    </>
  )
}

const RevealPart = ({ of }: { of: Shown }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const words = useAnswerWords()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const send = useSend(toolLibrary, 'reveal', { stale: [] })
  if (send.reply)
    return <Facts of={send.reply.values.map(({ label, clearText }) => [say(label), words(clearText, undefined)])} />
  return (
    <>
      <Button icon="eye" onClick={() => setOpen(true)}>
        {t('screen.reveal')}
      </Button>
      <Sheet
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('screen.reveal')}
        action={
          <Button
            tone="main"
            isWide
            disabled={reason.trim().length < 2}
            isBusy={send.isSending}
            onClick={() => send.now({ params: { id: of.id }, body: { purpose: 'service', reason } })}
          >
            {t('screen.revealNow')}
          </Button>
        }
      >
        <p>{t('screen.revealHint')}</p>
        <Field
          label={t('screen.reason')}
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
        />
      </Sheet>
    </>
  )
}

/** Pictures an answer speaks of. */
const photosOf = ({ photos }: Shown, value: unknown) => {
  const ids: readonly unknown[] = Array.isArray(value) ? value : [value]
  return photos.filter(({ id }) => ids.includes(id))
}

export const RecordBody = ({ of }: { of: Shown }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const words = useAnswerWords()
  const { when } = useTimes()
  return (
    <>
      <p>
        <Chip tone={of.phase === 'done' ? 'done' : 'main'}>{say(of.stateTitle)}</Chip>
      </p>
      {of.isMine && of.phase !== 'done' && of.says.after && <Notice tone="good">{say(of.says.after)}</Notice>}
      {of.isMine && of.says.contact && (
        <p className="field-hint">{t('web:says', { what: t('texts.contact'), text: say(of.says.contact) })}</p>
      )}
      <Facts
        of={[
          [t('screen.number'), of.number],
          [t('screen.openedAt'), when(of.openedAt)],
          of.dueAt !== null && [t('screen.dueAt'), when(of.dueAt)],
          ...of.facts
            .filter((fact) => photosOf(of, fact.value).length === 0)
            .map(
              ({ label, value, field, isSealed }) =>
                [say(label), isSealed ? t('screen.sealed') : words(value, field)] as const,
            ),
        ]}
      />
      {of.facts.map(({ key, label, value }) => {
        const photos = photosOf(of, value)
        return (
          photos.length > 0 && (
            <Section key={key} title={say(label)}>
              <Photos label={say(label)} of={photos} />
            </Section>
          )
        )
      })}
      {of.mayReveal && <RevealPart of={of} />}
      <Section title={t('screen.steps')}>
        <Timeline
          of={[...of.steps].reverse().map((step, index) => ({
            id: String(index),
            at: `${when(step.at)} · ${step.by === 'system' ? t('screen.itself') : step.by}`,
            title: say(step.what),
          }))}
        />
      </Section>
    </>
  )
}
