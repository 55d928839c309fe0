/** 共享数据 Values about people that a department gives for use here: kept with their source and date, personal ones sealed. */
import { cities } from './cities.ts'
import { codes, personal, sensitive } from './entry.ts'

const checks = '居民家庭经济状况核对'
const income = { consent: 'share.income', refresh: 'yearly' } as const

export const sharedEntries = [
  personal('share.hukou.address', '户籍地址(公安)', 'Registered address', 'text', '公安', '人口基础库', {
    consent: 'share.hukou',
    refresh: 'daily',
    askedBy: ['民政', '残联', '卫健', '住建'],
  }),
  personal('share.hukou.city', '户籍所在市', 'City of registration', 'text', '公安', '人口基础库', {
    standard: 'GB/T 2260',
    // A city not named here is shown by its code.
    codes: cities,
    consent: 'share.hukou',
    refresh: 'daily',
    askedBy: ['民政', '卫健'],
  }),
  sensitive('share.hukou.household', '户号', 'Number of the household register', 'text', '公安', '人口基础库', {
    consent: 'share.hukou',
  }),
  personal('share.marriage.state', '婚姻状况', 'Marital state', 'code', '民政', '婚姻登记库', {
    standard: 'GB/T 2261.2',
    consent: 'share.family',
    refresh: 'daily',
    askedBy: ['卫健', '住建'],
    codes: codes(
      ['10', '未婚', 'Single'],
      ['20', '已婚', 'Married'],
      ['30', '丧偶', 'Widowed'],
      ['40', '离婚', 'Divorced'],
    ),
  }),
  personal('share.marriage.spouse', '配偶姓名', 'Spouse', 'text', '民政', '婚姻登记库', {
    consent: 'share.family',
  }),
  personal('share.children.count', '子女数', 'Number of children', 'integer', '卫健', '全员人口库', {
    consent: 'share.family',
    askedBy: ['卫健', '民政'],
  }),
  sensitive('share.socialCard.number', '社保卡号', 'Social-security card', 'text', '人社', '社保卡持卡库', {
    consent: 'share.socialCard',
    refresh: 'daily',
  }),
  personal('share.socialCard.bank', '社保卡开户银行', 'Bank of the card', 'text', '人社', '社保卡持卡库', {
    consent: 'share.socialCard',
    refresh: 'daily',
  }),
  personal('share.socialCard.holder', '社保卡户名', 'Holder of the card', 'text', '人社', '社保卡持卡库', {
    consent: 'share.socialCard',
    refresh: 'daily',
  }),
  sensitive('share.socialCard.account', '社保卡金融账户', 'Account of the card', 'text', '人社', '社保卡持卡库', {
    consent: 'share.socialCard',
    refresh: 'daily',
    askedBy: ['民政', '残联', '卫健'],
  }),
  personal('share.insurance.medical', '医保参保状态', 'Medical insurance', 'code', '医保', '医保参保库', {
    consent: 'share.insurance',
    refresh: 'monthly',
    codes: codes(
      ['staff', '职工医保', 'Staff scheme'],
      ['resident', '城乡居民医保', 'Resident scheme'],
      ['none', '未参保', 'None'],
    ),
    askedBy: ['民政', '医保'],
  }),
  personal('share.insurance.pension', '养老保险状态', 'Pension insurance', 'code', '人社', '社保参保库', {
    consent: 'share.insurance',
    refresh: 'monthly',
    codes: codes(
      ['staff', '职工养老', 'Staff scheme'],
      ['resident', '居民养老', 'Resident scheme'],
      ['none', '未参保', 'None'],
    ),
  }),
  personal('share.pension.lastProofOn', '最近生存认证日期', 'Last proof of life', 'date', '人社', '待遇资格认证库', {
    consent: 'share.insurance',
    refresh: 'daily',
  }),
  sensitive('share.disability.grade', '残疾等级', 'Grade of disability', 'code', '残联', '残疾人证库', {
    standard: 'GB/T 26341',
    consent: 'share.disability',
    refresh: 'weekly',
    codes: codes(['1', '一级', 'First'], ['2', '二级', 'Second'], ['3', '三级', 'Third'], ['4', '四级', 'Fourth']),
    askedBy: ['民政', '社保'],
  }),
  sensitive('share.disability.kind', '残疾类别', 'Kind of disability', 'code', '残联', '残疾人证库', {
    standard: 'GB/T 26341',
    consent: 'share.disability',
    refresh: 'weekly',
    codes: codes(
      ['1', '视力', 'Sight'],
      ['2', '听力', 'Hearing'],
      ['3', '言语', 'Speech'],
      ['4', '肢体', 'Body'],
      ['5', '智力', 'Mental'],
      ['6', '精神', 'Psychiatric'],
      ['7', '多重', 'Several'],
    ),
  }),
  sensitive(
    'share.disability.validUntil',
    '残疾人证有效期至',
    'Certificate valid until',
    'date',
    '残联',
    '残疾人证库',
    {
      consent: 'share.disability',
      refresh: 'weekly',
    },
  ),
  sensitive('share.lowIncome.class', '困难类别', 'Class of low income', 'code', '民政', '社会救助库', {
    consent: 'share.income',
    refresh: 'monthly',
    codes: codes(
      ['dibao', '低保', 'Minimum living'],
      ['edge', '低保边缘', 'Near minimum living'],
      ['tekun', '特困', 'Destitute'],
      ['none', '无', 'None'],
    ),
    askedBy: ['残联', '医保', '住建', '教育'],
  }),
  sensitive('share.lowIncome.validUntil', '困难认定有效期至', 'Class valid until', 'date', '民政', '社会救助库', {
    consent: 'share.income',
    refresh: 'monthly',
  }),
  sensitive('share.income.monthly', '月均收入', 'Monthly income', 'money', '民政', '居民家庭经济状况核对', {
    consent: 'share.income',
    refresh: 'yearly',
    askedBy: ['住建', '教育'],
  }),
  sensitive(
    'share.assets.class',
    '资产核对结论',
    'Outcome of the asset check',
    'code',
    '民政',
    '居民家庭经济状况核对',
    {
      consent: 'share.income',
      codes: codes(['within', '符合', 'Within limits'], ['above', '超出', 'Above limits']),
    },
  ),
  sensitive('share.income.wages', '近十二个月工资性收入', 'Wages of twelve months', 'money', '民政', checks, income),
  sensitive('share.income.business', '近十二个月经营净收入', 'Business income', 'money', '民政', checks, income),
  sensitive('share.income.property', '近十二个月财产净收入', 'Income from property', 'money', '民政', checks, income),
  sensitive('share.income.transfer', '近十二个月转移净收入', 'Transfers received', 'money', '民政', checks, income),
  sensitive('share.assets.housing', '房产', 'Dwellings', 'integer', '民政', checks, income),
  sensitive('share.assets.vehicle', '机动车', 'Vehicles', 'integer', '民政', checks, income),
  sensitive('share.assets.deposit', '存款', 'Deposits', 'money', '民政', checks, income),
  sensitive('share.assets.securities', '有价证券', 'Securities', 'money', '民政', checks, income),
  sensitive('share.assets.enterprise', '投资入股企业', 'Shares in enterprises', 'integer', '民政', checks, income),
  personal('share.housing.owned', '自有住房套数', 'Dwellings owned', 'integer', '住建', '不动产登记库', {
    consent: 'share.housing',
    refresh: 'daily',
    askedBy: ['民政', '住建'],
  }),
  personal('share.housing.areaM2', '人均住房面积', 'Floor area for each person', 'number', '住建', '不动产登记库', {
    consent: 'share.housing',
    refresh: 'daily',
  }),
  sensitive('share.screening.lastOn', '最近两癌筛查日期', 'Last screening', 'date', '卫健', '妇幼健康库', {
    consent: 'share.health',
    refresh: 'weekly',
    askedBy: ['卫健', '妇联'],
  }),
  sensitive('share.health.care', '失能等级', 'Need of care', 'code', '医保', '长护险评估库', {
    standard: 'GB/T 42195',
    consent: 'share.health',
    codes: codes(
      ['0', '能力完好', 'Able'],
      ['1', '轻度失能', 'Slight'],
      ['2', '中度失能', 'Middle'],
      ['3', '重度失能', 'Severe'],
      ['4', '完全失能', 'Complete'],
    ),
    askedBy: ['民政'],
  }),
  sensitive('share.health.chronic', '慢性病管理', 'Chronic illness under care', 'list', '卫健', '健康档案库', {
    consent: 'share.health',
    sharing: 'none',
    sharingBasis: '《基本医疗卫生与健康促进法》第九十二条',
  }),
  personal('share.employment.state', '就业状态', 'Employment', 'code', '人社', '就业登记库', {
    consent: 'share.employment',
    refresh: 'monthly',
    codes: codes(
      ['employed', '在业', 'Employed'],
      ['flexible', '灵活就业', 'Flexible'],
      ['unemployed', '登记失业', 'Unemployed'],
      ['retired', '退休', 'Retired'],
    ),
    askedBy: ['民政', '街道'],
  }),
  personal('share.employment.unit', '工作单位', 'Employer', 'text', '人社', '社保参保库', {
    consent: 'share.employment',
    refresh: 'monthly',
  }),
  personal('share.education.level', '学历', 'Education', 'code', '教育', '学历库', {
    standard: 'GB/T 4658',
    consent: 'share.education',
    codes: codes(
      ['10', '研究生', 'Postgraduate'],
      ['20', '本科', 'Bachelor'],
      ['30', '专科', 'College'],
      ['60', '高中', 'Senior school'],
      ['70', '初中', 'Junior school'],
      ['80', '小学', 'Primary school'],
    ),
  }),
  sensitive('share.education.school', '就读学校', 'School', 'text', '教育', '学籍库', {
    consent: 'share.education',
    refresh: 'yearly',
  }),
  personal('share.veteran.kind', '优抚类别', 'Class of veterans', 'code', '退役军人', '优抚对象库', {
    consent: 'share.veteran',
    codes: codes(
      ['retired', '退役军人', 'Veteran'],
      ['family', '军属', 'Family'],
      ['disabled', '伤残军人', 'Disabled veteran'],
    ),
  }),
  personal('share.veteran.unit', '服役部队', 'Unit served in', 'text', '退役军人', '优抚对象库', {
    consent: 'share.veteran',
  }),
  personal('share.veteran.joinedOn', '入伍日期', 'Joined on', 'date', '退役军人', '优抚对象库', {
    consent: 'share.veteran',
  }),
  personal('share.veteran.leftOn', '退役日期', 'Left on', 'date', '退役军人', '优抚对象库', {
    consent: 'share.veteran',
  }),
  personal('share.veteran.merit', '立功情况', 'Merits', 'code', '退役军人', '优抚对象库', {
    consent: 'share.veteran',
    codes: codes(
      ['none', '无', 'None'],
      ['third', '三等功', 'Third'],
      ['second', '二等功', 'Second'],
      ['first', '一等功', 'First'],
    ),
  }),
  personal(
    'share.residencePermit.validUntil',
    '居住证有效期至',
    'Residence permit until',
    'date',
    '公安',
    '流动人口库',
    {
      consent: 'share.hukou',
      refresh: 'daily',
    },
  ),
  personal('share.elderAllowance.since', '高龄津贴起领月', 'Elder allowance since', 'date', '民政', '高龄津贴库', {
    consent: 'share.income',
    refresh: 'monthly',
  }),
  sensitive('share.care.service', '居家养老服务', 'Care at home', 'list', '民政', '居家养老库', {
    consent: 'share.health',
    refresh: 'monthly',
  }),
  sensitive(
    'share.family.specialSupport',
    '计生特殊家庭',
    'Family of special support',
    'boolean',
    '卫健',
    '全员人口库',
    {
      consent: 'share.family',
      sharing: 'conditional',
    },
  ),
]
