/** 人 Fields about a person; most are facts of the register of people. */
import { codes, entry } from './entry.ts'

const police = '公安'
const grid = '社区网格核实'
const population = '人口基础库'
const held = 'register' as const

export const personEntries = [
  entry('person.name', '姓名', 'Name', 'text', police, population, {
    sensitivity: 'personal',
    standard: 'GA/T 2000',
    held,
    askedBy: ['民政', '社保', '卫健', '残联', '住建', '街道'],
  }),
  entry('person.documentKind', '证件类型', 'Document', 'code', police, population, {
    held,
    codes: codes(
      ['residentId', '居民身份证', 'Resident identity card'],
      ['hongKongMacaoPass', '港澳居民来往内地通行证', 'Hong Kong or Macao pass'],
      ['taiwanPass', '台湾居民来往大陆通行证', 'Taiwan pass'],
      ['foreignPermanentResident', '外国人永久居留身份证', 'Permanent residence card'],
      ['passport', '护照', 'Passport'],
    ),
  }),
  entry('person.idNumber', '证件号码', 'Identity number', 'text', police, population, {
    sensitivity: 'sensitive',
    standard: 'GB 11643',
    held,
    askedBy: ['民政', '社保', '卫健', '残联', '住建'],
  }),
  entry('person.sex', '性别', 'Sex', 'code', police, population, {
    sensitivity: 'personal',
    standard: 'GB/T 2261.1',
    held,
    codes: codes(['female', '女', 'Female'], ['male', '男', 'Male']),
    askedBy: ['民政', '卫健', '残联'],
  }),
  entry('person.birthOn', '出生日期', 'Date of birth', 'date', police, population, {
    sensitivity: 'personal',
    standard: 'GB/T 7408',
    held,
    askedBy: ['民政', '卫健', '社保'],
  }),
  entry('person.age', '年龄', 'Age', 'integer', police, '由出生日期推算', {
    held: 'derived',
    askedBy: ['民政', '卫健'],
  }),
  entry('person.phone', '联系电话', 'Telephone', 'text', '街道', '本人', {
    sensitivity: 'personal',
    standard: 'YD/T 1999',
    held,
    askedBy: ['民政', '社保', '残联', '住建', '街道'],
  }),
  entry('person.residence', '现住址', 'Where they live', 'text', '街道', grid, {
    sensitivity: 'personal',
    standard: 'GA/T 2130',
    held,
    askedBy: ['民政', '公安', '卫健', '残联', '住建'],
  }),
  entry('person.residenceKind', '居住类别', 'Kind of residence', 'code', '街道', grid, {
    held,
    codes: codes(
      ['permanent', '常住', 'Permanent'],
      ['floating', '流动', 'Floating'],
      ['away', '人户分离', 'Registered here, living elsewhere'],
    ),
    askedBy: ['公安', '统计'],
  }),
  entry('person.hukou.address', '户籍地址', 'Household register address', 'text', police, population, {
    sensitivity: 'personal',
    held,
    askedBy: ['民政', '卫健', '残联', '住建'],
  }),
  entry('person.gridCell', '所属网格', 'Grid cell', 'text', '街道', '网格库', { standard: 'GB/T 30428', held }),
  entry('person.community', '所属社区', 'Community', 'text', '街道', '网格库', { standard: 'GB/T 10114', held }),
  entry('person.state', '在册状态', 'State in the register', 'code', '街道', grid, {
    held,
    codes: codes(['living', '在册', 'Living here'], ['movedAway', '已迁出', 'Moved away'], ['dead', '已去世', 'Dead']),
  }),
  entry('person.tags', '人员标签', 'Tags', 'list', '街道', grid, { sensitivity: 'sensitive', held, askedBy: ['民政'] }),
  entry('person.capacities', '社区身份', 'Standing in the community', 'list', '街道', '社区核验', { held }),
  entry('person.livesAlone', '是否独居', 'Lives alone', 'boolean', '街道', grid, {
    sensitivity: 'personal',
    held: 'derived',
    askedBy: ['民政', '卫健', '消防'],
  }),
  entry('person.emergencyContact', '紧急联系人', 'Emergency contact', 'text', '街道', '本人', {
    sensitivity: 'personal',
    held,
    askedBy: ['民政', '残联'],
  }),
  entry('person.disability.certificate', '残疾人证号', 'Disability certificate', 'text', '残联', '残疾人证库', {
    sensitivity: 'sensitive',
    held,
    askedBy: ['民政', '社保'],
  }),
  entry('person.verifiedOn', '最近核实日期', 'Last verified', 'date', '街道', grid, { held: 'derived' }),
  entry('person.nationality', '民族', 'Ethnic group', 'text', police, population, {
    sensitivity: 'sensitive',
    standard: 'GB/T 3304',
    held: 'shared',
    consent: 'share.hukou',
  }),
  entry('person.relation', '与户主关系', 'Relation to the head', 'text', police, grid, {
    sensitivity: 'personal',
    standard: 'GB/T 4761',
    held,
  }),
  entry('person.politicalStatus', '政治面貌', 'Political status', 'code', '组织', '党员库', {
    sensitivity: 'personal',
    standard: 'GB/T 4762',
    held: 'shared',
    consent: 'share.hukou',
    codes: codes(
      ['01', '中共党员', 'Party member'],
      ['02', '中共预备党员', 'Probationary member'],
      ['03', '共青团员', 'Youth league member'],
      ['13', '群众', 'None'],
    ),
  }),
]
