/** Cuts values to what providers take: one character too many and the whole message is refused. */

/** WeChat names its parameters by kind: `thing1`, `phrase2`, `number3`. Longest value per kind. */
const longest: Readonly<Record<string, number>> = {
  thing: 20,
  phrase: 5,
  name: 10,
  number: 32,
  letter: 32,
  character_string: 32,
  amount: 32,
  time: 30,
  date: 30,
}

const cut = (text: string, most: number) => {
  const letters = [...text]
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`
}

/** A value WeChat accepts for a parameter; never empty. Unknown kinds are treated as the narrowest text. */
export const fitWechat = (parameter: string, value: string): string => {
  const kind = parameter.replace(/\d+(\.DATA)?$/, '')
  const plain = value.replace(/\s+/g, ' ').trim() || '-'
  const most = longest[kind] ?? 20
  if (kind === 'phrase' || kind === 'name') {
    // Only Chinese characters (a name may be letters too); no ellipsis allowed either.
    const words = [...plain.replace(kind === 'phrase' ? /[^\u4e00-\u9fff]/g : /[^\u4e00-\u9fffA-Za-z·]/g, '')]
    return words.slice(0, most).join('') || '通知'
  }
  if (kind === 'number') return plain.replace(/[^\d.-]/g, '').slice(0, most) || '0'
  if (kind === 'letter') return plain.replace(/[^A-Za-z]/g, '').slice(0, most) || '-'
  if (kind === 'character_string') return plain.replace(/[^\u0021-\u007e]/g, '').slice(0, most) || '-'
  return cut(plain, most)
}

/** How many SMS a text costs: 70 characters in one, 67 in each part of a longer one; the signature counts. */
export const smsParts = (signName: string, text: string) => {
  const length = [...`【${signName}】${text}`].length
  return length <= 70 ? 1 : Math.ceil(length / 67)
}

/** A parameter of an SMS template: Chinese providers refuse links, brackets of signatures and long values in it. */
export const fitSms = (value: string) =>
  cut(
    value
      .replace(/https?:\/\/\S+/g, '')
      .replace(/[【】]/g, '')
      .replace(/\s+/g, ' ')
      .trim() || '-',
    35,
  )

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `2026-11-23 20:05`, as WeChat wants its `time` parameters. */
export const timeText = (at: Date) => {
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]))
  return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}`
}
