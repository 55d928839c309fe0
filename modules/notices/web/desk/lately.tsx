/** 最近的通知 The latest notices on the desk's home. */
import { Link, List, usePages, useWords } from '@liren/web'
import { Panel } from '@liren/web/desk'
import { notices } from '../../contract.ts'
import { Line } from '../line.tsx'

const shown = 5

export default function Lately() {
  const t = useWords('notices')
  const { items, isLoading, error, again } = usePages(notices, 'mine', { query: { limit: shown } })
  return (
    <Panel title={t('screen.lately')} tools={<Link to="/notices">{t('screen.all')}</Link>}>
      <List
        items={items.slice(0, shown)}
        isLoading={isLoading}
        error={error}
        again={again}
        label={t('screen.lately')}
        keyOf={(notice) => notice.id}
        empty={<p className="quiet">{t('screen.none')}</p>}
      >
        {(notice) => <Line notice={notice} />}
      </List>
    </Panel>
  )
}
