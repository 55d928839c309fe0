/** 一件事 A journey of life with the items that belong to it, begun together: one form, one authorisation. */
import { FirmField } from '@liren/forms/web/firm-field'
import {
  Button,
  ButtonLink,
  Chip,
  Empty,
  Facts,
  Failed,
  Notice,
  Page,
  Row,
  Section,
  Skeleton,
  Switch,
  useAsk,
  useGo,
  useSend,
  useSession,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { services } from '../../contract.ts'
import '../services.css'
import { promiseLine } from './promise-line.ts'
import { useChannel } from './use-channel.ts'

export default function BundlePage({ params }: { params: { code: string } }) {
  const t = useWords()
  const go = useGo()
  const session = useSession()
  const channel = useChannel()
  const { data, error, refetch } = useAsk(services, 'bundles')
  const bundle = data?.items.find(({ code }) => code === params.code)
  const [left, setLeft] = useState<readonly string[]>([])
  const [isAuthorised, setAuthorised] = useState(false)
  const [firm, setFirm] = useState('')
  const [id] = useState(() => crypto.randomUUID())
  const begin = useSend(services, 'beginBundle', { then: () => go(`/services/journey/${id}`) })
  const chosen = bundle?.items.filter(({ code, isOpen }) => isOpen && !left.includes(code)) ?? []
  // Where one part founds the firm, nobody has it yet.
  const isFirm = bundle?.audience === 'firm' && !chosen.some(({ startsFirm }) => startsFirm)
  return (
    <Page
      title={bundle?.name ?? t('nav.bundles')}
      back="/services"
      canBeRead={bundle !== undefined}
      isLoading={!data && !error}
      action={
        bundle &&
        (session.kind === 'account' ? (
          <Button
            tone="main"
            isWide
            disabled={chosen.length === 0 || (isFirm && firm === '')}
            isBusy={begin.isSending}
            onClick={() =>
              begin.now({
                params: { code: bundle.code },
                body: {
                  id,
                  channel,
                  items: chosen.map(({ code }) => code),
                  isAuthorised,
                  ...(firm ? { enterpriseId: firm } : {}),
                },
              })
            }
          >
            {t('screen.beginTogether', { n: chosen.length })}
          </Button>
        ) : (
          <ButtonLink to={`/sign-in?next=${encodeURIComponent(`/services/bundles/${params.code}`)}`} tone="main" isWide>
            {t('screen.signInFirst')}
          </ButtonLink>
        ))
      }
    >
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && !bundle && <Empty icon="search" title={t('refusal.not-found')} />}
      {bundle && (
        <>
          <p>{bundle.intro}</p>
          <Facts
            of={[
              [t('screen.visitsCol'), t('screen.fromTo', { from: bundle.visitsBefore, to: bundle.visits })],
              [t('screen.formsCol'), t('screen.fromTo', { from: bundle.items.length, to: 1 })],
            ]}
          />
          <Section title={t('screen.chooseItems')}>
            {bundle.items.map((item) =>
              item.isOpen ? (
                <Switch
                  key={item.code}
                  label={item.name}
                  hint={promiseLine(t, item)}
                  value={!left.includes(item.code)}
                  onChange={(isOn) => setLeft(isOn ? left.filter((code) => code !== item.code) : [...left, item.code])}
                />
              ) : (
                <Row
                  key={item.code}
                  to={`/services/items/${item.code}`}
                  title={item.name}
                  note={promiseLine(t, item)}
                  after={<Chip>{t('screen.atWindow')}</Chip>}
                />
              ),
            )}
          </Section>
          {isFirm && session.kind === 'account' && (
            <FirmField value={firm} onChange={setFirm} isNeeded error={begin.errors.enterpriseId} />
          )}
          <Switch label={t('screen.authorise')} value={isAuthorised} onChange={setAuthorised} />
          <Notice>{t('screen.authoriseHint')}</Notice>
          {begin.problem && <Notice tone="overdue">{begin.problem.title}</Notice>}
        </>
      )}
    </Page>
  )
}
