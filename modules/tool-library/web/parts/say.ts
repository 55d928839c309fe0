/** A tool's own words, in the reader's language: they come with the document, not with the module. */
import { type IconName, useLook } from '@liren/web'
import { useCallback } from 'react'

export type Words = { readonly 'zh-CN': string; readonly en: string }

export const useSay = () => {
  const { locale } = useLook()
  return useCallback((words: Words) => words[locale] || words['zh-CN'], [locale])
}

/** The checker keeps icons to those the boards can draw. */
export const iconOf = (name: string) => name as IconName
