/** A form for an item that has none yet: what registers know of whoever applies, and one field for what is asked. */
import type { FormDefinition } from '@liren/forms/contract'
import type { ItemRecord } from './item.ts'

const w = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const firm: FormDefinition['fields'] = [
  {
    key: 'creditCode',
    label: w('统一社会信用代码', 'Credit code'),
    from: 'enterprise.creditCode',
    maxLength: 18,
    lock: true,
  },
  {
    key: 'firmName',
    label: w('企业名称', 'Name'),
    from: 'enterprise.name',
    maxLength: 200,
    required: true,
    lock: true,
  },
  {
    key: 'legalPerson',
    label: w('法定代表人', 'Legal person'),
    from: 'enterprise.legalPerson',
    maxLength: 50,
    mask: 'name',
  },
  { key: 'industry', label: w('行业', 'Industry'), from: 'enterprise.industry', maxLength: 100 },
  { key: 'address', label: w('实际经营地址', 'Where it trades'), from: 'enterprise.address', maxLength: 300 },
  {
    key: 'handler',
    label: w('经办人', 'Who handles it'),
    from: 'person.name',
    maxLength: 50,
    mask: 'name',
    required: true,
  },
  {
    key: 'phone',
    label: w('联系电话', 'Telephone'),
    from: 'person.phone',
    format: 'phone',
    mask: 'phone',
    required: true,
    confirm: true,
  },
]
const person: FormDefinition['fields'] = [
  { key: 'applicant', label: w('申请人', 'Applicant'), block: 'person' },
  { key: 'agent', label: w('代办人', 'Agent'), block: 'agent', when: "channel == 'proxy'" },
]

export const standardForm = (record: ItemRecord): FormDefinition => ({
  code: record.code,
  title: record.nameEn ? w(record.name, record.nameEn) : record.name,
  audience: record.audience === 'firm' ? 'enterprise' : 'person',
  purpose: w(`办理${record.name}`, `To decide on: ${record.nameEn ?? record.name}`),
  basis: record.legalBasis[0] ?? '',
  fields: [
    ...(record.audience === 'firm' ? firm : person),
    {
      key: 'request',
      label: w('申请内容', 'What is applied for'),
      format: 'longText',
      maxLength: 1000,
      required: true,
    },
  ],
  baseline: { fields: record.baseline.fields, materials: record.baseline.materials },
  consents: record.consents,
  retentionYears: record.retentionYears,
})
