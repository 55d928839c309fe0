/** One inbox for everything that waits for me and my units, by due time, whatever the module. */
import { Empty, keyOf, List, Page, Segments, Slot, useLive, usePages, useSession, useWords } from '@liren/web'
import { useState } from 'react'
import { matters } from '../../contract.ts'
import { MatterRow } from '../matter-row.tsx'

export default function InboxPage() {
  const t = useWords('matters')
  const session = useSession()
  const [part, setPart] = useState('all')
  const waiting = usePages(matters, 'inbox', { query: {} })
  const units = [...new Set(session.grants.flatMap((grant) => (grant.unitId ? [`unit:${grant.unitId}`] : [])))]
  useLive([session.id && `account:${session.id}`, ...units], [keyOf(matters, 'inbox')])
  const items = waiting.items.filter((row) => part === 'all' || row.part === part)
  return (
    <Page title={t('screen.inbox')} back={false}>
      <Segments
        label={t('screen.inbox')}
        value={part}
        onChange={setPart}
        choices={['all', 'mine', 'unit', 'support'].map((value) => ({ value, label: t(`screen.part.${value}`) }))}
      />
      <List
        {...waiting}
        items={items}
        keyOf={(row) => `${row.id}/${row.part}`}
        empty={<Empty icon="check" title={t('screen.inboxEmpty')} />}
      >
        {(row) => <MatterRow of={row} />}
      </List>
      <Slot name="inbox:below" of={session} />
    </Page>
  )
}
