/**
 * 隐私告知 Beside a form, before anything is sent: why, by which law and which data; the rest opens. `onShown` says which version was
 * shown, so that it can be kept with what is sent.
 */
import { Facts, useAsk, useWords } from '@liren/web'
import { useEffect } from 'react'
import { notices } from '../contract.ts'
import { type PrivacyOccasion, privacyParts } from '../privacy.ts'
import './notices.css'

const briefly = ['purpose', 'basis', 'kinds'] as const
const rest = privacyParts.filter((part) => !briefly.some((one) => one === part))

export default function PrivacyNotice({
  of: { occasion, onShown },
}: {
  of: { readonly occasion: PrivacyOccasion; readonly onShown?: (version: number) => void }
}) {
  const t = useWords('notices')
  const { data } = useAsk(notices, 'privacyNotice', { params: { occasion }, query: {} }, { isKept: true })
  const version = data?.version
  useEffect(() => {
    if (version !== undefined) onShown?.(version)
  }, [version, onShown])
  if (!data) return null
  return (
    <section className="privacy-notice" aria-label={t('privacy.title')}>
      {briefly.map((part) => (
        <p key={part}>
          <b>{t(`privacyPart.${part}`)}</b> {data.parts[part]}
        </p>
      ))}
      <details>
        <summary>{t('privacy.more')}</summary>
        <Facts
          of={[
            ...rest.map((part) => [t(`privacyPart.${part}`), data.parts[part]] as const),
            [t('privacy.version'), String(data.version)] as const,
          ]}
        />
      </details>
    </section>
  )
}
