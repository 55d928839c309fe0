/** Buttons: their words are verbs; one of them on a page is the main one. */
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { classes } from '../classes.ts'
import { Icon, type IconName } from '../icon.tsx'
import { Link } from '../route.tsx'

type Look = {
  readonly children: ReactNode
  /** `main` celadon, `plain` outlined, `quiet` text only, `urgent` cinnabar. */
  readonly tone?: 'main' | 'plain' | 'quiet' | 'urgent'
  readonly icon?: IconName
  readonly isWide?: boolean
}

const classOf = ({ tone = 'plain', isWide }: Pick<Look, 'tone' | 'isWide'>) =>
  classes('button', `button-${tone}`, isWide && 'button-wide')

/** A button. While `isBusy` it stays where it is and cannot be pressed twice. */
export const Button = ({
  children,
  tone,
  icon,
  isWide,
  isBusy,
  disabled,
  ...rest
}: Look & { readonly isBusy?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>) => (
  <button
    type="button"
    className={classOf({ ...(tone ? { tone } : {}), ...(isWide ? { isWide } : {}) })}
    aria-busy={isBusy || undefined}
    disabled={disabled || isBusy}
    {...rest}
  >
    {icon && <Icon name={icon} size={20} />}
    <span>{children}</span>
  </button>
)

/** A link that looks like a button. */
export const ButtonLink = ({ children, tone, icon, isWide, to }: Look & { readonly to: string }) => (
  <Link to={to} className={classOf({ ...(tone ? { tone } : {}), ...(isWide ? { isWide } : {}) })}>
    {icon && <Icon name={icon} size={20} />}
    <span>{children}</span>
  </Link>
)
