/** Standard groups of fields (字段块): person, household, agent and account, so that the same thing is asked the same way everywhere. */
import type { Block, Field, FormDefinition } from './definition.ts'

const w = (zh: string, en: string) => ({ 'zh-CN': zh, en })

const name: Field = { key: 'name', label: w('姓名', 'Name'), maxLength: 50, mask: 'name', required: true }
const idNumber: Field = {
  key: 'idNumber',
  label: w('身份证号', 'Identity number'),
  format: 'idNumber',
  mask: 'idNumber',
  sensitive: true,
  required: true,
}
const phone: Field = {
  key: 'phone',
  label: w('联系电话', 'Phone'),
  format: 'phone',
  mask: 'phone',
  required: true,
  help: w('办理中有事会打这个电话', 'We call this number when there is a question'),
}
const sex: Field = {
  key: 'sex',
  label: w('性别', 'Sex'),
  enum: ['female', 'male'],
  choices: [w('女', 'Female'), w('男', 'Male')],
  derive: 'idSex(idNumber)',
}
const birthOn: Field = { key: 'birthOn', label: w('出生日期', 'Born on'), format: 'date', derive: 'idBirth(idNumber)' }
const relation: Field = {
  key: 'relation',
  label: w('关系', 'Relation'),
  enum: ['spouse', 'child', 'parent', 'sibling', 'grandchild', 'grandparent', 'other'],
  choices: [
    w('配偶', 'Spouse'),
    w('子女', 'Child'),
    w('父母', 'Parent'),
    w('兄弟姐妹', 'Sibling'),
    w('孙辈', 'Grandchild'),
    w('祖辈', 'Grandparent'),
    w('其他', 'Other'),
  ],
  required: true,
}

const person: readonly Field[] = [
  { ...name, from: 'person.name', lock: true },
  {
    key: 'idKind',
    label: w('证件类型', 'Document'),
    from: 'person.documentKind',
    enum: ['residentId', 'hongKongMacaoPass', 'taiwanPass', 'foreignPermanentResident', 'passport'],
    choices: [
      w('居民身份证', 'Resident identity card'),
      w('港澳居民证件', 'Hong Kong or Macao pass'),
      w('台湾居民证件', 'Taiwan pass'),
      w('外国人永久居留身份证', 'Foreign permanent resident card'),
      w('护照', 'Passport'),
    ],
    default: 'residentId',
  },
  { ...idNumber, from: 'person.idNumber', lock: true },
  sex,
  birthOn,
  { ...phone, from: 'person.phone', confirm: true },
  {
    key: 'hukouAddress',
    label: w('户籍地址', 'Registered address'),
    from: 'person.hukou.address',
    maxLength: 300,
    mask: 'address',
  },
  {
    key: 'residence',
    label: w('现住址', 'Where you live'),
    from: 'person.residence',
    maxLength: 300,
    mask: 'address',
    confirm: true,
    required: true,
  },
]

const standard: Readonly<Record<Block, { readonly fields: readonly Field[]; readonly more: Partial<Field> }>> = {
  person: { fields: person, more: {} },
  household: {
    fields: [
      name,
      idNumber,
      sex,
      birthOn,
      { key: 'relation', label: w('与户主关系', 'Relation to the head'), maxLength: 20, required: true },
      { key: 'job', label: w('职业或就读', 'Work or school'), maxLength: 60 },
      {
        key: 'monthlyIncome',
        label: w('月收入(元)', 'Monthly income (yuan)'),
        type: 'number',
        format: 'money',
        minimum: 0,
        maximum: 10_000_000,
        sensitive: true,
      },
    ],
    more: { from: 'household.members', repeat: { max: 20 } },
  },
  agent: {
    fields: [
      name,
      idNumber,
      phone,
      { ...relation, label: w('与申请人关系', 'Relation to the applicant') },
      {
        key: 'authorisation',
        label: w('代办依据', 'Authority'),
        enum: ['guardian', 'letter', 'community'],
        choices: [
          w('监护人', 'Guardian'),
          w('委托书', 'Letter of authority'),
          w('社区代办', 'The community acts for them'),
        ],
        required: true,
      },
    ],
    more: {},
  },
  account: {
    fields: [
      {
        key: 'holder',
        label: w('开户名', 'Account holder'),
        from: 'share.socialCard.holder',
        maxLength: 50,
        required: true,
      },
      { key: 'bank', label: w('开户银行', 'Bank'), from: 'share.socialCard.bank', maxLength: 60, required: true },
      {
        key: 'number',
        label: w('账号', 'Account number'),
        from: 'share.socialCard.account',
        pattern: '^\\d{8,30}$',
        mask: 'account',
        sensitive: true,
        confirm: true,
        required: true,
      },
    ],
    more: {},
  },
}

/** The fields a block stands for. */
export const blockFields = (block: Block): readonly Field[] => standard[block].fields

const unfolded = (field: Field): Field => {
  const inner = field.block && Object.hasOwn(standard, field.block) ? standard[field.block] : null
  // What a form asks beside a standard group stands behind it.
  const fields = inner
    ? [
        ...inner.fields.filter(({ key }) => field.pick === undefined || field.pick.includes(key)),
        ...(field.fields ?? []),
      ]
    : field.fields
  return {
    ...(inner?.more ?? {}),
    ...field,
    ...(fields ? { type: 'object' as const, fields: fields.map(unfolded) } : {}),
  }
}

/** A group's condition holds for each of its fields. */
const groupConditions = (definition: FormDefinition): ReadonlyMap<string, string> =>
  new Map(
    (definition.pages ?? [])
      .flatMap(({ groups }) => groups)
      .flatMap(({ fields, when }) => (when === undefined ? [] : fields.map((key) => [key, when] as const))),
  )

const conditioned = (field: Field, when: string | undefined): Field =>
  when === undefined ? field : { ...field, when: field.when === undefined ? when : `(${when}) && (${field.when})` }

const seen = new WeakMap<FormDefinition, readonly Field[]>()

/** Fields with every block unfolded into what it stands for. Definitions are never changed in place, so this is remembered. */
export const fieldsOf = (definition: FormDefinition): readonly Field[] => {
  const known = seen.get(definition)
  if (known) return known
  const conditions = groupConditions(definition)
  const fresh = definition.fields.map((field) => conditioned(unfolded(field), conditions.get(field.key)))
  seen.set(definition, fresh)
  return fresh
}
