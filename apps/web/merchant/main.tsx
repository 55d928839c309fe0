/** 里仁·商家: the board of enterprises, shops and social organisations. */
import '@liren/web/styles/phone.css'
import '@liren/web/styles/home.css'
import { startBoard } from '@liren/web/board.tsx'
import { Pages } from '@liren/web/pages.tsx'
import { PhoneFrame } from '@liren/web/phone/frame.tsx'
import { fetchedAhead, phonePages } from '@liren/web/phone/own-pages.ts'
import { Welcome } from '@liren/web/phone/welcome.tsx'

void startBoard({
  board: 'merchant',
  base: '/merchant',
  finders: import.meta.glob('../../../modules/*/web/module.tsx', { query: '?board=merchant' }),
  faces: {
    'zh-CN': () => import('virtual:liren-faces/zh-CN/merchant'),
    en: () => import('virtual:liren-faces/en/merchant'),
  },
  own: fetchedAhead,
  frame: (
    <PhoneFrame>
      <Pages welcome={<Welcome board="merchant" icon="shop" />} own={phonePages} />
    </PhoneFrame>
  ),
})
