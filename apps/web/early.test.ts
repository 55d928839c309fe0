/** What a page fetches before its program: named by address, without what the entry brings, and never left in a plug. */
import { parseSync } from 'vite'
import { expect, test } from 'vitest'
import { pagesIn, withoutOthers } from './board-plugs.ts'
import { earlyOf, withEarly } from './early.ts'

const plug = `const filling = [
  { path: '/forms', title: 'nav.mine', page: () => import('./resident/forms-page.tsx') },
  { path: '/forms/:id', title: 'title', isHome: true, asks: '/api/forms/submissions/:id', page: () => import('./resident/fill-page.tsx') },
]
export default { name: 'forms', boards: { resident: { pages: filling }, desk: { pages: [{ path: '/desk-forms', asks: '/api/x', page: () => import('./desk/forms-page.tsx') }] } } }
`
const parsed = parseSync('module.ts', plug).program
const modules = (board: string) => [{ module: 'forms', pages: pagesIn(plug, parsed, board) }]
const forms = '../../modules/forms'
const manifest = {
  'index.html': { file: 'assets/index.js', imports: ['_frame.js'] },
  'worker.html': { file: 'assets/worker.js', imports: ['_frame.js'] },
  'desk.html': { file: 'assets/desk.js', imports: ['_frame.js'] },
  '_frame.js': { file: 'assets/frame.js', css: ['assets/phone.css'] },
  '_plugs-resident-a.js': { file: 'assets/plugs-resident-a.js', imports: ['_frame.js'] },
  '_filling.js': { file: 'assets/filling.js', imports: ['_frame.js'], css: ['assets/filling.css'] },
  [`${forms}/web/resident/fill-page.tsx`]: { file: 'assets/fill-page.js', imports: ['_filling.js', '_frame.js'] },
  [`${forms}/web/resident/forms-page.tsx`]: { file: 'assets/forms-page.js', imports: ['_frame.js'] },
  [`${forms}/web/desk/forms-page.tsx`]: { file: 'assets/desk-forms.js' },
  [`${forms}/locales/zh-CN.json`]: { file: 'assets/forms-zh.js' },
  [`${forms}/locales/en.json`]: { file: 'assets/forms.en.js' },
}

/** As the page's head reads it: places in the list of files told as files again. */
const readable = (page: string, board: string) => {
  const { files, all, pages, modules: words, base } = earlyOf(manifest, page, modules(board))
  const told = (places: readonly number[] = []) => places.map((place) => files[place])
  return {
    base,
    all: told(all),
    pages: pages.map((one) => ({ ...one, files: told(one.files), of: told(words[one.of]?.['zh-CN']) })),
  }
}

test('a page opened by its address brings its own files, its words in one language, and its first question', () => {
  const early = readable('index', 'resident')
  expect(early.all).toEqual(['plugs-resident-a'])
  const filling = {
    of: ['forms-zh'],
    files: ['fill-page', 'assets/filling.css', 'filling'],
    asks: '/api/forms/submissions/:id',
  }
  expect(early.pages).toEqual([
    { path: '/forms', of: ['forms-zh'], files: ['forms-page'] },
    // The home page of its board: there it is asked for without an address of its own.
    { path: '/', ...filling },
    { path: '/forms/:id', ...filling },
  ])
})

test('the worker’s board asks under its own address, the desk draws no phone page', () => {
  expect(readable('worker', 'worker')).toMatchObject({ base: '/worker', pages: [{ path: '/forms' }, {}, {}] })
  expect(readable('desk', 'desk').pages).toEqual([
    { path: '/desk-forms', of: ['forms-zh'], files: ['desk-forms'], asks: '/api/x' },
  ])
})

test('a board is not told of the pages of another', () => {
  expect(readable('index', 'resident').pages.map(({ path }) => path)).not.toContain('/desk-forms')
})

test('what a page asks first is no weight in the plug of a board that runs', () => {
  const left = withoutOthers(plug, parsed, 'resident')
  expect(left).not.toContain('asks')
  expect(left).not.toContain('/api/')
  expect(left).toContain(`page: () => import('./resident/fill-page.tsx')`)
  expect(() => parseSync('module.ts', left)).not.toThrow()
})

test('it stands before the style sheet, which a script would wait for', () => {
  const html = '<head><script type="module" src="/a.js"></script><link rel="stylesheet" href="/a.css"></head>'
  expect(withEarly(html, 'go()')).toMatch(/a\.js.*<script>go\(\)<\/script>.*a\.css/s)
})
