/** A drawer with one thing from a list; the list stays in sight. */
import { Drawer } from 'antd'
import { type ReactNode, useState } from 'react'
import { useWords } from '../words.ts'

export const Detail = ({
  isOpen,
  onClose,
  title,
  action,
  width = 560,
  children,
}: {
  isOpen: boolean
  onClose: () => void
  title: ReactNode
  action?: ReactNode
  width?: number
  children: ReactNode
}) => {
  const t = useWords('web')
  const [isTouched, setTouched] = useState(false)
  return (
    <Drawer
      open={isOpen}
      onClose={onClose}
      title={title}
      size={width}
      // One stray press throws away nothing that was filled in.
      mask={{ closable: !isTouched }}
      afterOpenChange={() => setTouched(false)}
      closable={{ 'aria-label': t('close') }}
      destroyOnHidden
      {...(action ? { footer: <div className="button-row">{action}</div> } : {})}
    >
      <section
        className="detail"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than the screen is scrolled by keys too
        tabIndex={0}
        aria-label={typeof title === 'string' ? title : t('details')}
        onInput={() => setTouched(true)}
      >
        {children}
      </section>
    </Drawer>
  )
}
