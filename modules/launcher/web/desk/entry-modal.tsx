/** One place of the composition more closely: its picture, its English name, and whether only some of those it is for see it. */
import { Icon, type IconName, Notice, useWords } from '@liren/web'
import { type RuleFact, RuleField } from '@liren/web/rules'
import { Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import type { Entry, Tile } from '../../contract.ts'
import { audienceFacts } from '../../facts.ts'

/** What a tile can look like: things people know from their neighbourhood. */
const icons = [
  ...['calendar', 'building', 'camera', 'chart', 'chat', 'check', 'clock', 'document', 'flag', 'folder', 'gift'],
  ...['grid', 'hand', 'heart', 'home', 'inbox', 'key', 'layers', 'link', 'list', 'map', 'people', 'person', 'phone'],
  ...['pin', 'shield', 'shop', 'star', 'vote', 'warning'],
] as const satisfies readonly IconName[]

const usual = {
  forAll: '',
  forElders: 'age >= 60',
  forYoung: 'age >= 18 && age <= 35',
  forAlone: 'livesAlone',
} as const
const usualNames = Object.keys(usual) as readonly (keyof typeof usual)[]

const choicesOf: Readonly<Record<string, readonly string[]>> = { sex: ['F', 'M'], residence: ['permanent', 'floating'] }
const persons = {
  elder: { age: 72, sex: 'F', livesAlone: true, residence: 'permanent' },
  mother: { age: 36, sex: 'F', livesAlone: false, residence: 'floating' },
  student: { age: 19, sex: 'M', livesAlone: false, residence: 'permanent' },
}

const ForWhom = ({ value, onChange }: { value: string; onChange: (rule: string) => void }) => {
  const t = useWords('launcher')
  const known = usualNames.find((name) => usual[name] === value)
  const [isOwn, setOwn] = useState(known === undefined)
  const facts = Object.entries(audienceFacts).map(
    ([name, fact]): RuleFact => ({
      name,
      label: t(`fact.${name}`),
      type: typeof fact === 'string' ? fact : fact.type,
      ...(choicesOf[name]
        ? { choices: choicesOf[name].map((one) => ({ value: one, label: t(`factIs.${one}`) })) }
        : {}),
    }),
  )
  const personas = Object.entries(persons).map(([name, one]) => ({
    label: t(`person.${name}`),
    facts: { ...one, isMember: true, isStaff: false },
  }))
  return (
    <>
      <Radio.Group
        className="compose-choices"
        aria-label={t('desk.forWhom')}
        value={isOwn ? 'forOwn' : (known ?? 'forOwn')}
        onChange={(event) => {
          const chosen = usualNames.find((name) => name === event.target.value)
          setOwn(chosen === undefined)
          if (chosen) onChange(usual[chosen])
        }}
      >
        {[...usualNames, 'forOwn'].map((name) => (
          <Radio key={name} value={name}>
            {t(`desk.${name}`)}
          </Radio>
        ))}
      </Radio.Group>
      {isOwn && (
        <RuleField label={t('desk.rule')} value={value} facts={facts} personas={personas} onChange={onChange} />
      )}
      <p className="field-hint">{t('desk.narrower')}</p>
    </>
  )
}

export const EntryModal = ({
  tile,
  entry,
  name,
  isDue,
  onTake,
  onClose,
}: {
  tile: Tile
  entry: Entry
  name: string
  isDue: boolean
  onTake: (entry: Entry) => void
  onClose: () => void
}) => {
  const t = useWords('launcher')
  const [icon, setIcon] = useState(entry.icon ?? '')
  const [english, setEnglish] = useState(entry.name?.en ?? '')
  const [rule, setRule] = useState(entry.audience ?? '')
  const take = () => {
    const { icon: _icon, audience: _audience, ...rest } = entry
    onTake({
      ...rest,
      ...(entry.name ? { name: { ...entry.name, en: english.trim() || entry.name.en } } : {}),
      ...(icon ? { icon } : {}),
      ...(rule.trim() && !isDue ? { audience: rule.trim() } : {}),
    })
  }
  return (
    <Modal open onCancel={onClose} title={t('desk.lookOf', { name })} okText={t('desk.take')} onOk={take} width={640}>
      <div className="compose-more">
        <fieldset className="compose-icons">
          <legend>{t('desk.icon')}</legend>
          <Radio.Group value={icon} onChange={(event) => setIcon(String(event.target.value))}>
            <Radio.Button value="">{t('desk.iconAsTool')}</Radio.Button>
            {icons.map((one) => (
              <Radio.Button key={one} value={one} aria-label={one}>
                <Icon name={one} size={20} />
              </Radio.Button>
            ))}
          </Radio.Group>
        </fieldset>
        {entry.name && (
          // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
          <label>
            <span>{t('desk.nameEn')}</span>
            <Input
              value={english}
              maxLength={60}
              placeholder={tile.name?.en ?? entry.name.en}
              onChange={(event) => setEnglish(event.target.value)}
            />
          </label>
        )}
        <fieldset className="compose-icons">
          <legend>{t('desk.forWhom')}</legend>
          {isDue ? <Notice>{t('desk.dueForAll')}</Notice> : <ForWhom value={rule} onChange={setRule} />}
        </fieldset>
      </div>
    </Modal>
  )
}
