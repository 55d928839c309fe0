/** A sheet that comes up from the foot of the phone: the browser's own dialog, so focus, Escape and screen readers are right. */
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Icon } from '../icon.tsx'
import { Toasts } from '../toast.tsx'
import { useWords } from '../words.ts'
import { Button } from './button.tsx'

export const Sheet = ({
  isOpen,
  onClose,
  title,
  children,
  action,
}: {
  isOpen: boolean
  onClose: () => void
  title: ReactNode
  children: ReactNode
  action?: ReactNode
}) => {
  const t = useWords('web')
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (isOpen) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isOpen])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press on the shade closes; Escape does the same by the browser
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      {isOpen && (
        <div className="sheet-inside">
          <header className="sheet-head">
            <h2 id={id}>{title}</h2>
            <button type="button" className="icon-button" onClick={onClose} aria-label={t('close')}>
              <Icon name="close" />
            </button>
          </header>
          <div className="sheet-body">{children}</div>
          {action && <div className="sheet-action">{action}</div>}
          {/* The page's own lie under the dialog, where nobody sees or hears them. */}
          <Toasts />
        </div>
      )}
    </dialog>
  )
}

/** Asks before something that cannot be undone. The button repeats the verb, never "OK". */
export const Confirm = ({
  isOpen,
  onClose,
  title,
  children,
  verb,
  onYes,
  isBusy,
  isUrgent,
}: {
  isOpen: boolean
  onClose: () => void
  title: ReactNode
  children?: ReactNode
  verb: string
  onYes: () => void
  isBusy?: boolean
  isUrgent?: boolean
}) => {
  const t = useWords('web')
  return (
    <Sheet
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      action={
        <>
          <Button onClick={onClose}>{t('leaveIt')}</Button>
          <Button tone={isUrgent ? 'urgent' : 'main'} onClick={onYes} isBusy={isBusy ?? false}>
            {verb}
          </Button>
        </>
      }
    >
      {children}
    </Sheet>
  )
}
