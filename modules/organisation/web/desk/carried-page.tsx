/** 网格调整待核对 What went to another cell when cells were redrawn: it stays, or it ends there, one by one. */
import { Chip, Empty, toast, useArea, useSend, useTimes, useWords } from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { Button, Space } from 'antd'
import { type Carried, organisation } from '../../contract.ts'

const Settle = ({ of }: { of: Carried }) => {
  const t = useWords()
  const send = useSend(organisation, 'settleCarried', {
    then: (_, { body }) => toast(t(body.keeps ? 'screen.carried.kept' : 'screen.carried.ended'), 'good'),
  })
  const say = (keeps: boolean) => send.now({ params: { id: of.id }, body: { keeps } })
  return (
    <Space>
      <Button loading={send.isSending} onClick={() => say(true)}>
        {t('screen.carried.keep')}
      </Button>
      <Button danger disabled={send.isSending} onClick={() => say(false)}>
        {t('screen.carried.end')}
      </Button>
    </Space>
  )
}

export default function CarriedPage() {
  const t = useWords()
  const { day, list } = useTimes()
  const { code } = useArea()
  return (
    <DeskPage title={t('nav.carried')} hint={t('screen.carried.hint')}>
      <ListTable
        contract={organisation}
        route="carried"
        input={{ query: code ? { area: code } : {} }}
        label={t('nav.carried')}
        empty={<Empty icon="check" title={t('screen.carried.none')} hint={t('screen.carried.noneHint')} />}
        columns={[
          {
            key: 'title',
            title: t('screen.carried.what'),
            width: 260,
            cell: (row) => (
              <>
                <Chip tone="plain">{t(`screen.carried.kind.${row.kind}`)}</Chip> {row.title}
              </>
            ),
          },
          {
            key: 'holders',
            title: t('screen.carried.holders'),
            width: 180,
            cell: (row) => list([...row.holders]) || '—',
          },
          {
            key: 'cells',
            title: t('screen.carried.cells'),
            width: 220,
            cell: (row) => t('screen.carried.fromTo', { from: row.fromName, to: row.toName }),
          },
          {
            key: 'why',
            title: t('screen.because'),
            width: 240,
            cell: (row) => t(`screen.carried.because.${row.because}`),
          },
          { key: 'at', title: t('screen.carried.at'), width: 120, cell: (row) => day(row.carriedAt) },
          { key: 'act', title: t('screen.carried.decide'), width: 240, cell: (row) => <Settle of={row} /> },
        ]}
      />
    </DeskPage>
  )
}
