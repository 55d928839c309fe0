/** 里仁·人家: the board of residents. */
import '@liren/web/styles/phone.css'
import '@liren/web/styles/home.css'
import { startBoard } from '@liren/web/board.tsx'
import { Pages } from '@liren/web/pages.tsx'
import { PhoneFrame } from '@liren/web/phone/frame.tsx'
import { Home } from '@liren/web/phone/home.tsx'
import { fetchedAhead, phonePages } from '@liren/web/phone/own-pages.ts'

void startBoard({
  board: 'resident',
  base: '',
  finders: import.meta.glob('../../../modules/*/web/module.tsx', { query: '?board=resident' }),
  faces: {
    'zh-CN': () => import('virtual:liren-faces/zh-CN/resident'),
    en: () => import('virtual:liren-faces/en/resident'),
  },
  own: fetchedAhead,
  frame: (
    <PhoneFrame>
      <Pages welcome={<Home />} own={phonePages} />
    </PhoneFrame>
  ),
})
