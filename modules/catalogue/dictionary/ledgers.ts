/** 企、组织、物、事 Fields of enterprises, organisations, things and matters. */
import { codes, entry } from './entry.ts'
import { organisationKindCodes } from './organisation-kinds.ts'

const held = 'register' as const
const open = 'unconditional' as const

export const ledgerEntries = [
  entry('enterprise.creditCode', '统一社会信用代码', 'Credit code', 'text', '市场监管', '法人库', {
    held,
    standard: 'GB 32100',
    sharing: open,
    sensitivity: 'public',
    askedBy: ['税务', '人社', '消防', '应急'],
  }),
  entry('enterprise.name', '企业名称', 'Name', 'text', '市场监管', '法人库', {
    held,
    sharing: open,
    sensitivity: 'public',
    askedBy: ['税务', '人社', '消防'],
  }),
  entry('enterprise.kind', '主体类型', 'Kind', 'code', '市场监管', '法人库', {
    held,
    standard: 'GB 32100',
    sharing: open,
    codes: organisationKindCodes,
  }),
  entry('enterprise.address', '实际经营地址', 'Where it trades', 'text', '市场监管', '网格核实', {
    held,
    sharing: open,
  }),
  entry('enterprise.area', '所属网格', 'Area', 'text', '街道', '网格库', { held, sharing: open }),
  entry('enterprise.legalPerson', '法定代表人', 'Legal person', 'text', '市场监管', '法人库', {
    held,
    sensitivity: 'personal',
    askedBy: ['税务', '人社'],
  }),
  entry('enterprise.industry', '行业', 'Industry', 'text', '市场监管', '法人库', {
    held: 'shared',
    standard: 'GB/T 4754',
    sharing: open,
    askedBy: ['统计', '应急'],
  }),
  entry('enterprise.scale', '规模', 'Size', 'code', '统计', '经济普查', {
    held: 'shared',
    codes: codes(
      ['large', '大型', 'Large'],
      ['middle', '中型', 'Middle'],
      ['small', '小型', 'Small'],
      ['micro', '微型', 'Micro'],
    ),
  }),
  entry('enterprise.foundedOn', '成立日期', 'Founded', 'date', '市场监管', '法人库', { held: 'shared', sharing: open }),
  entry('enterprise.registeredAddress', '注册地址', 'Registered address', 'text', '市场监管', '法人库', {
    held: 'shared',
    sharing: open,
  }),
  entry('enterprise.staff', '从业人数', 'Staff', 'integer', '人社', '社保参保库', {
    held: 'shared',
    refresh: 'monthly',
    askedBy: ['统计', '消防', '应急'],
  }),
  entry('enterprise.layoffShare', '裁员率', 'Share of staff laid off', 'number', '人社', '失业保险库', {
    held: 'shared',
    refresh: 'yearly',
  }),
  entry(
    'enterprise.premiumPaid',
    '是否足额缴纳失业保险',
    'Unemployment premium paid',
    'boolean',
    '人社',
    '失业保险库',
    {
      held: 'shared',
      refresh: 'yearly',
    },
  ),
  entry('enterprise.founderKind', '创办人身份', 'Who founded it', 'code', '人社', '就业登记库', {
    held: 'shared',
    codes: codes(
      ['jobless', '登记失业人员', 'Registered as out of work'],
      ['graduate', '毕业五年内的高校毕业生', 'Graduate of the last five years'],
      ['other', '其他', 'Somebody else'],
    ),
  }),
  entry('enterprise.taxBand', '纳税档', 'Band of taxes', 'code', '税务', '税务征管库', {
    held: 'shared',
    refresh: 'yearly',
    codes: codes(
      ['a', '500万以上', 'Over 5 million'],
      ['b', '50万–500万', '0.5 to 5 million'],
      ['c', '50万以下', 'Below 0.5 million'],
    ),
  }),
  entry('enterprise.licences', '资质许可', 'Licences', 'list', '行政审批', '电子证照库', {
    held: 'shared',
    sharing: open,
  }),
  entry('enterprise.safetyContact', '安全联系人', 'Safety contact', 'text', '应急', '企业填报', {
    sensitivity: 'personal',
    held: 'shared',
    askedBy: ['应急', '消防'],
  }),
  entry('organisation.name', '组织名称', 'Name', 'text', '民政', '社会组织库', { held, sharing: open }),
  entry('organisation.kind', '组织类别', 'Kind', 'text', '民政', '社会组织库', { held, sharing: open }),
  entry('organisation.fields', '服务领域', 'Fields', 'list', '民政', '组织填报', { held }),
  entry('organisation.needs', '需求', 'Needs', 'list', '民政', '组织填报', { held }),
  entry('organisation.members', '成员数', 'Members', 'integer', '民政', '组织填报', { held: 'asked' }),
  entry('thing.code', '部件编码', 'Code of the part', 'text', '城管', '部件台账', {
    held,
    standard: 'GB/T 30428',
    sharing: open,
  }),
  entry('thing.kind', '部件类别', 'Kind of part', 'text', '城管', '部件台账', {
    held,
    standard: 'GB/T 30428.2',
    sharing: open,
  }),
  entry('thing.place', '部件位置', 'Where it stands', 'text', '城管', '部件台账', { held, sharing: open }),
  entry('thing.owner', '权属单位', 'Who owns it', 'text', '城管', '部件台账', { held, sharing: open }),
  entry('thing.state', '部件状态', 'State', 'code', '城管', '部件台账', {
    held,
    sharing: open,
    codes: codes(
      ['inUse', '在用', 'In use'],
      ['damaged', '损坏', 'Damaged'],
      ['missing', '缺失', 'Missing'],
      ['repairing', '维修中', 'Being repaired'],
      ['retired', '停用', 'Retired'],
    ),
  }),
  entry('thing.lastCheckedOn', '最近巡检日期', 'Last check', 'date', '城管', '部件台账', { held }),
  entry('matter.number', '件编号', 'Number', 'text', '指挥中心', '办件库', { held, sharing: open }),
  entry('matter.kind', '件类别', 'Kind', 'text', '指挥中心', '办件库', { held, standard: 'GB/T 30428.2' }),
  entry('matter.openedAt', '受理时间', 'Opened', 'date', '指挥中心', '办件库', { held }),
  entry('matter.closedAt', '办结时间', 'Closed', 'date', '指挥中心', '办件库', { held }),
  entry('matter.state', '办理状态', 'State', 'text', '指挥中心', '办件库', { held }),
  entry('matter.holder', '承办单位', 'Holder', 'text', '指挥中心', '办件库', { held }),
  entry('matter.visitFinding', '入户核查情况', 'Finding of a visit', 'text', '民政', '办件库', {
    sensitivity: 'personal',
    held: 'asked',
  }),
  entry('matter.material', '办件所附材料', 'Papers handed in', 'text', '行政审批', '办件库', {
    sensitivity: 'personal',
    held: 'asked',
  }),
  entry('matter.decision', '办件决定内容', 'What was decided', 'text', '行政审批', '办件库', {
    sensitivity: 'personal',
    held: 'asked',
  }),
]
