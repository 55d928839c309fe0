/** How a tool was made together with those it is for: trial groups, workshops, prototypes, services given together. */
import {
  Button,
  Chip,
  Field,
  Row,
  Section,
  Sheet,
  useAsk,
  useMay,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { toolLibrary } from '../../contract.ts'
import type { TogetherRow } from '../../routes-together.ts'

/** Afterwards: what was changed by it. */
const Became = ({ of, onClose }: { of: TogetherRow; onClose: () => void }) => {
  const t = useWords('tool-library')
  const [became, setBecame] = useState(of.became ?? '')
  const send = useSend(toolLibrary, 'becameOf', { stale: [[toolLibrary, 'together']], then: onClose })
  return (
    <Sheet isOpen onClose={onClose} title={t('together.becameWhat')}>
      <p>{of.what}</p>
      <Field
        label={t('together.becameWhat')}
        hint={t('together.becameHint')}
        value={became}
        maxLength={600}
        error={send.errors.became}
        onChange={(event) => setBecame(event.target.value)}
      />
      <Button
        tone="main"
        isBusy={send.isSending}
        disabled={became.trim().length < 2}
        onClick={() => send.now({ params: { id: of.id }, body: { became } })}
      >
        {t('together.keep')}
      </Button>
    </Sheet>
  )
}

export const MadeTogether = ({ id }: { id: string }) => {
  const t = useWords('tool-library')
  const { day } = useTimes()
  const may = useMay()
  const { grants } = useSession()
  const [changes, setChanges] = useState<TogetherRow | null>(null)
  // Those who make tools there; the server looks again.
  const isTheirs = (area: string) =>
    may('tool.make') && grants.some((grant) => area.startsWith(grant.area.replace(/(000)+$/, '')))
  const { data } = useAsk(toolLibrary, 'together', { params: { id } })
  if (!data) return null
  return (
    <Section title={t('together.title')}>
      {data.items.length === 0 && <p className="field-hint">{t('together.none')}</p>}
      {data.items.map((one) => (
        <Row
          key={one.id}
          title={one.what}
          note={[
            `${day(one.heldOn)} · ${one.areaName} · ${t('web:noted', { what: one.who, note: t('together.count', { count: one.people }) })}`,
            one.became && t('together.became', { what: one.became }),
          ]
            .filter(Boolean)
            .join(' · ')}
          after={
            <>
              <Chip>{t(`togetherKind.${one.kind}`)}</Chip>
              {isTheirs(one.areaCode) && (
                <Button
                  tone="quiet"
                  aria-label={t('together.becameOf', { what: one.what })}
                  onClick={() => setChanges(one)}
                >
                  {t('together.becameAct')}
                </Button>
              )}
            </>
          }
        />
      ))}
      {changes && <Became of={changes} onClose={() => setChanges(null)} />}
    </Section>
  )
}
