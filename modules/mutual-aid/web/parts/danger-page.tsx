/** Somebody called for help: the building at once, the door by one press that leaves a footprint, and the numbers to ring. */
import {
  Button,
  ButtonLink,
  Chip,
  Facts,
  Failed,
  Notice,
  Page,
  Skeleton,
  useAsk,
  useLive,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { mutualAid } from '../../contract.ts'
import '../aid.css'

export default function DangerPage({ params }: { params: { id: string } }) {
  const t = useWords('mutual-aid')
  const { when } = useTimes()
  const { data, error, refetch } = useAsk(mutualAid, 'danger', { params: { id: params.id } })
  useLive([data && `area:${data.area}`], [[mutualAid.name]])
  const look = useSend(mutualAid, 'place', { stale: [] })
  if (!data)
    return (
      <Page title={t('nav.danger')} isLoading={!error}>
        {error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton rows={6} />}
      </Page>
    )
  const isOver = data.state !== 'disputed'
  return (
    <Page title={t('nav.danger')}>
      <div className="form-stack">
        <h2>{data.wish}</h2>
        <div className="flow-row is-even">
          <Chip tone={isOver ? 'done' : 'overdue'}>{t(`state.${data.state}`)}</Chip>
          <Chip>{t(`forWhom.${data.forWhom}`)}</Chip>
        </div>
        <Facts
          of={[
            [t('screen.place'), look.reply ? `${data.building} ${look.reply.exactPlace ?? ''}` : data.building],
            [t('screen.when'), `${when(data.startsAt)} – ${when(data.endsAt)}`],
            look.reply?.askerName !== undefined &&
              look.reply.askerName !== null && [t('screen.asker'), look.reply.askerName],
            look.reply?.helperName !== undefined &&
              look.reply.helperName !== null && [t('screen.helper'), look.reply.helperName],
            data.safety !== null && [t('screen.safety'), data.safety],
            data.deskNote !== null && [t('screen.deskNote'), data.deskNote],
          ]}
        />
        {isOver ? (
          <Notice>{t('screen.dangerOver')}</Notice>
        ) : (
          !look.reply && (
            <>
              <Button
                tone="urgent"
                icon="eye"
                isWide
                isBusy={look.isSending}
                onClick={() => look.now({ params: { id: data.id }, body: {} })}
              >
                {t('screen.lookUp')}
              </Button>
              <p className="field-hint">{t('screen.lookHint')}</p>
            </>
          )
        )}
        <div className="flow-row is-even">
          {['110', '120'].map((number) => (
            <a key={number} className="button button-plain" href={`tel:${number}`}>
              {t('screen.call', { name: number })}
            </a>
          ))}
          {data.matterId && <ButtonLink to={`/matters/${data.matterId}`}>{t('screen.matter')}</ButtonLink>}
        </div>
      </div>
    </Page>
  )
}
