/** One rule in a drawer: read it, switch it on or off, say what is wrong with it. */
import {
  ButtonLink,
  Failed,
  SelectField,
  Skeleton,
  TextField,
  toast,
  useAsk,
  useMay,
  useOwnArea,
  useSend,
  useWords,
} from '@liren/web'
import { Detail } from '@liren/web/desk'
import { Button } from 'antd'
import { useState } from 'react'
import { benefits } from '../../contract.ts'
import { RuleParts } from './rule-view.tsx'

const kinds = ['contradicts', 'expired', 'unclear'] as const

const SayDoubt = ({ ruleId }: { ruleId: string }) => {
  const t = useWords('benefits')
  const { code } = useOwnArea()
  const [kind, setKind] = useState<(typeof kinds)[number]>('contradicts')
  const [text, setText] = useState('')
  const send = useSend(benefits, 'doubt', {
    then: () => {
      setText('')
      toast(t('screen.doubt'), 'good')
    },
  })
  return (
    <details>
      <summary>{t('screen.doubt')}</summary>
      <div className="benefit-form">
        <SelectField
          label={t('screen.kind')}
          value={kind}
          choices={kinds.map((value) => ({ value, label: t(`doubtKind.${value}`) }))}
          onChange={(event) => setKind(kinds.find((one) => one === event.target.value) ?? 'contradicts')}
        />
        <TextField
          label={t('screen.note')}
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button
          loading={send.isSending}
          disabled={text.trim().length < 2 || !code}
          onClick={() => code && send.now({ body: { ruleId, kind, text: text.trim(), area: code } })}
        >
          {t('screen.doubt')}
        </Button>
      </div>
    </details>
  )
}

const Inside = ({ id, version }: { id: string; version: number }) => {
  const t = useWords('benefits')
  const may = useMay()
  const params = { id, version }
  const { data, error, refetch } = useAsk(benefits, 'rule', { params })
  const activate = useSend(benefits, 'activate')
  const retire = useSend(benefits, 'retire')
  if (error) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={8} />
  return (
    <div className="benefit-detail">
      <RuleParts of={data} />
      {may('rule.activate') && data.rule.state === 'draft' && (
        <Button
          type="primary"
          loading={activate.isSending}
          disabled={data.notReady !== null || data.writtenByMe}
          onClick={() => activate.now({ params })}
        >
          {t(data.writtenByMe ? 'screen.waitsForOther' : 'screen.activate')}
        </Button>
      )}
      {may('rule.activate') && data.rule.state === 'active' && (
        <Button danger loading={retire.isSending} onClick={() => retire.now({ params })}>
          {t('screen.retire')}
        </Button>
      )}
      {may('screening.propose') && data.rule.state === 'draft' && data.rule.subject === 'person' && (
        <ButtonLink to={`/benefits/screenings?propose=${encodeURIComponent(`${id}@${version}`)}`}>
          {t('screen.countDraft')}
        </ButtonLink>
      )}
      {may('rule.write') && <ButtonLink to={`/benefits/write/${id}/${version}`}>{t('builder.next')}</ButtonLink>}
      {may('rule.doubt') && <SayDoubt ruleId={id} />}
      <details>
        <summary>{t('screen.definition')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keys too */}
        <pre tabIndex={0}>{JSON.stringify(data.definition, null, 2)}</pre>
      </details>
    </div>
  )
}

/** `named` is `<id>@<version>`. */
export const RuleDrawer = ({ named, onClose }: { named: string | undefined; onClose: () => void }) => {
  const t = useWords('benefits')
  const at = named?.lastIndexOf('@') ?? -1
  const [id, version] = named && at > 0 ? [named.slice(0, at), Number(named.slice(at + 1))] : ['', 0]
  const { data } = useAsk(benefits, 'rule', { params: { id, version } }, { enabled: id !== '' })
  return (
    <Detail
      isOpen={id !== ''}
      onClose={onClose}
      title={id === '' ? t('screen.rule') : (data?.rule.title ?? `${id} v${version}`)}
      width={640}
    >
      {id !== '' && <Inside id={id} version={version} />}
    </Detail>
  )
}
