/** 惠民政策所需 Shared values by which policies find people: work, family, care, homes; kept like all that departments give. */
import { codes, personal, sensitive } from './entry.ts'

const hospital = { consent: 'share.health', refresh: 'monthly' } as const

export const supportEntries = [
  personal('share.employment.unemployedSince', '失业开始日期', 'Unemployed since', 'date', '人社', '就业登记库', {
    consent: 'share.employment',
    refresh: 'monthly',
  }),
  sensitive('share.employment.difficulty', '就业困难类别', 'Hardship in finding work', 'code', '人社', '就业援助库', {
    consent: 'share.employment',
    codes: codes(
      ['4050', '大龄', 'Older worker'],
      ['disabled', '残疾', 'Disabled'],
      ['dibao', '低保', 'Minimum living'],
      ['landless', '失地', 'Landless'],
      ['zeroEmployment', '零就业家庭', 'Nobody employed in the family'],
      ['none', '无', 'None'],
    ),
  }),
  sensitive('share.employment.lossCause', '失业原因', 'Cause of losing work', 'code', '人社', '就业登记库', {
    consent: 'share.employment',
    codes: codes(
      ['illness', '因病', 'Illness'],
      ['epidemic', '因疫', 'Epidemic'],
      ['disaster', '因灾', 'Disaster'],
      ['dismissed', '被解除', 'Dismissed'],
      ['other', '其他', 'Other'],
    ),
  }),
  sensitive('share.maternity.isPregnant', '怀孕', 'Pregnant', 'boolean', '卫健', '妇幼健康库', {
    consent: 'share.health',
    refresh: 'weekly',
  }),
  sensitive(
    'share.children.youngestBornOn',
    '最小子女出生日',
    'Birth of the youngest child',
    'date',
    '卫健',
    '全员人口库',
    {
      consent: 'share.family',
    },
  ),
  personal('share.lease.endsOn', '租约到期日', 'End of the lease', 'date', '住建', '房屋租赁登记库', {
    refresh: 'daily',
  }),
  sensitive(
    'share.hospital.selfPayFen',
    '近十二个月住院自付(分)',
    'Own share of hospital bills',
    'integer',
    '医保',
    '结算库',
    {
      consent: 'share.health',
      refresh: 'monthly',
    },
  ),
  sensitive('share.hospital.name', '最近结算医院', 'Hospital last settled', 'text', '医保', '结算库', hospital),
  sensitive('share.hospital.fromOn', '最近结算开始日期', 'Settled from', 'date', '医保', '结算库', hospital),
  sensitive('share.hospital.untilOn', '最近结算截止日期', 'Settled until', 'date', '医保', '结算库', hospital),
  sensitive('share.hospital.total', '最近结算总费用', 'Total of the last bill', 'money', '医保', '结算库', hospital),
  sensitive('share.hospital.fund', '最近结算统筹支付', 'Paid by the fund', 'money', '医保', '结算库', hospital),
  personal(
    'share.family.isOnlyChildParent',
    '独生子女父母',
    'Parent of an only child',
    'boolean',
    '卫健',
    '全员人口库',
    {
      consent: 'share.family',
    },
  ),
  sensitive('share.guardian.state', '监护状况', 'State of guardianship', 'code', '民政', '儿童福利库', {
    refresh: 'weekly',
    codes: codes(
      ['orphan', '孤儿', 'Orphan'],
      ['unsupported', '事实无人抚养', 'Nobody brings the child up'],
      ['leftBehind', '父母外出', 'Parents away'],
      ['complete', '正常', 'Complete'],
    ),
  }),
]
