/** What a page fetches before its program: named by address, without what the entry brings, and never left in a plug. */
import { parseSync } from 'vite'
import { expect, test } from 'vitest'
import { pagesAsking, withoutOthers } from './board-plugs.ts'
import { earlyOf, withEarly } from './early.ts'

const plug = `const filling = [
  { path: '/forms', title: 'nav.mine', page: () => import('./resident/forms-page.tsx') },
  { path: '/forms/:id', title: 'title', asks: '/api/forms/submissions/:id', page: () => import('./resident/fill-page.tsx') },
]
export default { name: 'forms', boards: { resident: { pages: filling }, desk: { pages: [{ path: '/forms', asks: '/api/x' }] } } }
`
const parsed = parseSync('module.ts', plug).program
const asking = [{ module: 'forms', pages: pagesAsking(plug, parsed) }]
const forms = '../../modules/forms'
const manifest = {
  'index.html': { file: 'assets/index.js', imports: ['_frame.js'] },
  'worker.html': { file: 'assets/worker.js', imports: ['_frame.js'] },
  'desk.html': { file: 'assets/desk.js', imports: ['_frame.js'] },
  '_frame.js': { file: 'assets/frame.js', css: ['assets/phone.css'] },
  '_plugs-resident-a.js': { file: 'assets/plugs-resident-a.js', imports: ['_frame.js'] },
  '_filling.js': { file: 'assets/filling.js', imports: ['_frame.js'], css: ['assets/filling.css'] },
  [`${forms}/web/resident/fill-page.tsx`]: { file: 'assets/fill-page.js', imports: ['_filling.js', '_frame.js'] },
  [`${forms}/locales/zh-CN.json`]: { file: 'assets/forms-zh.js' },
  [`${forms}/locales/en.json`]: { file: 'assets/forms-en.js' },
}

test('a page opened by its address brings its own files and its first question, in one language', () => {
  expect(asking[0]?.pages).toEqual([
    { path: '/forms/:id', asks: '/api/forms/submissions/:id', file: './resident/fill-page.tsx' },
  ])
  const early = earlyOf(manifest, 'index', asking)
  expect(early.all).toEqual(['assets/plugs-resident-a.js'])
  expect(early.pages).toEqual([
    {
      at: '^/forms/([^/]+)$',
      asks: '/api/forms/submissions/$1',
      files: ['assets/fill-page.js', 'assets/filling.css', 'assets/filling.js'],
      words: { 'zh-CN': ['assets/forms-zh.js'], en: ['assets/forms-en.js'] },
    },
  ])
  const [page] = early.pages
  expect('/forms/42'.replace(new RegExp(page?.at ?? ''), page?.asks ?? '')).toBe('/api/forms/submissions/42')
  expect('/forms/begin/42').not.toMatch(new RegExp(page?.at ?? ''))
})

test('the worker’s board asks under its own address, the desk draws no phone page', () => {
  expect(earlyOf(manifest, 'worker', asking).pages.map(({ at }) => at)).toEqual(['^/worker/forms/([^/]+)$'])
  expect(earlyOf(manifest, 'desk', asking).pages).toEqual([])
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
