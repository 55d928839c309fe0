/** 隐私告知 Its versions: what stands now in both languages, a new one written beside it, and those people saw before. */
import {
  Button,
  Failed,
  Notice,
  Segments,
  Skeleton,
  TextField,
  toast,
  useAsk,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { Columns, DeskPage, Panel, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { notices, type PrivacyVersion } from '../../contract.ts'
import { type PrivacyOccasion, privacyOccasions, privacyParts } from '../../privacy.ts'

const languages = ['zh', 'en'] as const

const Edit = ({ occasion, now }: { occasion: PrivacyOccasion; now: PrivacyVersion }) => {
  const t = useWords('notices')
  const [said, setSaid] = useState({ zh: now.zh, en: now.en })
  const publish = useSend(notices, 'publishPrivacy', { then: () => toast(t('privacy.published'), 'good') })
  const isSame = JSON.stringify(said) === JSON.stringify({ zh: now.zh, en: now.en })
  const stale = publish.errors.after
  return (
    <Panel title={t('privacy.next', { version: now.version + 1 })}>
      {stale !== undefined && <Notice tone="overdue">{stale}</Notice>}
      {languages.map((language) => (
        <fieldset key={language} className="privacy-edit" lang={language === 'zh' ? 'zh-CN' : 'en'}>
          <legend>{t(`privacy.${language}`)}</legend>
          {privacyParts.map((part) => (
            <TextField
              key={part}
              rows={2}
              label={t(`privacyPart.${part}`)}
              value={said[language][part]}
              maxLength={600}
              error={publish.errors[`${language}.${part}`]}
              onChange={(event) =>
                setSaid((before) => ({ ...before, [language]: { ...before[language], [part]: event.target.value } }))
              }
            />
          ))}
        </fieldset>
      ))}
      <Button
        tone="main"
        isBusy={publish.isSending}
        disabled={isSame}
        onClick={() => publish.now({ params: { occasion }, body: { after: now.version, ...said } })}
      >
        {t('privacy.publish')}
      </Button>
    </Panel>
  )
}

export default function PrivacyPage() {
  const t = useWords('notices')
  const { when } = useTimes()
  const [occasion, setOccasion] = useState<PrivacyOccasion>('report')
  const { data, error, refetch } = useAsk(notices, 'privacyVersions', { params: { occasion } })
  const now = data?.items[0]
  return (
    <DeskPage title={t('nav.privacy')} hint={t('privacy.hint')}>
      <Segments
        label={t('privacy.occasion')}
        value={occasion}
        onChange={(value) => setOccasion(privacyOccasions.find((one) => one === value) ?? 'report')}
        choices={privacyOccasions.map((value) => ({ value, label: t(`privacyOccasion.${value}`) }))}
      />
      {error && !data ? <Failed error={error} again={() => void refetch()} /> : !now && <Skeleton rows={6} />}
      {data && now && (
        <Columns
          main={<Edit key={`${occasion} ${now.version}`} occasion={occasion} now={now} />}
          aside={
            <Panel title={t('privacy.versions')}>
              <Rows
                rows={data.items}
                label={t('privacy.versions')}
                rowKey={(row) => String(row.version)}
                columns={[
                  { key: 'version', title: t('privacy.version'), isHead: true, cell: (row) => String(row.version) },
                  {
                    key: 'at',
                    title: t('privacy.since'),
                    cell: (row) => (row.publishedAt ? when(row.publishedAt) : t('privacy.builtIn')),
                  },
                  { key: 'by', title: t('privacy.by'), cell: (row) => row.publishedBy ?? '—' },
                ]}
              />
            </Panel>
          }
        />
      )}
    </DeskPage>
  )
}
