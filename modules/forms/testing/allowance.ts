/** A form as a community has it, for tests: the allowance for the old (高龄津贴). */
import type { FormDefinition } from '../definition.ts'

const w = (zh: string, en: string) => ({ 'zh-CN': zh, en })

export const allowance: FormDefinition = {
  code: 'SQ-001',
  title: w('高龄津贴申请', 'Allowance for the old'),
  audience: 'person',
  purpose: w('按月发放高龄津贴', 'To pay the allowance every month'),
  basis: w('老年人权益保障法', 'Law on the rights of the old'),
  fields: [
    { key: 'name', label: w('姓名', 'Name'), from: 'person.name', lock: true, required: true, maxLength: 50 },
    {
      key: 'idNumber',
      label: w('身份证号', 'Identity number'),
      from: 'person.idNumber',
      format: 'idNumber',
      lock: true,
      mask: 'idNumber',
      sensitive: true,
      required: true,
    },
    { key: 'birthOn', label: w('出生日期', 'Born on'), format: 'date', derive: 'idBirth(idNumber)' },
    { key: 'age', label: w('年龄', 'Age'), type: 'integer', derive: 'ageOn(birthOn, today)' },
    { key: 'hukou', label: w('户籍地址', 'Registered address'), from: 'person.hukou.address' },
    {
      key: 'residence',
      label: w('现住址', 'Where you live'),
      from: 'person.residence',
      confirm: true,
      required: true,
    },
    {
      key: 'phone',
      label: w('联系电话', 'Phone'),
      format: 'phone',
      from: 'person.phone',
      confirm: true,
      required: true,
    },
    {
      key: 'payMode',
      label: w('发放方式', 'Paid to'),
      enum: ['socialCard', 'bank'],
      choices: [w('社保卡', 'Social card'), w('其他银行', 'Another bank')],
      default: 'socialCard',
      required: true,
    },
    {
      key: 'account',
      label: w('社保卡账号', 'Social card account'),
      from: 'share.socialCard.account',
      pattern: '^\\d{8,30}$',
      sensitive: true,
      required: true,
      when: "payMode == 'socialCard'",
    },
    { key: 'bank', label: w('银行账户', 'Bank account'), block: 'account', when: "payMode == 'bank'" },
    { key: 'agent', label: w('代办人', 'Agent'), block: 'agent', when: "channel == 'proxy'" },
    {
      key: 'members',
      label: w('同住家人', 'Living together'),
      block: 'household',
      pick: ['name', 'relation', 'monthlyIncome'],
    },
    {
      key: 'income',
      label: w('家庭月收入', 'Income of the household'),
      type: 'number',
      derive: 'sum(members.map(one, one.monthlyIncome))',
    },
  ],
  checks: [{ rule: 'age >= 70', at: 'idNumber', message: w('年满 70 岁才能申请', 'Only from the age of 70') }],
  materials: [
    { key: 'idCard', name: w('居民身份证', 'Identity card'), source: 'licence' },
    {
      key: 'letter',
      name: w('委托书', 'Letter of authority'),
      source: 'esign',
      text: w('本人委托代办人办理此事项。', 'I let the agent act for me.'),
      when: "channel == 'proxy'",
    },
  ],
  consents: ['share.hukou', 'share.socialCard'],
  baseline: { fields: 23, materials: 5, visits: 2, days: 15 },
  retentionYears: 5,
}
