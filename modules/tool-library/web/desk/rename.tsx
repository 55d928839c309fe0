/** A tool in a community's own words: name, icon, what its states, moves and fields are called here. The tool underneath stays the same. */
import type { FormDefinition } from '@liren/forms/contract'
import { Skeleton, useAsk, useSend, useWords } from '@liren/web'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { toolLibrary, type UseRow } from '../../contract.ts'
import type { Words } from '../parts/say.ts'
import { IconChoice } from './studio/icon-choice.tsx'

const stale = [[toolLibrary], [{ name: 'launcher' }]] as const

export const Rename = ({ of, onClose }: { of: UseRow; onClose: () => void }) => {
  const t = useWords('tool-library')
  const [name, setName] = useState<Words>(of.name)
  const [icon, setIcon] = useState(of.icon)
  const [words, setWords] = useState<Readonly<Record<string, Words>>>(of.renaming.words ?? {})
  const running = useAsk(
    toolLibrary,
    'running',
    { params: { id: of.toolId }, query: { area: of.areaCode } },
    { enabled: of.isOn },
  )
  const send = useSend(toolLibrary, 'rename', { stale, then: onClose })
  const lines = running.data
    ? [
        ...running.data.processes.flatMap(({ id, states, moves }) => [
          ...states.map((one) => ({ at: `processes/${id}/states/${one.name}`, kind: 'state', words: one.title })),
          ...moves.map((one) => ({ at: `processes/${id}/moves/${one.name}`, kind: 'move', words: one.title })),
        ]),
        ...running.data.lists.map((one) => ({ at: `lists/${one.id}`, kind: 'list', words: one.title })),
        // The server sends forms as forms knows them.
        ...(running.data.forms as readonly FormDefinition[]).flatMap(({ code, fields }) =>
          fields.flatMap((field) => [
            { at: `forms/${code}/${field.key}`, kind: 'field', words: field.label as Words },
            // The server sends choices in the order of their keys.
            ...(field.choices ?? []).flatMap((one, which) =>
              typeof one === 'string' || !field.enum?.[which]
                ? []
                : [
                    {
                      at: `forms/${code}/${field.key}/choices/${field.enum[which]}`,
                      kind: 'choice',
                      words: one as Words,
                    },
                  ],
            ),
          ]),
        ),
      ]
    : []
  return (
    <Modal
      open
      onCancel={onClose}
      title={t('desk.rename')}
      okText={t('desk.renameNow')}
      confirmLoading={send.isSending}
      onOk={() => send.now({ params: { id: of.toolId, area: of.areaCode }, body: { name, icon, words } })}
    >
      <div className="studio-part">
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
        <label className="studio-line">
          <span>{t('desk.nameZh')}</span>
          <Input
            value={name['zh-CN']}
            maxLength={20}
            onChange={(event) => setName({ ...name, 'zh-CN': event.target.value })}
          />
        </label>
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
        <label className="studio-line">
          <span>{t('desk.nameEn')}</span>
          <Input value={name.en} maxLength={60} onChange={(event) => setName({ ...name, en: event.target.value })} />
        </label>
        {send.errors.name && <p className="studio-fault">{send.errors.name}</p>}
        <IconChoice value={icon} onChange={setIcon} />
        {of.isOn && !running.data && <Skeleton rows={4} />}
        {lines.length > 0 && <h3>{t('desk.ownWords')}</h3>}
        {lines.map(({ at, kind, words: shown }) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
          <label key={at} className="studio-line">
            <span className="studio-note">{t(`desk.wordOf.${kind}`, { words: shown['zh-CN'] })}</span>
            <Input
              value={(words[at] ?? shown)['zh-CN']}
              maxLength={60}
              onChange={(event) =>
                setWords({ ...words, [at]: { ...(words[at] ?? shown), 'zh-CN': event.target.value } })
              }
            />
            <Input
              lang="en"
              aria-label={t('desk.inEnglish', { words: shown['zh-CN'] })}
              value={(words[at] ?? shown).en}
              maxLength={120}
              onChange={(event) => setWords({ ...words, [at]: { ...(words[at] ?? shown), en: event.target.value } })}
            />
          </label>
        ))}
      </div>
    </Modal>
  )
}
