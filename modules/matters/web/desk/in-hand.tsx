/** 我手上的事 What is held by whoever opens the desk, or by their unit, by due time. */
import { Failed, keyOf, useGo, useLive, usePages, useSession } from '@liren/web'
import { Panel, Rows } from '@liren/web/desk'
import { matters } from '../../contract.ts'
import { ClockChip } from '../clock-chip.tsx'
import { useMatterLink, useMatterWords } from '../matter-words.ts'

const shown = 8

export default function InHand() {
  const { t, state } = useMatterWords()
  const go = useGo()
  const link = useMatterLink()
  const session = useSession()
  const mine = usePages(matters, 'inbox', { query: { limit: 50 } })
  const units = [...new Set(session.grants.flatMap((grant) => (grant.unitId ? [`unit:${grant.unitId}`] : [])))]
  useLive([session.id && `account:${session.id}`, ...units], [keyOf(matters, 'inbox')])
  // Whoever administers holds no matters: an empty table would only take the place of what they are here for.
  if (mine.items.length === 0 && !mine.isLoading && !mine.error) return null
  return (
    <Panel title={t('screen.inHand')}>
      {mine.error && mine.items.length === 0 ? (
        <Failed error={mine.error} again={mine.again} />
      ) : (
        <Rows
          rows={mine.items}
          rowKey={({ id, part }) => `${id}/${part}`}
          isLoading={mine.isLoading}
          atFirst={shown}
          onOpen={(row) => go(link(row))}
          columns={[
            { key: 'title', title: t('title'), cell: (row) => row.title },
            { key: 'state', title: t('screen.phase'), width: 110, cell: (row) => state(row) },
            { key: 'part', title: t('screen.inHandAs'), width: 100, cell: (row) => t(`screen.part.${row.part}`) },
            { key: 'due', title: t('screen.dueAt'), width: 130, cell: (row) => <ClockChip of={row} /> },
          ]}
        />
      )}
    </Panel>
  )
}
