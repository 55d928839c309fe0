/** A handful of written reports in three labels, for tests of the text model. */
import type { LabelledText } from '../model/model.ts'

const written: Readonly<Record<string, readonly string[]>> = {
  市政设施: ['路灯坏了晚上一片漆黑', '井盖破损很危险', '人行道地砖松动积水', '路面坑洼雨天积水', '路灯忽明忽暗请维修'],
  环境保护: ['烧烤摊油烟扰民', '工厂夜里排放废气味道刺鼻', '工地凌晨施工噪声', '河涌发黑发臭', '饭店油烟直排楼上'],
  劳动保障: ['老板拖欠工资三个月', '公司不交社保', '离职后不结算工资', '加班没有加班费', '退休后养老金没有发放'],
}

export const reports: readonly LabelledText[] = Object.entries(written).flatMap(([label, texts]) =>
  texts.map((text) => ({ title: '', text, label })),
)
