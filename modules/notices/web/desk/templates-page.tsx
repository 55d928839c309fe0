/** Which registered template of a provider carries which of our messages; and a test message per channel. */
import { Button, Empty, Field, SelectField, TextField, toast, useAsk, useSend, useWords } from '@liren/web'
import { Columns, DeskPage, Panel, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { notices, type ProviderTemplate } from '../../contract.ts'

const channels = ['sms', 'wechat', 'mini-program'] as const
const tryable = ['sms', 'wechat', 'mini-program', 'wecom', 'dingtalk', 'email'] as const

/** `name=fact`, one a line. */
const parametersIn = (text: string): ProviderTemplate['parameters'] =>
  text
    .split('\n')
    .map((line) => line.split('='))
    .flatMap(([name = '', fact = '']) => (name.trim() && fact.trim() ? [{ name: name.trim(), fact: fact.trim() }] : []))
const textOf = (parameters: ProviderTemplate['parameters']) =>
  parameters.map(({ name, fact }) => `${name}=${fact}`).join('\n')

const Edit = ({
  given,
  start,
  onDone,
}: {
  given: readonly { template: string; title: string; facts: readonly string[] }[]
  start: ProviderTemplate | null
  onDone: () => void
}) => {
  const t = useWords('notices')
  const [template, setTemplate] = useState(start?.template ?? given[0]?.template ?? '')
  const [channel, setChannel] = useState<ProviderTemplate['channel']>(start?.channel ?? 'sms')
  const [number, setNumber] = useState(start?.providerTemplate ?? '')
  const [parameters, setParameters] = useState(textOf(start?.parameters ?? []))
  const save = useSend(notices, 'putTemplate', {
    stale: [[notices, 'templates']],
    then: () => {
      toast(t('screen.saved'), 'good')
      onDone()
    },
  })
  const facts = given.find((one) => one.template === template)?.facts ?? []
  const wrong = Object.entries(save.errors).find(([field]) => field.startsWith('parameters'))?.[1]
  return (
    <Panel title={t(start ? 'screen.templateChange' : 'screen.templateAdd')}>
      <SelectField
        label={t('screen.template')}
        value={template}
        onChange={(event) => setTemplate(event.target.value)}
        choices={given.map((one) => ({ value: one.template, label: `${one.title} (${one.template})` }))}
      />
      <SelectField
        label={t('screen.channel')}
        value={channel}
        onChange={(event) => setChannel(channels.find((one) => one === event.target.value) ?? 'sms')}
        choices={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
      />
      <Field
        label={t('screen.providerTemplate')}
        value={number}
        error={save.errors.providerTemplate}
        onChange={(event) => setNumber(event.target.value)}
      />
      <TextField
        label={t('screen.parameters')}
        hint={t('screen.parametersHint', { facts: facts.join(' ') })}
        value={parameters}
        error={wrong}
        onChange={(event) => setParameters(event.target.value)}
      />
      <Button
        tone="main"
        isBusy={save.isSending}
        disabled={template === '' || number.trim() === ''}
        onClick={() =>
          save.now({
            body: { channel, template, providerTemplate: number.trim(), parameters: parametersIn(parameters) },
          })
        }
      >
        {t('screen.save')}
      </Button>
    </Panel>
  )
}

const TryChannel = () => {
  const t = useWords('notices')
  const [channel, setChannel] = useState<(typeof tryable)[number]>('sms')
  const [address, setAddress] = useState('')
  const send = useSend(notices, 'tryChannel', { stale: [], then: () => toast(t('screen.tried'), 'good') })
  return (
    <Panel title={t('screen.tryTitle')}>
      <p>{t('screen.tryHint')}</p>
      <SelectField
        label={t('screen.channel')}
        value={channel}
        onChange={(event) => setChannel(tryable.find((one) => one === event.target.value) ?? 'sms')}
        choices={tryable.map((value) => ({ value, label: t(`channel.${value}`) }))}
      />
      <Field label={t('screen.address')} value={address} onChange={(event) => setAddress(event.target.value)} />
      <Button
        isBusy={send.isSending}
        disabled={address.trim() === ''}
        onClick={() => send.now({ params: { channel }, body: { address: address.trim() } })}
      >
        {t('screen.tryIt')}
      </Button>
    </Panel>
  )
}

export default function TemplatesPage() {
  const t = useWords('notices')
  const [editing, setEditing] = useState<ProviderTemplate | null>(null)
  const { data, error, isLoading, refetch } = useAsk(notices, 'templates', {})
  return (
    <DeskPage title={t('nav.templates')} hint={t('screen.templatesHint')}>
      <Columns
        main={
          <Panel>
            <Rows
              rows={data?.items ?? []}
              isLoading={isLoading}
              error={error}
              again={() => void refetch()}
              label={t('nav.templates')}
              rowKey={(row) => `${row.channel} ${row.template}`}
              empty={<Empty icon="chat" title={t('screen.templatesNone')} hint={t('screen.templatesNoneHint')} />}
              onOpen={setEditing}
              columns={[
                {
                  key: 'template',
                  title: t('screen.template'),
                  cell: (row) => data?.given.find((one) => one.template === row.template)?.title ?? row.template,
                },
                { key: 'channel', title: t('screen.channel'), cell: (row) => t(`channel.${row.channel}`) },
                { key: 'number', title: t('screen.providerTemplate'), cell: (row) => row.providerTemplate },
                {
                  key: 'parameters',
                  title: t('screen.parameters'),
                  cell: (row) => textOf(row.parameters).replaceAll('\n', ', '),
                },
              ]}
            />
          </Panel>
        }
        aside={
          <>
            {data && (
              <Edit
                key={editing ? `${editing.channel} ${editing.template}` : 'new'}
                given={data.given}
                start={editing}
                onDone={() => setEditing(null)}
              />
            )}
            <TryChannel />
          </>
        }
      />
    </DeskPage>
  )
}
