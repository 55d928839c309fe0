/** At the right of the bar: language, light or dark, and a small panel about oneself that modules may add to. */
import { Button, Popover } from 'antd'
import { useEffect, useState } from 'react'
import { Icon } from '../icon.tsx'
import { speak } from '../language.ts'
import { choose, isDark, useLook } from '../look.ts'
import { useSignInLink } from '../pages.tsx'
import { Switch } from '../phone/field.tsx'
import { useGo, usePath } from '../route.tsx'
import { useSession } from '../session.ts'
import { signOut } from '../sign-out.ts'
import { Slot } from '../slot.tsx'
import { useWords } from '../words.ts'

const Panel = () => {
  const t = useWords('web')
  const go = useGo()
  const { elder } = useLook()
  const session = useSession()
  const signIn = useSignInLink()
  return (
    <div className="account-panel">
      <Slot name="account:menu" of={session} />
      <Switch
        label={t('look.elder')}
        hint={t('look.elderHint')}
        value={elder}
        onChange={(on) => choose({ elder: on })}
      />
      {session.kind === 'account' ? (
        <Button block icon={<Icon name="leave" size={18} />} onClick={() => void signOut()}>
          {t('signOut')}
        </Button>
      ) : (
        signIn && (
          <Button block type="primary" onClick={() => go(signIn)}>
            {t('signIn')}
          </Button>
        )
      )}
    </div>
  )
}

export const AccountMenu = () => {
  const t = useWords('web')
  const look = useLook()
  const session = useSession()
  const path = usePath()
  const [isOpen, setOpen] = useState(false)
  const dark = isDark(look)
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere closes the panel
  useEffect(() => setOpen(false), [path])
  return (
    <div className="account">
      <Button
        type="text"
        onClick={() => void speak(look.locale === 'en' ? 'zh-CN' : 'en')}
        lang={look.locale === 'en' ? 'zh-CN' : 'en'}
      >
        {look.locale === 'en' ? '中文' : 'English'}
      </Button>
      <Button
        type="text"
        icon={<Icon name={dark ? 'sun' : 'moon'} size={20} />}
        onClick={() => choose({ theme: dark ? 'light' : 'dark' })}
        aria-label={t(dark ? 'look.light' : 'look.dark')}
      />
      <Popover
        content={<Panel />}
        trigger="click"
        placement="bottomRight"
        arrow={false}
        open={isOpen}
        onOpenChange={setOpen}
      >
        <Button type="text" className="account-button" aria-expanded={isOpen}>
          <span className="account-face" aria-hidden="true">
            {session.kind === 'account' ? session.name.slice(-1) : '里'}
          </span>
          <span className="account-name">{session.kind === 'account' ? session.name : t('guest.name')}</span>
        </Button>
      </Popover>
    </div>
  )
}
