/** What a reader reads of a good; where there is no English, that the Chinese name stands for it. */
import { useLook } from '@liren/web'
import type { Good } from '../contract.ts'
import { isOnlyChinese, readIn } from '../words.ts'

export const useGoodWords = () => {
  const { locale } = useLook()
  return (good: Pick<Good, 'name' | 'nameEn' | 'note' | 'noteEn'>) => ({
    name: readIn(locale, good.name, good.nameEn),
    note: readIn(locale, good.note, good.noteEn),
    isOnlyChinese: isOnlyChinese(locale, good),
  })
}
