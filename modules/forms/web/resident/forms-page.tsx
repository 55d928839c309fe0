/** My forms: those begun, to go on with until their thirty days are over, and those handed in. */
import {
  Button,
  Chip,
  Confirm,
  Empty,
  List,
  Page,
  Row,
  Segments,
  useFilters,
  usePages,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { forms } from '../../contract.ts'

export default function FormsPage() {
  const t = useWords('forms')
  const { when, day } = useTimes()
  const [filters, filter] = useFilters()
  const state = filters.state === 'submitted' ? 'submitted' : 'draft'
  const mine = usePages(forms, 'listMine', { query: { state } })
  const [dropping, setDropping] = useState<string | null>(null)
  const drop = useSend(forms, 'discard', { then: () => setDropping(null) })
  return (
    <Page title={t('nav.mine')}>
      <Segments
        label={t('nav.mine')}
        value={state}
        choices={[
          { value: 'draft', label: t('screen.begun') },
          { value: 'submitted', label: t('screen.handedIn') },
        ]}
        onChange={(value) => filter({ state: value === 'draft' ? null : value })}
      />
      <List
        {...mine}
        keyOf={(row) => row.id}
        empty={<Empty icon="document" title={t('screen.none')} hint={t('screen.noneHint')} />}
      >
        {(row) => (
          <>
            <Row
              to={`/forms/${row.id}`}
              title={row.title}
              note={
                row.submittedAt
                  ? t('screen.handedInOn', { at: when(row.submittedAt), number: row.number ?? '' })
                  : t('screen.savedUntil', { at: when(row.savedAt), until: row.expiresAt ? day(row.expiresAt) : '' })
              }
              after={<Chip tone={row.state === 'draft' ? 'soon' : 'main'}>{t(`screen.state.${row.state}`)}</Chip>}
            />
            {row.state === 'draft' && (
              <div className="button-row">
                <Button
                  tone="quiet"
                  onClick={() => setDropping(row.id)}
                  aria-label={t('screen.dropOf', { title: row.title })}
                >
                  {t('screen.drop')}
                </Button>
              </div>
            )}
          </>
        )}
      </List>
      <Confirm
        isOpen={dropping !== null}
        onClose={() => setDropping(null)}
        title={t('screen.dropTitle')}
        verb={t('screen.drop')}
        isUrgent
        isBusy={drop.isSending}
        onYes={() => dropping && drop.now({ params: { id: dropping } })}
      >
        {t('screen.dropText')}
      </Confirm>
    </Page>
  )
}
