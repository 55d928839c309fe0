/** The library of policy rules: what is in force, what clashes, what those below say of it. */
import { Chip, Segments, useFilters, useGo, useMay, useTimes, useWords } from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { Button } from 'antd'
import { benefits } from '../../contract.ts'
import { ClashesPart } from './clashes-part.tsx'
import { RuleDrawer } from './rule-drawer.tsx'
import { WriteDrawer } from './write-drawer.tsx'
import '../benefits.css'

const parts = ['rules', 'clashes'] as const
const states = ['active', 'draft', 'retired'] as const

export default function LibraryPage() {
  const t = useWords('benefits')
  const may = useMay()
  const { day } = useTimes()
  const go = useGo()
  const [filters, filter] = useFilters()
  const part = parts.find((one) => one === filters.part) ?? 'rules'
  const state = states.find((one) => one === filters.state)
  return (
    <DeskPage
      title={t('nav.library')}
      tools={
        may('rule.write') && (
          <Button type="primary" onClick={() => go('/benefits/write')}>
            {t('screen.newRule')}
          </Button>
        )
      }
    >
      <Segments
        label={t('nav.library')}
        value={part}
        onChange={(value) => filter({ part: value === 'rules' ? null : value })}
        choices={parts.map((value) => ({ value, label: t(`screen.${value}`) }))}
      />
      {part === 'clashes' ? (
        <ClashesPart />
      ) : (
        <ListTable
          contract={benefits}
          route="rules"
          input={{ query: { ...(state ? { state } : {}), ...(filters.q ? { q: filters.q } : {}) } }}
          filters={[
            { name: 'q', label: t('screen.search'), kind: 'text' },
            {
              name: 'state',
              label: t('screen.state'),
              choices: states.map((value) => ({ value, label: t(`ruleState.${value}`) })),
            },
          ]}
          rowKey={(row) => `${row.id}@${row.version}`}
          columns={[
            { key: 'title', title: t('screen.rule'), cell: (row) => row.title },
            { key: 'id', title: t('screen.version'), width: 120, cell: (row) => `${row.id} v${row.version}` },
            { key: 'mode', title: t('screen.mode'), width: 120, cell: (row) => t(`mode.${row.mode}`) },
            {
              key: 'state',
              title: t('screen.state'),
              width: 110,
              cell: (row) => (
                <Chip tone={row.state === 'active' ? 'main' : row.state === 'draft' ? 'soon' : 'done'}>
                  {t(`ruleState.${row.state}`)}
                </Chip>
              ),
            },
            {
              key: 'validity',
              title: t('screen.validity'),
              width: 220,
              cell: (row) =>
                `${row.validFrom ? day(row.validFrom) : '—'} – ${row.validUntil ? day(row.validUntil) : t('screen.untilFurther')}`,
            },
            { key: 'basis', title: t('screen.basis'), cell: (row) => row.basis },
          ]}
          onOpen={(row) => filter({ open: `${row.id}@${row.version}` })}
        />
      )}
      <RuleDrawer named={filters.open} onClose={() => filter({ open: null })} />
      <WriteDrawer isOpen={filters.write !== undefined} onClose={() => filter({ write: null })} />
    </DeskPage>
  )
}
