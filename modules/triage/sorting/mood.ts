/** Mood and urgency of a text 情绪与紧迫度: they move a report forward in the queue, and are never held against its writer. */

export type Mood = {
  /** −1 angry or desperate … 0 calm … 1 content. */
  readonly sentiment: number
  /** 0 no hurry … 1 at once. */
  readonly urgency: number
  /** The same thing told before, or about to bring people together (“出大事”). */
  readonly isEscalating: boolean
  /** Keys of words: `mood.<key>`. */
  readonly because: readonly string[]
}

type Sign = readonly [pattern: RegExp, sentiment: number, urgency: number, why: string]
const signs: readonly Sign[] = [
  [/救命|快来人|出人命|马上|立刻|立即|十万火急|急[！!]{1,}|好急|紧急|尽快派人/, -0.3, 0.5, 'atOnce'],
  [/危险|安全隐患|差点|险些|随时(会|可能)|受伤|摔(倒|伤|了)|流血|晕倒|被困/, -0.2, 0.4, 'harm'],
  [/老人|阿婆|阿伯|小孩|小朋友|孩子|婴儿|孕妇|残疾|病人|轮椅/, 0, 0.15, 'frail'],
  [/半夜|凌晨|通宵|整晚|一整夜/, -0.1, 0.1, 'night'],
  [/现在|正在|刚刚|此刻/, 0, 0.15, 'now'],
  [/忍无可忍|受不了|崩溃|气死|太过分|欺人太甚|天理|黑心|无耻|垃圾物业|吃屎|滚/, -0.6, 0.1, 'upset'],
  [/没人管|无人处理|推来推去|踢皮球|不理|敷衍/, -0.4, 0.1, 'ignored'],
  [/多谢|感谢|点赞|满意|表扬|辛苦/, 0.7, -0.2, 'friendly'],
]
const escalating =
  /(多次|几次|好几次|反复|又|再次|第[二三四五六七八九十\d]次).{0,6}(投诉|反映|举报|打.{0,2}电话|上报)|投诉(了)?(无数|多|好几|几十)次|联名|集体|拉横幅|堵路|上访|去市政府|找记者|媒体曝光|我们(全体|全楼|整栋)|几百(户|人)|几十(户|人)/

const within = (value: number, low: number, high: number) =>
  Math.round(Math.min(high, Math.max(low, value)) * 100) / 100

export const moodOf = (text: string): Mood => {
  const found = signs.filter(([pattern]) => pattern.test(text))
  const isEscalating = escalating.test(text)
  const shouts = (text.match(/[！!]/g) ?? []).length >= 2
  const sentiment = found.reduce((sum, [, one]) => sum + one, shouts ? -0.1 : 0)
  const urgency = found.reduce((sum, [, , one]) => sum + one, (shouts ? 0.1 : 0) + (isEscalating ? 0.2 : 0))
  return {
    sentiment: within(sentiment, -1, 1),
    urgency: within(urgency, 0, 1),
    isEscalating,
    because: [...found.map(([, , , why]) => why), ...(isEscalating ? ['again'] : [])],
  }
}
