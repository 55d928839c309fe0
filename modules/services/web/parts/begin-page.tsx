/** Before applying: what is here already, what may be drawn from elsewhere, and nothing that must be agreed to. */
import { FirmField } from '@liren/forms/web/firm-field'
import {
  Button,
  Chip,
  Failed,
  Notice,
  Page,
  Row,
  Section,
  SelectField,
  Skeleton,
  useArea,
  useAsk,
  useGo,
  useSend,
  useWords,
} from '@liren/web'
import { useEffect, useState } from 'react'
import { services } from '../../contract.ts'
import { Consents, Fetched } from './before-reading.tsx'
import { CollectionNotice } from './collection-notice.tsx'
import { useChannel } from './use-channel.ts'
import '../services.css'

export default function BeginPage({ params }: { params: { code: string } }) {
  const t = useWords()
  const go = useGo()
  const { code: area, areas } = useArea()
  const channel = useChannel()
  // Fetched while somebody reads, so that the form stands at once.
  useEffect(() => void import('./application-page.tsx'), [])
  const communities = areas.filter(({ level }) => level === 'community')
  const [chosen, choose] = useState('')
  const [firm, setFirm] = useState('')
  const [refused, refuse] = useState<readonly string[]>([])
  const { data: item, error, refetch } = useAsk(services, 'item', { params: { code: params.code } })
  const [id] = useState(() => crypto.randomUUID())
  const begin = useSend(services, 'begin', { then: ({ application }) => go(`/services/${application.id}`) })
  const at = chosen || (communities.some(({ code }) => code === area) ? (area ?? '') : '')
  // Whoever founds a firm has none yet.
  const isFirm = item?.record.audience === 'firm' && !item.record.startsFirm
  return (
    <Page
      title={item ? t('screen.applyFor', { item: item.name }) : t('nav.apply')}
      back={`/services/items/${params.code}`}
      canBeRead={item !== undefined}
      isLoading={!item && !error}
      action={
        item?.isOpen ? (
          <Button
            tone="main"
            isWide
            isBusy={begin.isSending}
            disabled={isFirm && firm === ''}
            onClick={() =>
              begin.now({
                params: { code: params.code },
                body: {
                  id,
                  channel,
                  ...(at ? { area: at } : {}),
                  ...(firm ? { enterpriseId: firm } : {}),
                  refused: [...refused],
                },
              })
            }
          >
            {t('screen.beginNow')}
          </Button>
        ) : undefined
      }
    >
      {error && <Failed error={error} again={() => void refetch()} />}
      {!item && !error && <Skeleton rows={5} />}
      {item && !item.isOpen && <Notice>{t('screen.applySoon')}</Notice>}
      {item?.isOpen && (
        <>
          <p>{item.record.whoFor}</p>
          <Section title={t('screen.youHave')}>
            {item.record.materials
              .filter(({ key }) => key !== 'letter')
              .map((material) => (
                <Row
                  key={material.key}
                  title={material.name}
                  note={material.when ? t('screen.onlyWhen') : undefined}
                  after={<Chip>{t(`source.${material.sources[0]}`)}</Chip>}
                />
              ))}
            {item.record.materials.length === 0 && <p>{t('screen.needNone')}</p>}
          </Section>
          <CollectionNotice of={item} />
          <Consents of={item} />
          <Fetched of={item} refused={refused} onRefuse={refuse} />
          {!item.record.startsFirm && (
            <FirmField value={firm} onChange={setFirm} isNeeded={isFirm} error={begin.errors.enterpriseId} />
          )}
          <SelectField
            label={t('screen.community')}
            value={at}
            placeholder={t('screen.communityMine')}
            choices={communities.map(({ code, name }) => ({ value: code, label: name }))}
            error={begin.errors.area}
            onChange={(event) => choose(event.target.value)}
          />
        </>
      )}
    </Page>
  )
}
