/** A phone holds what its board may open, and nothing of the others. */
import { expect, it } from 'vitest'
import { type Manifest, offlineList } from './offline-lists.ts'

const at = (module: string, file: string) => `../../modules/${module}/web/${file}`
const manifest: Manifest = {
  'worker.html': { file: 'assets/worker-1.js', imports: ['_frame.js'], css: ['assets/phone-1.css'] },
  'desk.html': { file: 'assets/desk-1.js', imports: ['_frame.js'] },
  '_frame.js': {
    file: 'assets/frame-1.js',
    dynamicImports: [at('cases', 'module.tsx'), at('people', 'module.tsx'), '../../packages/web/locales/desk.en.json'],
  },
  '../../packages/web/locales/desk.en.json': { file: 'assets/desk-words-1.js' },
  [at('cases', 'module.tsx')]: { file: 'assets/plugs-1.js', imports: ['_plugs.js'] },
  [at('people', 'module.tsx')]: { file: 'assets/plugs-1.js', imports: ['_plugs.js'] },
  '_plugs.js': {
    file: 'assets/plugs-1.js',
    dynamicImports: [
      at('cases', 'worker/case-page.tsx'),
      at('cases', 'worker/send-move.ts'),
      at('cases', 'desk/board-page.tsx'),
      at('people', 'resident/my-record-page.tsx'),
    ],
  },
  [at('cases', 'worker/case-page.tsx')]: {
    file: 'assets/case-page-1.js',
    css: ['assets/case-page-1.css'],
    imports: ['_frame.js'],
    dynamicImports: [at('files', 'photo-picker.tsx')],
  },
  [at('cases', 'worker/send-move.ts')]: { file: 'assets/send-move-1.js' },
  [at('cases', 'desk/board-page.tsx')]: { file: 'assets/board-page-1.js' },
  [at('people', 'resident/my-record-page.tsx')]: { file: 'assets/my-record-1.js' },
  [at('files', 'photo-picker.tsx')]: { file: 'assets/photo-picker-1.js' },
}

it('a worker’s phone holds every page and every sender of a module, with the parts they draw of others', () => {
  const { entry, always, modules } = offlineList(manifest, 'worker', ['/icon.svg'])
  expect(entry).toBe('/assets/worker-1.js')
  expect(always).toEqual([
    '/assets/frame-1.js',
    '/assets/phone-1.css',
    '/assets/plugs-1.js',
    '/assets/worker-1.js',
    '/icon.svg',
  ])
  expect(modules).toEqual({
    cases: ['/assets/case-page-1.css', '/assets/case-page-1.js', '/assets/photo-picker-1.js', '/assets/send-move-1.js'],
    people: ['/assets/my-record-1.js'],
  })
})

it('pages and words of the desk stay at the desk', () => {
  const all = ({ always, modules }: ReturnType<typeof offlineList>) => [...always, ...Object.values(modules).flat()]
  expect(all(offlineList(manifest, 'worker')).filter((file) => /board-page|desk/.test(file))).toEqual([])
  expect(all(offlineList(manifest, 'desk'))).toEqual(
    expect.arrayContaining(['/assets/board-page-1.js', '/assets/desk-words-1.js']),
  )
})
