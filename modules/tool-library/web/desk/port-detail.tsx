/** One port: what leaves and what comes back, its last calls, and the switch with a reason. */
import { Chip, Empty, Facts, Field, toast, useArea, useMay, usePages, useSend, useTimes, useWords } from '@liren/web'
import { Detail, Rows } from '@liren/web/desk'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { type PortRow, toolLibrary } from '../../contract.ts'
import { useEntryWords } from '../parts/entry-words.ts'
import { useSay } from '../parts/say.ts'
import './outside.css'

const stale = [[toolLibrary]] as const

const Kill = ({ of }: { of: PortRow }) => {
  const t = useWords('tool-library')
  const [because, setBecause] = useState('')
  const turn = useSend(toolLibrary, 'switchPort', { stale, then: () => setBecause('') })
  return (
    <>
      <Field
        label={t(of.isOn ? 'outside.stopWhy' : 'outside.startWhy')}
        hint={t('outside.reasonHint')}
        value={because}
        maxLength={300}
        error={turn.errors.because}
        onChange={(event) => setBecause(event.target.value)}
      />
      <Button
        danger={of.isOn}
        type={of.isOn ? 'default' : 'primary'}
        disabled={because.trim().length < 2}
        loading={turn.isSending}
        onClick={() => turn.now({ params: { id: of.toolId }, body: { isOn: !of.isOn, because: because.trim() } })}
      >
        {t(of.isOn ? 'outside.stop' : 'outside.start')}
      </Button>
    </>
  )
}

const Clear = ({ of }: { of: PortRow }) => {
  const t = useWords('tool-library')
  const entry = useEntryWords()
  const [keys, setKeys] = useState<readonly string[]>(of.clear)
  const [because, setBecause] = useState(of.clearBecause ?? '')
  const keep = useSend(toolLibrary, 'letThrough', { stale, then: () => toast(t('outside.keep'), 'good') })
  if (of.sends.length === 0) return <p className="field-hint">{t('port.nothing')}</p>
  return (
    <>
      <p className="field-hint">{t('outside.letHint')}</p>
      <Checkbox.Group
        value={[...keys]}
        onChange={(next) => setKeys(next.map(String))}
        options={of.sends.map((key) => ({ value: key, label: entry(key) }))}
      />
      <Field
        label={t('outside.letWhy')}
        value={because}
        maxLength={300}
        error={keep.errors.because ?? keep.errors.keys}
        onChange={(event) => setBecause(event.target.value)}
      />
      <Button
        disabled={because.trim().length < 4}
        loading={keep.isSending}
        onClick={() => keep.now({ params: { id: of.toolId }, body: { keys: [...keys], because: because.trim() } })}
      >
        {t('outside.keep')}
      </Button>
    </>
  )
}

/** Made here and told once; the department puts it into its own system. */
const Secret = ({ of }: { of: PortRow }) => {
  const t = useWords('tool-library')
  const make = useSend(toolLibrary, 'makePortSecret', { stale })
  return (
    <section>
      <h3>{t('outside.secret')}</h3>
      {make.reply ? (
        <>
          <p className="field-hint">{t('outside.secretOnce')}</p>
          <code className="studio-key">{make.reply.secret}</code>
        </>
      ) : (
        <p className="field-hint">{t(of.hasSecret ? 'outside.secretThere' : 'outside.secretMissing')}</p>
      )}
      <Button loading={make.isSending} onClick={() => make.now({ params: { id: of.toolId } })}>
        {t(of.hasSecret ? 'outside.newSecret' : 'outside.makeSecret')}
      </Button>
    </section>
  )
}

const Calls = ({ id }: { id: string }) => {
  const t = useWords('tool-library')
  const entry = useEntryWords()
  const { list, when } = useTimes()
  const { areas } = useArea()
  const calls = usePages(toolLibrary, 'portCalls', { params: { id }, query: {} })
  return (
    <>
      <Rows
        rowKey={(row) => row.id}
        rows={calls.items}
        isLoading={calls.isLoading}
        error={calls.error}
        again={calls.again}
        empty={<Empty title={t('outside.noCalls')} />}
        columns={[
          { key: 'when', title: t('outside.when'), cell: (row) => when(row.at) },
          {
            key: 'where',
            title: t('outside.where'),
            cell: (row) => areas.find(({ code }) => code === row.areaCode)?.name ?? row.areaCode,
          },
          {
            key: 'outcome',
            title: t('outside.outcome'),
            cell: (row) => (
              <Chip tone={row.outcome === 'answered' ? 'done' : 'soon'}>{t(`outcome.${row.outcome}`)}</Chip>
            ),
          },
          { key: 'ms', title: t('outside.ms'), isNumber: true, cell: (row) => row.ms },
          {
            key: 'sent',
            title: t('outside.sent'),
            cell: (row) =>
              list(
                row.sent.map((key) =>
                  row.clear.includes(key) ? t('web:noted', { what: entry(key), note: t('port.clear') }) : entry(key),
                ),
              ),
          },
        ]}
      />
      {calls.hasMore && (
        <Button onClick={calls.more} loading={calls.isLoadingMore}>
          {t('outside.more')}
        </Button>
      )}
    </>
  )
}

export const PortDetail = ({ of, onClose }: { of: PortRow | null; onClose: () => void }) => {
  const t = useWords('tool-library')
  const entry = useEntryWords()
  const say = useSay()
  const { list, when } = useTimes()
  const may = useMay()
  return (
    <Detail isOpen={of !== null} onClose={onClose} title={of ? say(of.name) : ''} width={720}>
      {of && (
        <div key={`${of.toolId}${of.isOn}`} className="port-detail">
          <Facts
            of={[
              [t('outside.host'), of.host],
              [t('outside.perMinute'), of.perMinute],
              [t('outside.within'), `${of.answerWithinMs} ms`],
              of.promisedPercent !== null && [
                t('outside.promised'),
                t('outside.promisedAndWas', {
                  promised: of.promisedPercent,
                  was: of.sla.upShare === null ? '—' : Math.round(of.sla.upShare * 1000) / 10,
                }),
              ],
              [t('outside.receives'), list(of.receives)],
              of.restsUntil !== null && [t('outside.resting'), when(of.restsUntil)],
              of.because !== null && [
                t('outside.on'),
                t('web:says', { what: of.isOn ? t('outside.start') : t('outside.stop'), text: of.because }),
              ],
            ]}
          />
          {may('tool.keep') && <Secret of={of} />}
          {may('port.stop') && (
            <section>
              <Kill of={of} />
            </section>
          )}
          <section>
            <h3>{t('outside.let')}</h3>
            {may('tool.keep') ? (
              <Clear of={of} />
            ) : (
              <p>
                {list(
                  of.sends.map((key) =>
                    t('web:noted', {
                      what: entry(key),
                      note: t(of.clear.includes(key) ? 'port.clear' : 'port.disguised'),
                    }),
                  ),
                )}
              </p>
            )}
          </section>
          <section>
            <h3>{t('outside.lastCalls')}</h3>
            <Calls id={of.toolId} />
          </section>
        </div>
      )}
    </Detail>
  )
}
