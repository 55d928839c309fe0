/** At the right of the bar: how to read (language, light, elder mode) and who one is. */
import { Button, Dropdown, type MenuProps } from 'antd'
import { Icon } from '../icon.tsx'
import { speak } from '../language.ts'
import { choose, isDark, useLook } from '../look.ts'
import { useSignInLink } from '../pages.tsx'
import { useGo } from '../route.tsx'
import { useSession } from '../session.ts'
import { signOut } from '../sign-out.ts'
import { Slot } from '../slot.tsx'
import { useWords } from '../words.ts'

export const AccountMenu = () => {
  const t = useWords('web')
  const go = useGo()
  const look = useLook()
  const session = useSession()
  const signIn = useSignInLink()
  const dark = isDark(look)
  const who = session.kind === 'account' ? session.name : t('guest.name')
  const items: NonNullable<MenuProps['items']> = [
    {
      key: 'elder',
      icon: <Icon name="text" size={18} />,
      label: t(look.elder ? 'look.elderOff' : 'look.elderOn'),
      onClick: () => choose({ elder: !look.elder }),
    },
    { type: 'divider' },
    ...(session.kind === 'account'
      ? [{ key: 'leave', icon: <Icon name="leave" size={18} />, label: t('signOut'), onClick: () => void signOut() }]
      : signIn
        ? [{ key: 'enter', icon: <Icon name="key" size={18} />, label: t('signIn'), onClick: () => go(signIn) }]
        : []),
  ]
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
      <Slot name="account:menu" of={session} />
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <Button type="text" className="account-button" aria-haspopup="menu" aria-label={who}>
          <span className="account-face" aria-hidden="true">
            {session.kind === 'account' ? session.name.slice(-1) : '里'}
          </span>
          <span className="account-name">{who}</span>
        </Button>
      </Dropdown>
    </div>
  )
}
