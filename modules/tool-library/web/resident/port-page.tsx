/** Asking a department about oneself: what it is told and how disguised, one button, and what it answered. */
import {
  Button,
  ButtonLink,
  Empty,
  Facts,
  Failed,
  Icon,
  Notice,
  Page,
  Section,
  Skeleton,
  useAsk,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { toolLibrary } from '../../contract.ts'
import { useEntryWords } from '../parts/entry-words.ts'
import { iconOf, useSay } from '../parts/say.ts'
import { SayRemark } from '../parts/say-remark.tsx'
import { usePlace } from '../parts/use-place.ts'

export default function PortPage({ params }: { params: { id: string } }) {
  const t = useWords()
  const { list } = useTimes()
  const say = useSay()
  const entry = useEntryWords()
  const area = usePlace()
  const at = { params: { id: params.id }, query: { area: area ?? '' } }
  const { data, error, refetch } = useAsk(toolLibrary, 'portFace', at, { enabled: area !== null })
  const send = useSend(toolLibrary, 'callPort', { stale: [] })
  if (area === null)
    return (
      <Page title={t('nav.port')}>
        <Empty
          icon="pin"
          title={t('screen.chooseArea')}
          action={<ButtonLink to="/area">{t('screen.toArea')}</ButtonLink>}
        />
      </Page>
    )
  if (!data)
    return (
      <Page title={t('nav.port')}>{error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton />}</Page>
    )
  const words = (value: string | number | boolean) =>
    typeof value === 'boolean' ? t(value ? 'screen.yes' : 'screen.no') : String(value)
  return (
    <Page
      title={say(data.name)}
      canBeRead
      {...(data.isOn
        ? {
            action: (
              <Button
                tone="main"
                isWide
                isBusy={send.isSending}
                onClick={() => send.now({ params: { id: params.id }, body: { area } })}
              >
                {t(send.reply ? 'port.again' : 'port.ask')}
              </Button>
            ),
          }
        : {})}
    >
      <p className="lead">
        <Icon name={iconOf(data.icon)} size={32} />
        <span>{say(data.summary)}</span>
      </p>
      <p>{t('port.lead', { unit: say(data.unit) })}</p>
      {!data.isOn && <Notice tone="soon">{t('port.off')}</Notice>}
      {data.isOn && data.isDown && <Notice tone="soon">{t('port.down')}</Notice>}
      {send.reply && (
        <Section title={t('port.answer')}>
          {send.reply.values.length === 0 ? (
            <p>{t('port.none')}</p>
          ) : (
            <Facts of={send.reply.values.map(({ title, value }) => [say(title), words(value)] as const)} />
          )}
        </Section>
      )}
      <Section title={t('port.sends')}>
        {data.sends.length === 0 ? (
          <p>{t('port.nothing')}</p>
        ) : (
          <Facts
            of={data.sends.map(
              ({ key, isClear }) => [entry(key), t(isClear ? 'port.clear' : 'port.disguised')] as const,
            )}
          />
        )}
      </Section>
      <Section title={t('port.receives')}>
        <p>{list(data.receives.map(({ title }) => say(title)))}</p>
      </Section>
      <p className="field-hint">{t('port.footprint')}</p>
      <SayRemark about={params.id} />
    </Page>
  )
}
