/** Texts of a document are shown to people: no markup, no invisible or reversing characters, no look-alikes, nothing that runs. */
import { type Fault, limits } from './document.ts'

/** Reordering, zero-width and other characters that make a text read otherwise than it is. Tab and line feed are fine. */
const invisible = /[\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{DI}\u2800]|(?![\t\n])\p{Cc}|(?![ \u3000])\p{Zs}/u
// A lone half of a pair is no character at all.
const loneHalf = /\p{Cs}/u
const markup =
  /<\s*[!/?a-z]|&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});|\]\(\s*\S|\b(?:javascript|vbscript|data|file|blob)\s*:|\bon[a-z]{3,20}\s*=|\{\{|\}\}|\$\{|<%|`{3}|::before|expression\s*\(/iu
const fullwidthMarkup = /[＜﹤〈]\s*(?:script|iframe|img|svg|object|embed|style|link|meta|base|form|input|body|a)\b/iu
/** Many marks on one letter climb out of their line. */
const stacked = /\p{M}{3,}/u

/** Why a text may not be shown, or null. */
export const textFault = (text: string): { readonly code: string; readonly reason: string } | null => {
  if (text.length > limits.textCharacters)
    return { code: 'too-long', reason: `longer than ${limits.textCharacters} characters` }
  if (loneHalf.test(text)) return { code: 'broken-text', reason: 'half a character' }
  if (invisible.test(text)) return { code: 'invisible', reason: 'an invisible or text-reversing character' }
  if (stacked.test(text)) return { code: 'invisible', reason: 'marks stacked on one letter' }
  for (const seen of [text, text.normalize('NFKC')])
    if (markup.test(seen) || fullwidthMarkup.test(seen))
      return { code: 'markup', reason: 'markup or script; texts are plain words' }
  // What is written in percent signs may say what it may not say openly.
  if (/%[0-9a-f]{2}/i.test(text)) {
    let opened = ''
    try {
      opened = decodeURIComponent(text.replaceAll(/%(?![0-9a-f]{2})/gi, '%25'))
    } catch {
      return { code: 'markup', reason: 'broken percent signs' }
    }
    if (opened !== text && (markup.test(opened) || invisible.test(opened)))
      return { code: 'markup', reason: 'markup written in percent signs' }
  }
  return null
}

const scripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
]
/** One word in two alphabets that look alike: а bank that is none. */
export const isLookAlike = (text: string) =>
  text.split(/[^\p{L}\p{M}]+/u).some((word) => scripts.filter((script) => script.test(word)).length > 1)

const isWords = (value: unknown): value is { 'zh-CN': string; en: string } =>
  typeof value === 'object' && value !== null && 'zh-CN' in value && 'en' in value

/** Every text of a document, wherever it stands: keys too. */
export const checkTexts = (document: unknown): readonly Fault[] => {
  const faults: Fault[] = []
  const say = (path: string, code: string, reason: string, level: Fault['level'] = 'refuse') =>
    faults.push({ path, code, reason, level })
  const visit = (value: unknown, path: string, isRule: boolean) => {
    if (typeof value === 'string') {
      // Rules are read by the rule compiler, which knows no markup; invisible characters mislead their readers all the same.
      if (isRule) {
        if (invisible.test(value) || loneHalf.test(value))
          say(path, 'invisible', 'an invisible or text-reversing character in a rule')
        return
      }
      const fault = textFault(value)
      if (fault) say(path, fault.code, fault.reason)
      else if (isLookAlike(value)) say(path, 'look-alike', 'letters of two alphabets in one word')
      else if (value !== value.trim()) say(path, 'untidy', 'white space at the beginning or the end', 'warn')
      return
    }
    if (Array.isArray(value)) {
      for (const [index, one] of value.entries()) visit(one, `${path}/${index}`, isRule)
      return
    }
    if (typeof value !== 'object' || value === null) return
    if (isWords(value)) {
      if (!/\p{Script=Han}/u.test(value['zh-CN']) && !/^[\p{N}\p{P}\p{S}\s\p{Lu}]+$/u.test(value['zh-CN']))
        say(`${path}/zh-CN`, 'language', 'the Chinese words hold no Chinese character')
      if (/\p{Script=Han}/u.test(value.en)) say(`${path}/en`, 'language', 'the English words hold Chinese characters')
    }
    for (const [key, one] of Object.entries(value)) {
      const fault = textFault(key)
      if (fault) say(`${path}/${key.slice(0, 40)}`, fault.code, `key: ${fault.reason}`)
      visit(one, `${path}/${key}`, isRule || key === 'rule' || key === 'when')
    }
  }
  visit(document, '', false)
  return faults
}
