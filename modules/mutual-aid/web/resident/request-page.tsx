/** One request: what, where, when; the code for the door; the next step; and a way out when something is wrong. */
import {
  Button,
  ButtonLink,
  Chip,
  Facts,
  Failed,
  Page,
  Row,
  Section,
  Skeleton,
  useAsk,
  useLive,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { mutualAid } from '../../contract.ts'
import { canCall, canMove } from '../../help-request.ts'
import { DisputeSheet } from './dispute-sheet.tsx'
import { Steps } from './steps.tsx'
import '../aid.css'

export default function RequestPage({ params }: { params: { id: string } }) {
  const t = useWords('mutual-aid')
  const { when } = useTimes()
  const [dispute, setDispute] = useState<'dispute' | 'sos' | null>(null)
  const { data, error, refetch } = useAsk(mutualAid, 'read', { params: { id: params.id } })
  useLive([data && `area:${data.area}`], [[mutualAid.name]])
  if (!data)
    return (
      <Page title={t('nav.one')} back="/mutual-aid" isLoading={!error}>
        {error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton rows={6} />}
      </Page>
    )
  const isParty = data.isMine || data.isHelper
  return (
    <Page title={t(`kind.${data.kind}`)} back="/mutual-aid">
      <div className="form-stack">
        <h2>{data.wish}</h2>
        <div className="flow-row is-even">
          <Chip tone={data.state === 'open' ? 'main' : 'plain'}>{t(`state.${data.state}`)}</Chip>
          <Chip>{t(`forWhom.${data.forWhom}`)}</Chip>
        </div>
        {data.startCode && (
          <div className="code-card">
            <span className="field-hint">{t('screen.code')}</span>
            <strong>{data.startCode}</strong>
            <p className="field-hint">{t('screen.codeHint')}</p>
          </div>
        )}
        <Facts
          of={[
            [t('screen.when'), `${when(data.startsAt)} – ${when(data.endsAt)}`],
            [t('screen.place'), data.exactPlace ? `${data.building} ${data.exactPlace}` : data.building],
            data.otherName !== null && [t(data.isMine ? 'screen.helper' : 'screen.asker'), data.otherName],
            [t('screen.reward'), data.hours > 0 ? t('screen.byHours', { hours: data.hours }) : t('screen.byPoints')],
            data.safety !== null && [t('screen.safety'), data.safety],
            data.people > 1 && [t('screen.people'), t('screen.peopleCount', { count: data.people })],
            data.reach === 'street' && [t('screen.reach'), t('reach.street')],
            data.deskNote !== null && [t('screen.deskNote'), data.deskNote],
            data.askerScore !== null && [t('screen.scored'), `${data.askerScore} / 5`],
            data.askerWords !== null && [t('screen.wordsSaid'), data.askerWords],
          ]}
        />
        <Steps of={data} />
        {data.others.length > 0 && (
          <Section title={t('screen.others')}>
            <ul className="list">
              {data.others.map((one) => (
                <li key={one.id}>
                  <Row
                    {...(data.isMine ? { to: `/mutual-aid/${one.id}` } : {})}
                    title={one.helperName ?? t(`state.${one.state}`)}
                    after={<Chip>{t(`state.${one.state}`)}</Chip>}
                  />
                </li>
              ))}
            </ul>
          </Section>
        )}
        {isParty && canCall(data.state) && (
          <div className="flow-row is-even">
            {!data.isUrgent && (
              <Button tone="urgent" icon="warning" onClick={() => setDispute('sos')}>
                {t('screen.sos')}
              </Button>
            )}
            {canMove(data.state, 'dispute') && (
              <Button onClick={() => setDispute('dispute')}>{t('screen.dispute')}</Button>
            )}
          </div>
        )}
        {data.matterId && <ButtonLink to={`/matters/${data.matterId}`}>{t('state.disputed')}</ButtonLink>}
        <p className="field-hint">{t('screen.insurance')}</p>
      </div>
      {dispute && (
        <DisputeSheet id={data.id} area={data.area} isUrgent={dispute === 'sos'} onClose={() => setDispute(null)} />
      )}
    </Page>
  )
}
