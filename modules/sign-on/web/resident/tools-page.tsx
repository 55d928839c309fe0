/** Which tools know me, what of me, when they last asked; taken back in one tap. */
import {
  Button,
  Empty,
  Failed,
  Icon,
  Page,
  Skeleton,
  toast,
  useAsk,
  useLook,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { type ConsentRow, signOn } from '../../contract.ts'

const Known = ({ row }: { row: ConsentRow }) => {
  const t = useWords()
  const { locale } = useLook()
  const { day, since } = useTimes()
  const tool = row.name[locale] || row.name['zh-CN']
  const take = useSend(signOn, 'withdraw', {
    then: () => toast(t('screen.withdrawn', { tool }), 'good'),
    stale: [[signOn]],
  })
  const known = row.claims.map((claim) => t(`claim.${claim}`))
  return (
    <li className="row">
      <Icon name="link" size={24} />
      <span className="row-main">
        <span className="row-title">{tool}</span>
        <span className="row-note">{row.unit[locale] || row.unit['zh-CN']}</span>
        <span className="row-note">
          {known.length > 0
            ? t('screen.knows', { claims: known.join(locale === 'en' ? ', ' : '、') })
            : t('screen.knowsNothing')}
        </span>
        <span className="row-note">
          {t('screen.since', { when: day(row.givenAt) })} ·{' '}
          {row.lastPassedAt ? t('screen.lastPassed', { when: since(row.lastPassedAt) }) : t('screen.never')}
        </span>
      </span>
      <Button
        isBusy={take.isSending}
        onClick={() => take.now({ params: { id: row.toolId } })}
        aria-label={`${t('screen.withdraw')} ${tool}`}
      >
        {t('screen.withdraw')}
      </Button>
    </li>
  )
}

export default function ToolsPage() {
  const t = useWords()
  const { data, error, refetch } = useAsk(signOn, 'consents', {})
  return (
    <Page title={t('nav.mine')} back="/me">
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data?.items.length === 0 && <Empty icon="link" title={t('screen.none')} hint={t('screen.noneHint')} />}
      <ul className="list">
        {data?.items.map((row) => (
          <Known key={row.toolId} row={row} />
        ))}
      </ul>
    </Page>
  )
}
