/** Names of places and words of the register that several screens say. */
import { useArea, useWords } from '@liren/web'
import type { Person } from '../contract.ts'

/** `越秀山社区 第3网格`; the code itself where the name is not at hand. */
export const usePlace = () => {
  const t = useWords('people')
  const { areas } = useArea()
  return (code: string | null) => {
    if (!code) return t('screen.noArea')
    const community = code.slice(0, 12)
    const name = areas.find((one) => one.code === community)?.name ?? community
    return code.length > 12 ? `${name} ${t('screen.cell', { number: Number(code.slice(12)) })}` : name
  }
}

/** `陈** · 女 · 1955年生` */
export const usePersonLine = () => {
  const t = useWords('people')
  return ({ sex, birthYear }: Pick<Person, 'sex' | 'birthYear'>) =>
    [sex && t(`screen.sex.${sex}`), birthYear && t('screen.born', { year: birthYear })].filter(Boolean).join(' · ')
}
