/** 覆盖率 How many of those who live here have joined, per community or cell, and who has not yet. */
import {
  Chip,
  Failed,
  Field,
  Notice,
  toast,
  todayOn,
  useArea,
  useAsk,
  useFilters,
  useMay,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Figures, FilterBar, ListTable, Panel, Rows } from '@liren/web/desk'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { type Coverage, people } from '../../contract.ts'
import { usePlace } from '../place.ts'
import { PersonDetail } from './person-detail.tsx'
import { usePersonColumns } from './persons-page.tsx'

/** The census office's figure for one community or cell: without it, the register is measured against itself. */
const Count = ({ of, name, onClose }: { of: Coverage; name: string; onClose: () => void }) => {
  const t = useWords()
  const [persons, setPersons] = useState(of.countedOn ? String(of.permanent) : '')
  const [countedOn, setCountedOn] = useState(of.countedOn ?? todayOn())
  const send = useSend(people, 'setPermanentCount', {
    then: () => {
      toast(t('screen.coverage.counted'), 'good')
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('screen.coverage.countOf', { place: name })}
      okText={t('screen.coverage.keep')}
      cancelText={t('screen.life.cancel')}
      okButtonProps={{ disabled: !/^\d{1,9}$/.test(persons) || countedOn === '' }}
      confirmLoading={send.isSending}
      onOk={() => send.now({ params: { areaCode: of.areaCode }, body: { persons: Number(persons), countedOn } })}
      onCancel={onClose}
    >
      <div className="form-stack">
        <Notice>{t('screen.coverage.countWhy')}</Notice>
        <Field
          label={t('screen.coverage.persons')}
          inputMode="numeric"
          value={persons}
          error={send.errors.persons}
          onChange={(event) => setPersons(event.target.value.replace(/\D/g, ''))}
        />
        <Field
          label={t('screen.coverage.countedOn')}
          type="date"
          max={todayOn()}
          value={countedOn}
          error={send.errors.countedOn}
          onChange={(event) => setCountedOn(event.target.value)}
        />
      </div>
    </Modal>
  )
}

export default function CoveragePage() {
  const t = useWords()
  const place = usePlace()
  const { number, day } = useTimes()
  const [counting, setCounting] = useState<Coverage | null>(null)
  const { code } = useArea()
  const session = useSession()
  const may = useMay()
  const [filters, filter] = useFilters()
  const columns = usePersonColumns()
  const area = code ?? session.grants[0]?.area ?? ''
  const level = filters.level === 'cell' ? 'cell' : 'community'
  const { data, error, isLoading, refetch } = useAsk(
    people,
    'readCoverage',
    { query: { area, level } },
    { enabled: area !== '' },
  )
  const rows = data?.items ?? []
  const registered = rows.reduce((sum, one) => sum + one.registered, 0)
  const permanent = rows.reduce((sum, one) => sum + one.permanent, 0)
  const target = rows[0]?.target ?? 0.9
  const percent = (share: number | null) => (share === null ? '—' : `${(share * 100).toFixed(1)} %`)
  return (
    <DeskPage title={t('nav.coverage')} hint={t('screen.coverage.hint')}>
      <Figures
        of={[
          {
            label: t('screen.coverage.share'),
            value: percent(permanent === 0 ? null : Math.min(1, registered / permanent)),
            note: t('screen.coverage.target', { target: percent(target) }),
          },
          { label: t('screen.coverage.registered'), value: number(registered) },
          { label: t('screen.coverage.permanent'), value: number(permanent) },
        ]}
      />
      <FilterBar
        filters={[
          {
            name: 'level',
            label: t('screen.coverage.level'),
            choices: [
              { value: 'community', label: t('screen.coverage.community') },
              { value: 'cell', label: t('screen.coverage.cell') },
            ],
          },
        ]}
      />
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : (
        <Rows
          rows={rows}
          atFirst={60}
          isLoading={isLoading}
          rowKey={({ areaCode }) => areaCode}
          label={t('nav.coverage')}
          columns={[
            { key: 'area', title: t('screen.area'), cell: (row) => place(row.areaCode) },
            {
              key: 'registered',
              title: t('screen.coverage.registered'),
              width: 120,
              isNumber: true,
              cell: (row) => number(row.registered),
            },
            {
              key: 'permanent',
              title: t('screen.coverage.permanent'),
              width: 150,
              isNumber: true,
              cell: (row) => (
                <>
                  {number(row.permanent)}
                  <span className="cell-note">
                    {row.countedOn
                      ? t('screen.coverage.onDay', { day: day(row.countedOn) })
                      : t('screen.coverage.byRegister')}
                  </span>
                </>
              ),
            },
            {
              key: 'share',
              title: t('screen.coverage.share'),
              width: 180,
              isNumber: true,
              cell: (row) => (
                <>
                  {percent(row.coverage)}{' '}
                  {row.coverage !== null && (
                    <Chip tone={row.coverage >= row.target ? 'done' : 'soon'}>
                      {t(row.coverage >= row.target ? 'screen.coverage.reached' : 'screen.coverage.below')}
                    </Chip>
                  )}
                </>
              ),
            },
            ...(may('register.import')
              ? [
                  {
                    key: 'act',
                    title: t('desk:acts'),
                    width: 130,
                    cell: (row: Coverage) => (
                      <Button size="small" onClick={() => setCounting(row)}>
                        {t('screen.coverage.count')}
                      </Button>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {counting && (
        <Count
          key={counting.areaCode}
          of={counting}
          name={place(counting.areaCode)}
          onClose={() => setCounting(null)}
        />
      )}
      {may('person.read') && (
        <Panel title={t('screen.coverage.workList')}>
          <ListTable
            contract={people}
            route="listUnregistered"
            input={{ query: area ? { area } : {} }}
            columns={columns}
            onOpen={(row) => filter({ open: row.id })}
            label={t('screen.coverage.workList')}
          />
        </Panel>
      )}
      <PersonDetail id={filters.open} onClose={() => filter({ open: null })} title={t('screen.person')} />
    </DeskPage>
  )
}
