/** 填报负担 Minutes and people, from what was typed; what was typed twice; which reports should go. */
import {
  Chip,
  Facts,
  Failed,
  Section,
  Skeleton,
  toast,
  useArea,
  useAsk,
  useMay,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Figures } from '@liren/web/desk'
import { Button } from 'antd'
import { oneForm } from '../../contract.ts'

const Retirement = () => {
  const t = useWords()
  const may = useMay()
  const { data } = useAsk(oneForm, 'retirement', {})
  const send = useSend(oneForm, 'retire', {
    stale: [
      [oneForm, 'retirement'],
      [oneForm, 'list'],
    ],
    then: () => toast(t('screen.retire.done'), 'good'),
  })
  if (!data) return <Skeleton />
  return (
    <Section title={t('screen.retire.title')}>
      {data.items.length === 0 && <p>{t('screen.retire.none')}</p>}
      <Facts
        of={data.items.map(({ report, why, like }) => [
          `${report.title} · ${report.department}`,
          <span key={report.id}>
            {why.map((one) => (
              <Chip key={one} tone="soon">
                {t(`screen.retire.${one}`, { like: like ?? '' })}
              </Chip>
            ))}{' '}
            {may('ledger-report.admit') && (
              <Button size="small" loading={send.isSending} onClick={() => send.now({ params: { id: report.id } })}>
                {t('screen.retire.act')}
              </Button>
            )}
          </span>,
        ])}
      />
    </Section>
  )
}

export default function BurdenPage() {
  const t = useWords()
  const { number, when } = useTimes()
  const { code } = useArea()
  const burden = useAsk(oneForm, 'readBurden', { query: code ? { area: code } : {} })
  return (
    <DeskPage title={t('nav.burden')} hint={t('screen.burden.hint')}>
      {burden.error ? (
        <Failed error={burden.error} again={() => void burden.refetch()} />
      ) : !burden.data ? (
        <Skeleton />
      ) : (
        <>
          <Figures
            of={[
              {
                label: t('screen.burden.minutes'),
                value: number(burden.data.minutes),
                note: t('screen.burden.people', { count: burden.data.people }),
              },
              {
                label: t('screen.burden.typed'),
                value: number(burden.data.typed),
                note: t('screen.burden.ofCells', { cells: number(burden.data.cells) }),
              },
              { label: t('screen.burden.wouldBe'), value: number(burden.data.minutesOfTyping) },
              {
                label: t('screen.burden.repeats'),
                value: number(burden.data.repeats),
                tone: burden.data.repeats > 0 ? 'overdue' : 'plain',
              },
            ]}
          />
          <Section title={t('screen.burden.byReport')}>
            {burden.data.byReport.length === 0 && <p>{t('screen.burden.none')}</p>}
            <Facts
              of={burden.data.byReport.map((one) => [
                one.title,
                t('screen.burden.line', { minutes: number(one.minutes), people: one.people, typed: number(one.typed) }),
              ])}
            />
          </Section>
          {burden.data.repeated.length > 0 && (
            <Section title={t('screen.burden.repeated')}>
              <Facts
                of={burden.data.repeated.map((one) => [one.fact, `${one.areaName} · ${one.title} · ${when(one.at)}`])}
              />
            </Section>
          )}
        </>
      )}
      <Retirement />
    </DeskPage>
  )
}
