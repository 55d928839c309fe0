/** Written reports for the replay: for each kind several ways to say it, joined with places, openings and endings; same seed, same texts. */

/** A place as people name it, and whose it is. */
export type Named = readonly [words: string, ownership: string]
export type Written = {
  readonly text: string
  readonly code: string
  readonly ownership: string
  readonly isPatrol: boolean
}

/** What is found inside buildings or is theirs to run: a lift stands in no lane, and no managing firm keeps a crossing. */
const indoors: ReadonlySet<string> = new Set(['A0103', 'A0502', 'A0505', 'A0506', 'A0507'])
const isBuilding = ([, ownership]: Named) => ownership === 'estate' || ownership === 'unmanagedEstate'

/** Code of the leaf, and how people say it; `~` stands for a place. */
const kinds: readonly (readonly [code: string, weight: number, said: readonly string[]])[] = [
  [
    'E0102',
    12,
    [
      '~有一大堆垃圾没人清，好臭',
      '~暴露垃圾堆了两天',
      '~垃圾满地，苍蝇乱飞',
      '有人在~乱倒生活垃圾，成堆',
      '~垃圾佬几天冇来收垃圾',
    ],
  ],
  [
    'P0118',
    9,
    ['~路灯不亮，晚上好黑', '~几盏路灯坏了', '~的路灯一闪一闪，快要灭了', '~成条街路灯熄晒', '~路灯杆歪了，灯也不亮'],
  ],
  ['P0103', 6, ['~雨水井盖破了', '~雨水口井盖松动，车过就响', '~下雨井的盖子裂开一半', '~雨水沙井盖翘起来绊人']],
  [
    'E0504',
    8,
    ['~店铺把货摆到门外，占了人行道', '~商铺店外经营，桌椅摆到路上', '~餐馆把桌子摆出门口', '~水果店出店经营占道'],
  ],
  ['E0501', 7, ['~流动摊贩乱摆卖', '~晚上有走鬼档卖小吃', '~无证小贩推车摆卖', '~一到下班就有人摆摊卖菜']],
  ['E0505', 8, ['~机动车乱停，人都过不去', '~小车停在人行道上', '~汽车违停堵住路口', '~面包车长期乱停放']],
  ['E2102', 6, ['~共享单车堆满人行道', '~共享单车乱七八糟堆成山', '~几十辆共享单车堵住出入口']],
  ['A0101', 7, ['~消防通道停满车', '~消防通道被杂物堵住', '~消防车通道被占，火警进不来', '~消防通道锁住了']],
  [
    'A0103',
    6,
    ['~有人拉电线下来给电动车充电', '~电动车在楼道充电，怕着火', '~电瓶车飞线充电', '~电动车停在楼梯口充电过夜'],
  ],
  ['A0505', 6, ['~楼道堆满纸箱杂物', '~楼梯间被人堆放旧家具', '~公共走廊堆了好多杂物']],
  ['A0506', 5, ['~电梯又坏了，老人上不去', '~电梯停运三天没人修', '~电梯经常故障，开门不平层']],
  ['A0502', 4, ['~物业乱收费，账目不公开', '~物业服务差又涨管理费', '~物业公司收了钱不做事']],
  ['E0301', 6, ['~工地半夜施工打桩', '~夜里十二点还在施工，吵得睡不着', '~施工噪音扰民，通宵开工']],
  ['A0203', 5, ['~商店喇叭整天叫卖，吵死人', '~酒吧音乐声太大，半夜不停', '~店铺音响噪音扰民']],
  ['E0116', 5, ['~饭店油烟直排，开不了窗', '~大排档炒菜油烟熏人', '~烧烤店油烟很大']],
  ['E0404', 4, ['~下水道堵了，污水冒出来', '~污水管堵塞，满街粪水', '~下水道反水漫上来']],
  ['E0402', 4, ['~自来水管爆了，水一直喷', '~水管破裂，路面全是水', '~供水管漏水几天了']],
  ['E0406', 4, ['~一下雨就水浸街', '~路面积水过脚踝', '~积水排不走，行人要绕路']],
  ['E0110', 5, ['~路面破损，坑坑洼洼', '~人行道地砖松动翘起', '~马路有个大坑']],
  ['E0201', 5, ['~墙上贴满小广告', '~电线杆上都是办证小广告', '~楼道里到处贴开锁小广告']],
  ['E0203', 4, ['~广告牌摆在路中间', '~灯箱广告牌占道', '~商家把招牌放在人行道上']],
  ['P0402', 5, ['~行道树快倒了', '~树枝垂下来打到车', '~路边大树枯死，怕砸到人']],
  ['E0106', 3, ['~绿化带被踩秃，脏兮兮', '~绿地里都是垃圾狗屎', '~花坛杂草丛生没人打理']],
  ['A0801', 4, ['~有老板拖欠工资三个月', '在~做工，老板欠薪不发', '~餐厅倒闭欠我们工资']],
  ['A0901', 4, ['在~买的盒饭吃了拉肚子', '~餐馆食物里有虫', '~熟食店卫生很差，食物变质']],
  ['P0126', 4, ['~健身器材松动，差点摔伤', '~公园的健身器坏了', '~健身路径的扶手断了']],
  ['A0204', 3, ['~交通噪音太大，货车整夜鸣笛', '~高架桥车流噪声吵得睡不着']],
  ['A0701', 3, ['~有人违法搭建铁皮屋', '~天台违章加建', '~一楼私自加建房间']],
  ['A0507', 3, ['~小区停车位被物业私自出租', '~小区停车收费乱，没有车位', '~小区里车位纠纷，业主没地方停']],
  ['P0305', 3, ['~垃圾桶满了没人收', '~垃圾箱破了，污水流出来', '~垃圾桶太脏要清洗']],
]

const openings = ['', '', '', '您好，', '反映一下：', '麻烦处理：', '请有关部门看看，', '投诉：', '又是']
const endings = [
  '',
  '',
  '',
  '，请尽快处理',
  '，已经好几天了',
  '，谢谢',
  '，希望有人管',
  '！！',
  '，好危险',
  '，老人小孩都怕',
  '，之前反映过',
]
const typos: readonly (readonly [string, string])[] = [
  ['没', '冇'],
  ['坏', '壞'],
  ['的', '既'],
  ['路灯', '路登'],
  ['垃圾', '拉圾'],
]

/** Mulberry: the same numbers every time. */
export const dice = (seed: number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Texts for codes the district knows; one in twelve has a slip of the pen. */
export const writeReports = (
  count: number,
  seed: number,
  places: readonly Named[],
  known: ReadonlySet<string>,
): readonly Written[] => {
  const random = dice(seed)
  const buildings = places.filter(isBuilding)
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
  const bag = kinds.flatMap(([code, weight, said]) =>
    known.has(code) ? Array.from({ length: weight }, () => ({ code, said })) : [],
  )
  return Array.from({ length: count }, () => {
    const { code, said } = pick(bag)
    const [words, ownership] = pick(indoors.has(code) ? buildings : places)
    let text = pick(openings) + pick(said).replace('~', words) + pick(endings)
    if (random() < 1 / 12) {
      const [from, to] = pick(typos)
      text = text.replace(from, to)
    }
    return { text, code, ownership, isPatrol: random() < 0.35 }
  })
}
