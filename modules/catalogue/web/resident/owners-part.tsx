/** Data about me that departments keep themselves: asked for now, or seen at the department's own page. */
import { Button, List, Row, Section, Sheet, useAsk, useSend, useWords } from '@liren/web'
import { useState } from 'react'
import { catalogue } from '../../contract.ts'

export const OwnersPart = () => {
  const t = useWords('catalogue')
  const owners = useAsk(catalogue, 'listMyOwners')
  const [open, setOpen] = useState<string | null>(null)
  const send = useSend(catalogue, 'askMyOwner', { then: () => undefined })
  const items = owners.data?.items ?? []
  // Where no department keeps anything to itself there is nothing to say.
  if (items.length === 0) return null
  const of = items.find(({ code }) => code === open)
  return (
    <Section title={t('screen.owners.title')}>
      <p>{t('screen.owners.hint')}</p>
      <List items={items} keyOf={({ code }) => code} empty={null}>
        {(one) => (
          <Row
            title={t('web:says', { what: one.ownerName, text: one.name })}
            note={[one.fields.join('、'), t(one.isOn ? `screen.owners.${one.kind}` : 'screen.owners.off')].join(' · ')}
            after={
              one.url !== null ? (
                <a className="button button-quiet" href={one.url} rel="noreferrer" target="_blank">
                  {t('screen.owners.go')}
                </a>
              ) : one.kind === 'query' && one.isOn ? (
                <Button
                  tone="quiet"
                  isBusy={send.isSending}
                  onClick={() => {
                    setOpen(one.code)
                    send.now({ params: { code: one.code } })
                  }}
                >
                  {t('screen.owners.ask')}
                </Button>
              ) : null
            }
          />
        )}
      </List>
      <Sheet isOpen={of !== undefined && send.reply !== undefined} onClose={() => setOpen(null)} title={of?.name ?? ''}>
        {send.reply?.items.length === 0 && <p>{t('screen.owners.nothing')}</p>}
        {send.reply?.items.map((one) => (
          <Row key={one.key} title={t('web:says', { what: one.name, text: one.text ?? '—' })} note={one.source ?? ''} />
        ))}
      </Sheet>
    </Section>
  )
}
