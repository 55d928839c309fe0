/** A relation within a household in the reader's language; a word of somebody's own as it was written. */
import { useWords } from '@liren/web'
import { relationOf } from '../../relation.ts'

/** 母亲 says more than 父母: what is in the reader's language already stays. */
const isChinese = (text: string) => /\p{Script=Han}/u.test(text)

export const useRelation = () => {
  const t = useWords('people')
  return (written: string): string => {
    const known = relationOf(written)
    const word = known && t(`screen.relation.${known}`)
    return word && isChinese(word) !== isChinese(written) ? word : written
  }
}
