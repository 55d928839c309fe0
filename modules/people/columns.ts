/** 列对应 Which column of a file holds which field, and how people write sex, residence and documents in tables. */
import type { DocumentKind, Residence } from './contract.ts'

export const importFields = [
  'fullName',
  'identityNumber',
  'documentKind',
  'phone',
  'sex',
  'birthOn',
  'areaCode',
  'dwellingCode',
  'address',
  'hukouAddress',
  'residence',
  'disabilityCertificate',
  'emergencyContact',
] as const
export type ImportField = (typeof importFields)[number]

/** Without these a row cannot become a person, nor be found again. */
export const neededFields: readonly ImportField[] = ['fullName', 'identityNumber']

const headings: Readonly<Record<ImportField, readonly string[]>> = {
  fullName: ['姓名', '名字', '居民姓名', 'name', 'full name'],
  identityNumber: ['身份证号', '身份证号码', '公民身份号码', '证件号码', '身份证', 'id number', 'identity number'],
  documentKind: ['证件类型', '证件种类', 'document kind'],
  phone: ['手机', '手机号', '手机号码', '电话', '联系电话', '联系方式', 'phone', 'mobile'],
  sex: ['性别', 'sex', 'gender'],
  birthOn: ['出生日期', '生日', '出生年月日', 'birth date', 'birthday'],
  areaCode: ['网格编码', '网格代码', '社区编码', '社区代码', '区划代码', 'area code', 'cell code'],
  dwellingCode: ['房屋编码', '房屋代码', '户室编码', 'house code', 'dwelling code'],
  address: ['现住址', '居住地址', '住址', '地址', 'address'],
  hukouAddress: ['户籍地址', '户籍地', 'hukou address'],
  residence: ['居住类型', '人口类型', '居住状态', 'residence'],
  disabilityCertificate: ['残疾人证', '残疾证号', '残疾人证号', 'disability certificate'],
  emergencyContact: ['紧急联系人', 'emergency contact'],
}

const plain = (heading: string) =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_*:：()（）-]/g, '')

/** What a table's headings most likely mean; the person importing corrects it. */
export const guessColumns = (found: readonly string[]): Partial<Record<ImportField, string>> => {
  const guessed: Partial<Record<ImportField, string>> = {}
  for (const field of importFields) {
    const known = [field, ...headings[field]].map(plain)
    const heading = found.find((one) => known.includes(plain(one)))
    if (heading !== undefined) guessed[field] = heading
  }
  return guessed
}

const residences: Readonly<Record<string, Residence>> = {
  常住: 'permanent',
  户籍: 'permanent',
  常住人口: 'permanent',
  户籍人口: 'permanent',
  流动: 'floating',
  流动人口: 'floating',
  来穗人员: 'floating',
  人户分离: 'away',
  permanent: 'permanent',
  floating: 'floating',
  away: 'away',
}
export const residenceOf = (text: string): Residence | undefined => residences[text.trim()]

const documents: Readonly<Record<string, DocumentKind>> = {
  居民身份证: 'residentId',
  身份证: 'residentId',
  港澳居民来往内地通行证: 'hongKongMacaoPass',
  回乡证: 'hongKongMacaoPass',
  台湾居民来往大陆通行证: 'taiwanPass',
  台胞证: 'taiwanPass',
  外国人永久居留身份证: 'foreignPermanentResident',
  护照: 'passport',
  residentId: 'residentId',
  hongKongMacaoPass: 'hongKongMacaoPass',
  taiwanPass: 'taiwanPass',
  foreignPermanentResident: 'foreignPermanentResident',
  passport: 'passport',
}
export const documentKindOf = (text: string): DocumentKind | undefined => documents[text.trim()]

export const sexOfText = (text: string): 'female' | 'male' | undefined =>
  /^(女|女性|f|female)$/i.test(text.trim()) ? 'female' : /^(男|男性|m|male)$/i.test(text.trim()) ? 'male' : undefined

/** 1955-03-08, 1955/3/8, 1955.3.8, 1955年3月8日, 19550308 → `yyyy-MM-dd`; else as it was, to be refused with its field. */
export const dayOfText = (text: string): string => {
  const parts = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(text.trim())
  return parts ? `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}` : text.trim()
}
