/** The published rules under which enterprises and associations contribute modules, data services and operations; and the way in. */
import {
  Button,
  ButtonLink,
  Chip,
  Field,
  List,
  Page,
  Row,
  Section,
  Segments,
  Sheet,
  Switch,
  TextField,
  toast,
  usePages,
  useSend,
  useSession,
  useSignInLink,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { type OfferRow, offerKinds, toolLibrary } from '../../contract.ts'
import '../parts/norm.css'
import { usePlace } from '../parts/use-place.ts'

const rules = [
  'open',
  'format',
  'data',
  'people',
  'safety',
  'access',
  'review',
  'trial',
  'credit',
  'money',
  'leave',
] as const
const empty = { kind: 'module', organisation: '', title: '', what: '', needsToKnow: '', cost: '', publicKey: '' }
type Draft = typeof empty

const Offering = ({ area, onClose }: { area: string; onClose: () => void }) => {
  const t = useWords('tool-library')
  const [id] = useState(() => crypto.randomUUID())
  const [draft, setDraft] = useState<Draft>(empty)
  const [hasRead, read] = useState(false)
  const send = useSend(toolLibrary, 'offer', {
    stale: [[toolLibrary, 'myOffers']],
    then: () => {
      toast(t('offer.kept'), 'good')
      onClose()
    },
  })
  const set = (part: Partial<Draft>) => setDraft((one) => ({ ...one, ...part }))
  const kind = offerKinds.find((one) => one === draft.kind) ?? 'module'
  const isShort =
    draft.organisation.trim().length < 2 ||
    draft.title.trim().length < 2 ||
    draft.what.trim().length < 10 ||
    draft.needsToKnow.trim().length < 2 ||
    draft.cost.trim().length < 1
  const line = (name: 'organisation' | 'title' | 'needsToKnow' | 'cost', maxLength: number) => (
    <Field
      label={t(`offer.${name}`)}
      hint={t(`offer.${name}Hint`)}
      value={draft[name]}
      maxLength={maxLength}
      error={send.errors[name]}
      onChange={(event) => set({ [name]: event.target.value })}
    />
  )
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('offer.make')}
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          disabled={isShort || !hasRead}
          onClick={() => {
            const { publicKey, ...rest } = draft
            send.now({
              body: {
                ...rest,
                id,
                area,
                kind,
                hasReadRules: true,
                ...(publicKey.trim() ? { publicKey: publicKey.trim() } : {}),
              },
            })
          }}
        >
          {t('screen.send')}
        </Button>
      }
    >
      <Segments
        label={t('offer.kind')}
        value={kind}
        choices={offerKinds.map((value) => ({ value, label: t(`offerKind.${value}`) }))}
        onChange={(value) => set({ kind: value })}
      />
      {line('organisation', 60)}
      {line('title', 60)}
      <TextField
        label={t('offer.what')}
        hint={t('offer.whatHint')}
        value={draft.what}
        maxLength={1000}
        error={send.errors.what}
        onChange={(event) => set({ what: event.target.value })}
      />
      {line('needsToKnow', 500)}
      {line('cost', 300)}
      <TextField
        label={t('offer.publicKey')}
        hint={t('offer.publicKeyHint')}
        value={draft.publicKey}
        maxLength={400}
        error={send.errors.publicKey}
        onChange={(event) => set({ publicKey: event.target.value })}
      />
      <Switch label={t('offer.hasRead')} value={hasRead} onChange={read} />
    </Sheet>
  )
}

const MyOffers = () => {
  const t = useWords('tool-library')
  const { day } = useTimes()
  const mine = usePages(toolLibrary, 'myOffers', { query: {} })
  const withdraw = useSend(toolLibrary, 'withdrawOffer', { stale: [[toolLibrary, 'myOffers']] })
  const tone = (state: OfferRow['state']) => (state === 'invited' ? 'done' : state === 'received' ? 'soon' : 'plain')
  return (
    <Section title={t('offer.mine')}>
      <List {...mine} keyOf={(row) => row.id} empty={<p className="field-hint">{t('offer.noneMine')}</p>}>
        {(row) => (
          <Row
            title={row.title}
            note={[
              day(row.offeredAt.slice(0, 10)),
              row.answer && t('screen.remarkAnswer', { answer: row.answer }),
              row.publisher && t('offer.asPublisher', { publisher: row.publisher }),
            ]
              .filter(Boolean)
              .join(' · ')}
            after={
              row.state === 'received' ? (
                <Button
                  aria-label={`${t('offer.withdraw')} ${row.title}`}
                  onClick={() => withdraw.now({ params: { id: row.id } })}
                >
                  {t('offer.withdraw')}
                </Button>
              ) : (
                <Chip tone={tone(row.state)}>{t(`offerState.${row.state}`)}</Chip>
              )
            }
          />
        )}
      </List>
    </Section>
  )
}

export default function ContributePage() {
  const t = useWords()
  const area = usePlace()
  const session = useSession()
  const signIn = useSignInLink()
  const [isOpen, setOpen] = useState(false)
  const isIn = session.kind === 'account'
  return (
    <Page
      title={t('nav.contribute')}
      canBeRead
      {...(isIn && area !== null
        ? {
            action: (
              <Button tone="main" isWide onClick={() => setOpen(true)}>
                {t('offer.make')}
              </Button>
            ),
          }
        : signIn
          ? {
              action: (
                <ButtonLink tone="main" isWide to={signIn}>
                  {t('offer.signIn')}
                </ButtonLink>
              ),
            }
          : {})}
    >
      <p>{t('offer.lead')}</p>
      <ol className="norm-clauses">
        {rules.map((one) => (
          <li key={one}>
            <b>{t(`offerRule.${one}.title`)}</b>
            <p className="field-hint">{t(`offerRule.${one}.text`)}</p>
          </li>
        ))}
      </ol>
      {isIn && <MyOffers />}
      {isOpen && area !== null && <Offering area={area} onClose={() => setOpen(false)} />}
    </Page>
  )
}
