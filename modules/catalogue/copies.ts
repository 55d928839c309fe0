/** 一数一源 Is a field that somebody wants to keep for themselves one that everybody shares already? Told by its name. */
import type { Entry } from './dictionary/entry.ts'

const plain = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[（(【[].*?[)）】\]]/gu, '')
    .replace(/[\s、,，.。:：*_-]/gu, '')

/** What offices also call it. */
const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  'person.name': ['居民姓名', '人员姓名', 'full name'],
  'person.idNumber': ['身份证号', '身份证号码', '公民身份号码', 'id number'],
  'person.phone': ['手机号', '手机号码', '电话', '联系方式', 'phone', 'mobile'],
  'person.birthOn': ['生日', '出生年月日', 'birthday'],
  'person.residence': ['居住地址', '现居住地址', '家庭住址'],
  'person.hukou.address': ['户籍地', '户口所在地'],
  'enterprise.creditCode': ['信用代码', '社会信用代码'],
  'enterprise.name': ['单位名称', '公司名称'],
}

/**
 * The shared field of that name; null where nobody holds it yet. English names of entries are too short to tell (“Name”,
 * “Kind”): compared are the Chinese ones and what offices also call them.
 */
export const sharedFieldNamed = <E extends Pick<Entry, 'key' | 'name' | 'held'>>(
  names: readonly string[],
  entries: readonly E[],
): E | null => {
  const asked = new Set(names.map(plain).filter((name) => name !== ''))
  return (
    entries.find(
      ({ key, name, held }) =>
        held !== 'asked' && [name.zh, ...(alsoCalled[key] ?? [])].some((one) => asked.has(plain(one))),
    ) ?? null
  )
}
