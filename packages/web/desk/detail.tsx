/** A drawer with one thing from a list; the list stays in sight. */
import { Drawer } from 'antd'
import type { ReactNode } from 'react'
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
  return (
    <Drawer
      open={isOpen}
      onClose={onClose}
      title={title}
      size={width}
      closable={{ 'aria-label': t('close') }}
      destroyOnHidden
      {...(action ? { footer: <div className="button-row">{action}</div> } : {})}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than the screen is scrolled by keys too */}
      <section className="detail" tabIndex={0} aria-label={typeof title === 'string' ? title : t('details')}>
        {children}
      </section>
    </Drawer>
  )
}
