/** 户、房、楼栋、网格 Fields of households, dwellings, buildings and grid cells. */
import { codes, entry } from './entry.ts'

const held = 'register' as const
const grid = '社区网格核实'

export const placeEntries = [
  entry('household.members', '家庭成员', 'Members of the household', 'list', '街道', grid, {
    sensitivity: 'personal',
    held,
    askedBy: ['民政', '住建', '卫健'],
  }),
  entry('household.roll', '家庭成员情况', 'Members with numbers, work and income', 'list', '街道', grid, {
    sensitivity: 'sensitive',
    held,
    askedBy: ['民政', '住建', '人社'],
  }),
  entry('household.size', '家庭人口数', 'Size of the household', 'integer', '街道', grid, {
    held: 'derived',
    askedBy: ['民政', '住建', '统计'],
  }),
  entry('household.head', '户主', 'Head of the household', 'text', '公安', grid, { sensitivity: 'personal', held }),
  entry('household.over60', '60岁及以上人数', 'Members of 60 and over', 'integer', '街道', grid, { held: 'derived' }),
  entry('household.under18', '未成年人数', 'Members under 18', 'integer', '街道', grid, { held: 'derived' }),
  entry('household.monthlyIncome', '家庭月收入', 'Income of the household', 'money', '民政', '居民家庭经济状况核对', {
    sensitivity: 'sensitive',
    held: 'shared',
    consent: 'share.income',
  }),
  entry('household.lowIncome.class', '家庭困难类别', 'Class of the household', 'code', '民政', '社会救助库', {
    sensitivity: 'sensitive',
    held: 'shared',
    consent: 'share.income',
    codes: codes(['dibao', '低保', 'Minimum living'], ['edge', '低保边缘', 'Near'], ['none', '无', 'None']),
  }),
  entry('dwelling.code', '房屋编码', 'House code', 'text', '住建', '标准地址库', { held, sharing: 'unconditional' }),
  entry('dwelling.address', '房屋地址', 'Address', 'text', '公安', '标准地址库', {
    sensitivity: 'personal',
    held,
    askedBy: ['公安', '住建', '消防'],
  }),
  entry('dwelling.use', '房屋用途', 'Use', 'code', '住建', grid, {
    held,
    codes: codes(
      ['home', '居住', 'Home'],
      ['shop', '经营', 'Shop'],
      ['office', '办公', 'Office'],
      ['other', '其他', 'Other'],
    ),
  }),
  entry('dwelling.tenure', '居住方式', 'Tenure', 'code', '街道', grid, {
    held: 'derived',
    codes: codes(['owned', '自住', 'Owned'], ['let', '出租', 'Let'], ['empty', '空置', 'Empty']),
    askedBy: ['公安', '住建'],
  }),
  entry('dwelling.myTie', '本人与房屋的关系', 'Tie of this person', 'code', '住建', '不动产登记库', {
    sensitivity: 'personal',
    held: 'derived',
    codes: codes(['owner', '产权人', 'Owner'], ['tenant', '承租人', 'Tenant'], ['resident', '居住', 'Resident']),
    askedBy: ['住建', '公安'],
  }),
  entry('dwelling.owner', '产权人', 'Owner', 'text', '住建', '不动产登记库', {
    sensitivity: 'personal',
    held,
    askedBy: ['住建', '公安'],
  }),
  entry('dwelling.areaM2', '建筑面积', 'Floor area', 'number', '住建', '不动产登记库', { held }),
  entry('dwelling.floor', '所在楼层', 'Floor', 'integer', '住建', '标准地址库', { held }),
  entry('dwelling.risk', '房屋安全等级', 'Safety grade', 'code', '住建', '房屋安全普查', {
    held: 'shared',
    codes: codes(['A', 'A级', 'A'], ['B', 'B级', 'B'], ['C', 'C级', 'C'], ['D', 'D级', 'D']),
  }),
  entry('building.name', '楼栋名称', 'Name of the building', 'text', '住建', '楼栋库', {
    held,
    sharing: 'unconditional',
  }),
  entry('building.floors', '楼层数', 'Floors', 'integer', '住建', '楼栋库', { held, sharing: 'unconditional' }),
  entry('building.units', '单元数', 'Units', 'integer', '住建', '楼栋库', { held, sharing: 'unconditional' }),
  entry('building.elevators', '电梯数', 'Lifts', 'integer', '市场监管', '特种设备库', {
    held,
    sharing: 'unconditional',
  }),
  entry('building.builtYear', '建成年份', 'Year built', 'integer', '住建', '楼栋库', {
    held,
    sharing: 'unconditional',
  }),
  entry('building.propertyFirm', '物业公司', 'Property firm', 'text', '住建', '物业备案库', {
    held,
    sharing: 'unconditional',
  }),
  entry('building.dwellings', '户室数', 'Dwellings', 'integer', '住建', '楼栋库', { held, sharing: 'unconditional' }),
  entry('grid.code', '网格编码', 'Code of the cell', 'text', '街道', '网格库', {
    held,
    standard: 'GB/T 30428',
    sharing: 'unconditional',
  }),
  entry('grid.name', '网格名称', 'Name of the cell', 'text', '街道', '网格库', { held, sharing: 'unconditional' }),
  entry('grid.persons', '网格常住人数', 'Permanent residents', 'integer', '街道', '人员台账', { held: 'derived' }),
  entry('grid.households', '网格户数', 'Households', 'integer', '街道', '户台账', { held: 'derived' }),
  entry('grid.worker', '网格员', 'Grid worker', 'text', '街道', '网格库', { held: 'asked' }),
]
