/** What the library is worth: most cited, cost saved, duplicates avoided, orphans, what nobody uses any more; and the standards that grow out of use. */
import {
  Empty,
  Failed,
  Notice,
  Skeleton,
  Slot,
  useAsk,
  useMay,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { Columns, DeskPage, Figures, Panel, Rows } from '@liren/web/desk'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { toolLibrary } from '../../contract.ts'
import { useSay } from '../parts/say.ts'
import { FormulaPart } from './formula-part.tsx'
import { Standards } from './standards.tsx'
import './studio/studio.css'

export default function BoardsPage() {
  const t = useWords()
  const say = useSay()
  const { number, since } = useTimes()
  const [chosen, choose] = useState<number | null>(null)
  const { data, error, refetch } = useAsk(toolLibrary, 'boards', { query: chosen === null ? {} : { formula: chosen } })
  const may = useMay()
  const { grants } = useSession()
  const deciding = ['communityAdmin', 'dataSteward']
  // Whoever decides there, also for a street or a district; the server looks again.
  const isTheirs = (at: string) =>
    may('tool.use') &&
    grants.some(({ role, area }) => deciding.includes(role) && at.startsWith(area.replace(/(000)+$/, '')))
  const retire = useSend(toolLibrary, 'retire', { stale: [[toolLibrary], [{ name: 'launcher' }]] })
  const yuan = (fen: number) => t('screen.yuan', { amount: number(Math.round(fen / 100)) })
  if (!data)
    return (
      <DeskPage title={t('nav.boards')} hint={t('desk.boardsHint')}>
        {error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton rows={6} />}
      </DeskPage>
    )
  return (
    <DeskPage title={t('nav.boards')} hint={t('desk.boardsHint')}>
      {chosen !== null && <Notice>{t('formula.otherBy', { version: data.by.version })}</Notice>}
      <Figures
        of={[
          { label: t('screen.saved'), value: yuan(data.savedFen) },
          {
            label: t('desk.reuse'),
            value: data.reuseRate === null ? '—' : `${Math.round(data.reuseRate * 100)}%`,
          },
          { label: t('desk.avoided'), value: data.duplicatesAvoided },
          {
            label: t('desk.unusedCount', { days: data.by.formula.unusedDays }),
            value: data.unused.length,
            tone: data.unused.length > 0 ? 'soon' : 'plain',
          },
        ]}
      />
      <Columns
        main={
          <>
            <Panel title={t('desk.mostCited')}>
              {data.mostCited.length === 0 && <p className="studio-empty">{t('desk.noCited')}</p>}
              <ol>
                {data.mostCited.map((one) => (
                  <li key={one.id}>
                    {say(one.name)} · {t('screen.cited', { count: one.citations })} · {yuan(one.savedFen)}
                  </li>
                ))}
              </ol>
            </Panel>
            <Panel title={t('desk.unused', { days: data.by.formula.unusedDays })}>
              <p className="studio-note">{t('desk.unusedHint', { days: data.by.formula.unusedDays })}</p>
              <Rows
                rowKey={(row) => `${row.id} ${row.areaCode}`}
                rows={data.unused}
                empty={<Empty title={t('desk.noUnused')} />}
                columns={[
                  { key: 'run', title: t('nav.run'), cell: (row) => say(row.name) },
                  { key: 'community', title: t('compare.community'), cell: (row) => row.areaName },
                  { key: 'version', title: t('screen.version'), width: 80, cell: (row) => row.version },
                  {
                    key: 'lastUsed',
                    title: t('desk.lastUsed'),
                    width: 120,
                    cell: (row) => (row.lastUsedAt ? since(row.lastUsedAt) : t('desk.never')),
                  },
                  {
                    key: 'openRecords',
                    title: t('desk.openRecords'),
                    width: 90,
                    isNumber: true,
                    cell: (row) => row.openRecords,
                  },
                  {
                    key: 'acts',
                    title: t('desk.acts'),
                    width: 110,
                    cell: (row) =>
                      isTheirs(row.areaCode) ? (
                        <Popconfirm
                          title={t('desk.retireAsk')}
                          okText={t('desk.retire')}
                          cancelText={t('desk.leaveIt')}
                          onConfirm={() =>
                            retire.now({
                              params: { id: row.id, area: row.areaCode },
                              body: { because: t('desk.retireUnused') },
                            })
                          }
                        >
                          <Button size="small">{t('desk.retire')}</Button>
                        </Popconfirm>
                      ) : (
                        <span className="studio-note">{t('desk.theirs')}</span>
                      ),
                  },
                ]}
              />
            </Panel>
            {/* Whoever counts how parts of the platform are used says here which of them are not. */}
            <Slot name="boards:unused" of={{}} />
          </>
        }
        aside={
          <>
            <Standards />
            <Panel title={t('desk.orphans')}>
              {data.orphans.length === 0 && <p className="studio-empty">{t('desk.noOrphans')}</p>}
              <ul>
                {data.orphans.map((one) => (
                  <li key={one.id}>{say(one.name)}</li>
                ))}
              </ul>
            </Panel>
            <Panel title={t('desk.credits')}>
              {data.credits.length === 0 && <p className="studio-empty">{t('desk.noCredits')}</p>}
              <ol>
                {data.credits.map((one) => (
                  <li key={one.publisher}>
                    {say(one.name)} · {one.pointsByThis}
                    {one.points !== one.pointsByThis && (
                      <span className="studio-note"> · {t('formula.given', { points: one.points })}</span>
                    )}
                  </li>
                ))}
              </ol>
            </Panel>
            <FormulaPart by={data.by} chosen={chosen} choose={choose} credits={data.credits} />
          </>
        }
      />
    </DeskPage>
  )
}
