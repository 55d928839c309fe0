/** One thing from a list that waits for a word: what is known of it, a line for the answer, and the acts that end it. */
import { Button, Input, Popconfirm } from 'antd'
import { type ReactNode, useState } from 'react'
import { Detail } from './detail.tsx'

export type DecideAct = {
  readonly key: string
  readonly label: string
  /** The main one; others stand before it. */
  readonly isMain?: boolean
  readonly isDanger?: boolean
  /** Asked once more before it is done. */
  readonly sure?: string
  /** False where more is missing than words. */
  readonly isReady?: boolean
  /** May be done without a word. */
  readonly needsNoWords?: boolean
  readonly act: (words: string) => void
}

const fewest = 2

/**
 * A list's drawer for answering.
 * @example
 * <DecideDetail of={open?.id ?? null} onClose={close} title={…} label={t('screen.answer')} acts={[…]} isSending={send.isSending}>
 *   <Facts of={…} />
 * </DecideDetail>
 */
export const DecideDetail = ({
  of,
  onClose,
  title,
  label,
  acts,
  isSending = false,
  maxLength = 500,
  children,
}: {
  /** The id of the thing; null while none is open. Words typed for one are never carried to the next. */
  readonly of: string | null
  readonly onClose: () => void
  readonly title: ReactNode
  /** What the line for the answer is called. */
  readonly label: string
  /** None where nothing is left to decide: then there is no line either. */
  readonly acts: readonly DecideAct[]
  readonly isSending?: boolean
  readonly maxLength?: number
  readonly children: ReactNode
}) => {
  const [typed, setTyped] = useState<{ readonly of: string | null; readonly words: string }>({ of: null, words: '' })
  const words = typed.of === of ? typed.words : ''
  const said = words.trim()
  const button = ({ key, label: name, isMain, isDanger, sure, isReady = true, needsNoWords, act }: DecideAct) => {
    const isDisabled = !isReady || (!needsNoWords && said.length < fewest)
    const one = (
      <Button
        key={key}
        {...(isMain ? { type: 'primary' as const } : {})}
        danger={isDanger === true}
        loading={isSending}
        disabled={isDisabled}
        {...(sure ? {} : { onClick: () => act(said) })}
      >
        {name}
      </Button>
    )
    return sure ? (
      <Popconfirm
        key={key}
        title={sure}
        okText={name}
        okButtonProps={{ danger: isDanger === true }}
        disabled={isDisabled}
        onConfirm={() => act(said)}
      >
        {one}
      </Popconfirm>
    ) : (
      one
    )
  }
  return (
    <Detail
      isOpen={of !== null}
      onClose={onClose}
      title={title}
      action={acts.length > 0 && <div className="button-row">{acts.map(button)}</div>}
    >
      {children}
      {acts.length > 0 && (
        <Input.TextArea
          rows={3}
          maxLength={maxLength}
          value={words}
          aria-label={label}
          placeholder={label}
          onChange={(event) => setTyped({ of, words: event.target.value })}
        />
      )}
    </Detail>
  )
}
