/** Processes without a way out. */
import { type Hostile, refusesEach } from '../../../testing/hostile.ts'
import { borrowing, bytesOf, spoilt } from '../../../testing/sample.ts'

const processFamily: Hostile[] = [
  [
    'a state nobody reaches',
    bytesOf(spoilt('/processes/0/states/limbo', { title: { 'zh-CN': '虚空', en: 'Limbo' }, phase: 'doing' })),
  ],
  [
    'a circle without a way out',
    bytesOf(
      spoilt('/processes/0/moves', {
        go: { title: { 'zh-CN': '去', en: 'Go' }, from: ['asked'], to: 'lent', who: ['worker'] },
        back: { title: { 'zh-CN': '回', en: 'Back' }, from: ['lent'], to: 'asked', who: ['worker'] },
      }),
    ),
  ],
  [
    'a trap beside the way out',
    bytesOf(
      spoilt(
        '/processes/0/moves/fall',
        { title: { 'zh-CN': '掉', en: 'Fall' }, from: ['asked'], to: 'pit', who: ['worker'] },
        spoilt('/processes/0/states/pit', { title: { 'zh-CN': '坑', en: 'Pit' }, phase: 'doing' }),
      ),
    ),
  ],
  [
    'nothing is ever done',
    bytesOf(
      spoilt('/processes/0/states/returned/phase', 'doing', spoilt('/processes/0/states/cancelled/phase', 'doing')),
    ),
  ],
  ['a move from nowhere', bytesOf(spoilt('/processes/0/moves/lend/from', ['nowhere']))],
  ['a move to nowhere', bytesOf(spoilt('/processes/0/moves/lend/to', 'nowhere'))],
  ['a move of nobody', bytesOf(spoilt('/processes/0/moves/lend/who', []))],
  ['a move of the system', bytesOf(spoilt('/processes/0/moves/lend/who', ['system']))],
  ['a move by a permission of others', bytesOf(spoilt('/processes/0/moves/lend/who', ['account.administer']))],
  [
    'a reporter who reopens',
    bytesOf(
      spoilt('/processes/0/moves/again', {
        title: { 'zh-CN': '再来', en: 'Again' },
        from: ['returned'],
        to: 'lent',
        who: ['reporter'],
      }),
    ),
  ],
  ['a clock nobody set', bytesOf(spoilt('/processes/0/moves/lend/starts', ['never']))],
  ['a clock without time', bytesOf(spoilt('/processes/0/clocks/fetch/limit/amount', 0))],
  ['a clock of ages', bytesOf(spoilt('/processes/0/clocks/fetch/limit/amount', 1e9))],
  [
    'a built-in state',
    bytesOf(spoilt('/processes/0/states/voided', { title: { 'zh-CN': '废', en: 'Void' }, phase: 'done' })),
  ],
  ['a form that is not there', bytesOf(spoilt('/processes/0/form', 'ghost'))],
  ['a process twice', bytesOf(spoilt('/processes', [borrowing().processes[0], borrowing().processes[0]]))],
]

/** Each for its own reason. */
const because = {
  unreachable: ['a state nobody reaches'],
  'no-exit': ['a trap beside the way out', 'a circle without a way out'],
  'no-end': ['nothing is ever done'],
  reference: ['a move from nowhere', 'a move to nowhere', 'a clock nobody set', 'a form that is not there'],
  shape: [
    'a move of nobody',
    'a move of the system',
    'a move by a permission of others',
    'a clock without time',
    'a clock of ages',
  ],
  reopens: ['a reporter who reopens'],
  'built-in': ['a built-in state'],
  'id-twice': ['a process twice'],
} as const
refusesEach(processFamily, 16, because)
