/** Talk inside a matter, as in any messenger: residents and staff face each other, staff's words among themselves are marked. */
import type { Picked } from '@liren/files/web/picked.ts'
import { Button, Chip, Icon, Switch, sendSoon, TextField, toastProblem, useDraft, useTimes, useWords } from '@liren/web'
import { lazy, Suspense, useState } from 'react'
import type { MatterView } from '../contract.ts'
import { FileStrip } from './file-strip.tsx'
import { KeptSayings } from './kept-sayings.tsx'
import { Owed } from './next-step.tsx'
import type { KeptSaying } from './send-say.ts'
import './thread.css'

type Talk = Pick<MatterView, 'id' | 'module' | 'title' | 'messages' | 'acts' | 'mayAs' | 'files' | 'owed'>
type Message = Talk['messages'][number]

const Internal = () => {
  const t = useWords('matters')
  return (
    <Chip tone="soon">
      <Icon name="eye" size={14} /> {t('screen.internal')}
    </Chip>
  )
}

const Who = ({ of: { side, authorName, at, isPublic } }: { of: Message }) => {
  const t = useWords('matters')
  const { when } = useTimes()
  const names = [side === 'staff' || !authorName ? t(`screen.${side}`) : '', authorName]
  return (
    <p className="talk-who">
      {[...names, when(at)].filter(Boolean).join(' · ')} {!isPublic && <Internal />}
    </p>
  )
}

// Drawn once somebody wants it: most only read, or write words.
const Picker = lazy(async () => ({ default: (await import('@liren/files/web/photo-picker.tsx')).PhotoPicker }))
const kinds = ['photo', 'video'] as const

/** What is written here leaves when the network allows, in order; until then it stands below what was said. */
const Writing = ({ of }: { of: Talk }) => {
  const t = useWords('matters')
  const draft = useDraft(`matters.say.${of.id}`, { text: '', photos: [] as readonly Picked[] })
  const mayInside = of.acts.includes('sayInternally')
  const mayOutside = of.acts.includes('say')
  const [wantsInside, setInside] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const isInternal = mayInside && (wantsInside || !mayOutside)
  // Kept by an earlier version, a draft has no photos.
  const { photos = [] } = draft.value
  const [isPicking, setPicking] = useState(false)
  const isStaff = of.mayAs.includes('staff')
  const said = draft.value.text.trim()
  const text = said || (photos.length > 0 ? t('screen.attachedOnly') : '')
  const say = async () => {
    const kept: KeptSaying = {
      matterId: of.id,
      module: of.module,
      text,
      isPublic: !isInternal,
      photos,
      withName: isStaff,
    }
    setBusy(true)
    try {
      await sendSoon('matters.say', `${t('act.say')} · ${of.title}`, kept, {
        lane: of.id,
        at: `/matters/${of.id}`,
      })
      await draft.forget()
      setPicking(false)
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="talk-write"
      onSubmit={(event) => {
        event.preventDefault()
        if (text && !isBusy) void say()
      }}
    >
      <TextField
        label={t('screen.messageLabel')}
        rows={2}
        maxLength={4000}
        placeholder={t('screen.messageExample')}
        value={draft.value.text}
        onChange={(event) => draft.change({ text: event.target.value })}
      />
      {(isPicking || photos.length > 0) && (
        <Suspense fallback={<p className="field-hint">{t('web:loading')}</p>}>
          <Picker
            label={t('screen.attach')}
            kinds={kinds}
            withName={isStaff}
            value={photos}
            onChange={(next) => draft.change({ photos: next })}
          />
        </Suspense>
      )}
      {mayInside && mayOutside && <Switch label={t('screen.internal')} value={wantsInside} onChange={setInside} />}
      {isInternal && !mayOutside && (
        <p>
          <Internal />
        </p>
      )}
      <div className="button-row">
        {photos.length === 0 && (
          <Button tone="quiet" icon="camera" aria-expanded={isPicking} onClick={() => setPicking(!isPicking)}>
            {t(isPicking ? 'screen.attachLess' : 'screen.attach')}
          </Button>
        )}
        <Button type="submit" icon="chat" isBusy={isBusy} disabled={text === ''}>
          {t('screen.send')}
        </Button>
      </div>
    </form>
  )
}

export const Thread = ({ of }: { of: Talk }) => {
  const t = useWords('matters')
  const mySide = of.mayAs.includes('staff') && !of.mayAs.includes('reporter') ? 'staff' : 'resident'
  return (
    <>
      {of.messages.length === 0 ? (
        <p className="field-hint">{t('screen.noMessages')}</p>
      ) : (
        <ol className="talk" aria-label={t('screen.thread')}>
          {of.messages.map((message) => (
            <li key={message.id} className={message.side === mySide ? 'talk-mine' : 'talk-theirs'}>
              <Who of={message} />
              <p className="talk-said">{message.text}</p>
              <FileStrip ids={message.fileIds} of={of.files} />
            </li>
          ))}
        </ol>
      )}
      <Owed of={of} />
      <KeptSayings matterId={of.id} messages={of.messages} />
      {(of.acts.includes('say') || of.acts.includes('sayInternally')) && <Writing of={of} />}
    </>
  )
}
