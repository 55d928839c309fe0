/** 里仁·智库: the board of dispatchers, leaders, data stewards, administrators and auditors. */
import '@liren/web/styles/desk.css'
import { startBoard } from '@liren/web/board.tsx'
import { ownPages } from '@liren/web/desk/entries.tsx'
import { DeskFrame } from '@liren/web/desk/frame.tsx'
import { guarded } from '@liren/web/desk/guarded.tsx'
import { Overview } from '@liren/web/desk/overview.tsx'
import { Pages } from '@liren/web/pages.tsx'

const own = Object.fromEntries(Object.entries(ownPages).map(([path, { page, may }]) => [path, guarded(page, may)]))

void startBoard({
  board: 'desk',
  base: '/desk',
  finders: import.meta.glob('../../../modules/*/web/module.tsx', { query: '?board=desk' }),
  faces: { 'zh-CN': () => import('virtual:liren-faces/zh-CN/desk'), en: () => import('virtual:liren-faces/en/desk') },
  frame: (
    <DeskFrame>
      <Pages welcome={<Overview />} own={own} />
    </DeskFrame>
  ),
})
