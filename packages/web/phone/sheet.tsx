/** A sheet that comes up from the foot of the phone: the browser's own dialog, so focus, Escape and screen readers are right. */
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react'
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
  const isOnShade = useRef(false)
  const isTouched = useRef(false)
  useEffect(() => {
    isTouched.current = false
    if (isOpen) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isOpen])
  // Taken away while open, it is closed first: only that gives the focus back to where it came from.
  useLayoutEffect(() => {
    const node = dialog.current
    return () => node?.close()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press on the shade closes what is untouched; Escape does the same by the browser
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={id}
      // Not what is opened again at once, nor what is gone: the browser tells of closing a moment later.
      onClose={() => {
        if (dialog.current?.open === false) onClose()
      }}
      onInput={() => {
        isTouched.current = true
      }}
      onPointerDown={(event) => {
        isOnShade.current = event.target === event.currentTarget
      }}
      // A drag that ends on the shade is no press on it, and one stray press throws away nothing that was filled in.
      onClick={(event) => {
        if (event.target === event.currentTarget && isOnShade.current && !isTouched.current) onClose()
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
