/** My points: what I have, how it came and went entry by entry, and what I did for the neighbourhood this year. */
import {
  AsOf,
  Button,
  ButtonLink,
  Empty,
  Failed,
  List,
  Page,
  Row,
  Section,
  Segments,
  Skeleton,
  useArea,
  useAsk,
  useLive,
  usePages,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { points } from '../../contract.ts'
import type { EntryView, Unpaid } from '../../views.ts'
import { EntrySheet, UnpaidSheet } from './entry-sheet.tsx'
import { DonateSheet, ShareSheet } from './move-sheets.tsx'
import { Purse } from './purse.tsx'
import '../points.css'

const tabs = ['mine', 'household', 'hour'] as const
type Tab = (typeof tabs)[number]

export default function MinePage() {
  const t = useWords('points')
  const { when, number } = useTimes()
  const { code } = useArea()
  const { grants, id } = useSession()
  const [tab, setTab] = useState<Tab>('mine')
  const [open, setOpen] = useState<EntryView | null>(null)
  const [unpaid, setUnpaid] = useState<Unpaid | null>(null)
  const [sheet, setSheet] = useState<'share' | 'donate' | null>(null)
  const mine = useAsk(points, 'mine', {}, { isKept: true })
  const which = tab === 'household' ? 'household' : 'mine'
  const unit = tab === 'hour' ? 'hour' : 'point'
  const entries = usePages(points, 'entries', { query: { which, unit } })
  useLive([id && `account:${id}`], [[points.name]])
  const area = code ?? grants.find((grant) => grant.area)?.area.slice(0, 12) ?? null
  if (mine.error)
    return (
      <Page title={t('nav.mine')}>
        <Failed error={mine.error} again={() => void mine.refetch()} />
      </Page>
    )
  const { data } = mine
  const hasHome = (data?.household.length ?? 0) > 0
  return (
    <Page title={t('nav.mine')}>
      <AsOf of={mine} />
      {data ? <Purse of={data} which={which} unit={unit} /> : <Skeleton rows={3} />}
      <Segments
        label={t('screen.which')}
        value={tab}
        onChange={(value) => setTab(tabs.find((one) => one === value) ?? 'mine')}
        choices={[
          { value: 'mine', label: t('screen.mineTab') },
          ...(hasHome ? [{ value: 'household', label: t('screen.household') }] : []),
          { value: 'hour', label: t('screen.hourTab') },
        ]}
      />
      <div className="points-ways">
        <ButtonLink to="/points/readings">{t('nav.readings')}</ButtonLink>
        <ButtonLink to="/points/rules">{t('nav.rules')}</ButtonLink>
        {hasHome && <Button onClick={() => setSheet('share')}>{t('nav.share')}</Button>}
        {area && <Button onClick={() => setSheet('donate')}>{t('screen.donate')}</Button>}
      </div>
      <Section title={t('screen.entries')}>
        <List
          {...entries}
          label={t('screen.entries')}
          keyOf={(entry) => entry.id}
          empty={<Empty icon="star" title={t('screen.noEntries')} hint={t('screen.noEntriesHint')} />}
        >
          {(entry) => (
            <Row
              onClick={() => setOpen(entry)}
              title={entry.because}
              note={[t(`kind.${entry.kind}`), when(entry.at), entry.isReversed ? t('screen.reversed') : '']
                .filter(Boolean)
                .join(' · ')}
              after={
                <span className="points-change">
                  {entry.change > 0 ? '+' : '−'}
                  {number(Math.abs(entry.change))}
                </span>
              }
            />
          )}
        </List>
      </Section>
      {data && data.thisYear.length > 0 && (
        <Section title={t('screen.thisYear')}>
          {data.thisYear.map((one) => (
            <Row
              key={one.because}
              title={one.because}
              note={t('screen.thisYearLine', { times: one.times, amount: one.amount })}
            />
          ))}
        </Section>
      )}
      {data && data.unpaid.length > 0 && (
        <Section title={t('screen.unpaid')}>
          {data.unpaid.map((one) => (
            <Row
              key={one.id}
              onClick={() => setUnpaid(one)}
              title={one.because ?? t('screen.wasUnpaid')}
              note={[t(`why.${one.why}`), when(one.at)].join(' · ')}
            />
          ))}
        </Section>
      )}
      <p className="points-quiet">{t('screen.notMoney')}</p>
      <UnpaidSheet key={unpaid?.id ?? 'none'} of={unpaid} onClose={() => setUnpaid(null)} />
      <EntrySheet key={open?.id} entry={open} onClose={() => setOpen(null)} />
      {data && hasHome && (
        <ShareSheet isOpen={sheet === 'share'} onClose={() => setSheet(null)} home={data.household} />
      )}
      {area && <DonateSheet isOpen={sheet === 'donate'} onClose={() => setSheet(null)} area={area} unit={unit} />}
    </Page>
  )
}
