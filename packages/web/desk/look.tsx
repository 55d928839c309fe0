/** Gives every desk page antd in our colours and the reader's language. */
import { ConfigProvider, type ConfigProviderProps } from 'antd'
import enUS from 'antd/es/locale/en_US.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import { type ReactNode, useMemo } from 'react'
import { isDark, type Locale, useLook } from '../look.ts'
import { antdTheme } from './theme.ts'

// These are ES modules that antd types as CommonJS: what is imported is the language itself.
const languages = { en: enUS, 'zh-CN': zhCN } as unknown as Record<Locale, NonNullable<ConfigProviderProps['locale']>>

export const DeskLook = ({ children }: { children: ReactNode }) => {
  const look = useLook()
  const dark = isDark(look)
  const theme = useMemo(() => antdTheme({ isDark: dark, elder: look.elder }), [dark, look.elder])
  return (
    <ConfigProvider
      theme={theme}
      locale={languages[look.locale]}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      {children}
    </ConfigProvider>
  )
}
