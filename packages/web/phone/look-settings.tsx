/** Language, light or dark, elder mode: the same three choices on every board. */
import { speak } from '../language.ts'
import { choose, type Locale, type Theme, useLook } from '../look.ts'
import { useWords } from '../words.ts'
import { Switch } from './field.tsx'
import { Segments } from './parts.tsx'

export const LookSettings = () => {
  const t = useWords('web')
  const { locale, theme, elder } = useLook()
  return (
    <div className="look-settings">
      <Switch
        label={t('look.elder')}
        hint={t('look.elderHint')}
        value={elder}
        onChange={(on) => choose({ elder: on })}
      />
      <div className="look-row">
        <span>{t('look.language')}</span>
        <Segments
          label={t('look.language')}
          value={locale}
          onChange={(next) => void speak(next as Locale)}
          choices={[
            { value: 'zh-CN', label: '简体中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </div>
      <div className="look-row">
        <span>{t('look.theme')}</span>
        <Segments
          label={t('look.theme')}
          value={theme}
          onChange={(next) => choose({ theme: next as Theme })}
          choices={[
            { value: 'auto', label: t('look.auto') },
            { value: 'light', label: t('look.light') },
            { value: 'dark', label: t('look.dark') },
          ]}
        />
      </div>
    </div>
  )
}
