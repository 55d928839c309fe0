/** 里仁·先锋: the board of grid workers, community workers and department handlers. Its home is whatever inbox a module brings. */
import '@liren/web/styles/phone.css'
import '@liren/web/styles/home.css'
import { startBoard } from '@liren/web/board.tsx'
import { Pages } from '@liren/web/pages.tsx'
import { PhoneFrame } from '@liren/web/phone/frame.tsx'
import { fetchedAhead, phonePages } from '@liren/web/phone/own-pages.ts'
import { Welcome } from '@liren/web/phone/welcome.tsx'

void startBoard({
  board: 'worker',
  base: '/worker',
  finders: import.meta.glob('../../../modules/*/web/module.tsx', { query: '?board=worker' }),
  faces: {
    'zh-CN': () => import('virtual:liren-faces/zh-CN/worker'),
    en: () => import('virtual:liren-faces/en/worker'),
  },
  own: fetchedAhead,
  frame: (
    <PhoneFrame>
      <Pages welcome={<Welcome board="worker" icon="inbox" />} own={phonePages} />
    </PhoneFrame>
  ),
})
