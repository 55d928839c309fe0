/** 市级行政区划 Names of the cities of Guangdong by their code (GB/T 2260). */
import { codes } from './entry.ts'

export const cities = codes(
  ['440100', '广州市', 'Guangzhou'],
  ['440200', '韶关市', 'Shaoguan'],
  ['440300', '深圳市', 'Shenzhen'],
  ['440400', '珠海市', 'Zhuhai'],
  ['440500', '汕头市', 'Shantou'],
  ['440600', '佛山市', 'Foshan'],
  ['440700', '江门市', 'Jiangmen'],
  ['440800', '湛江市', 'Zhanjiang'],
  ['440900', '茂名市', 'Maoming'],
  ['441200', '肇庆市', 'Zhaoqing'],
  ['441300', '惠州市', 'Huizhou'],
  ['441400', '梅州市', 'Meizhou'],
  ['441500', '汕尾市', 'Shanwei'],
  ['441600', '河源市', 'Heyuan'],
  ['441700', '阳江市', 'Yangjiang'],
  ['441800', '清远市', 'Qingyuan'],
  ['441900', '东莞市', 'Dongguan'],
  ['442000', '中山市', 'Zhongshan'],
  ['445100', '潮州市', 'Chaozhou'],
  ['445200', '揭阳市', 'Jieyang'],
  ['445300', '云浮市', 'Yunfu'],
)
