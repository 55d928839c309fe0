/** One act in a sheet: what it asks, a text, and a button that says the act. */
import { Button, Sheet, TextField, useWords } from '@liren/web'
import type { ReactNode } from 'react'

export const ActSheet = ({
  title,
  label,
  text,
  error,
  isReady = true,
  isBusy,
  onText,
  onGo,
  onClose,
  children,
}: {
  title: string
  label: string
  text: string
  error?: string | undefined
  isReady?: boolean
  isBusy: boolean
  onText: (text: string) => void
  onGo: () => void
  onClose: () => void
  children?: ReactNode
}) => {
  const t = useWords('matters')
  const isTold = text.trim() !== ''
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={title}
      action={
        <Button tone="main" isWide disabled={!isTold || !isReady} isBusy={isBusy} onClick={onGo}>
          {t('screen.confirm')}
        </Button>
      }
    >
      {children}
      <TextField
        label={label}
        rows={3}
        maxLength={4000}
        value={text}
        error={error}
        onChange={(event) => onText(event.target.value)}
      />
    </Sheet>
  )
}
