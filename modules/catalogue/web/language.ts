/** Which of the two names of a field is read now. */
import { useLook } from '@liren/web'

export const useLanguage = (): 'zh' | 'en' => (useLook().locale === 'en' ? 'en' : 'zh')
