/** How people say and write things here, so that a danger is heard in dialect and in traditional letters too; one row. */
const letters = [
  '電电車车門门樓楼燈灯壞坏積积聲声開开關关係系無无沒没滿满噴喷廁厕廳厅廣广場场園园樹树葉叶橋桥溝沟蓋盖溫温氣气煙烟燒烧鐵铁鋼钢錢钱資资費费價价買买賣卖貨货貪贪圍围護护欄栏牆墙頂顶鄰邻裏里裡里鬧闹鬥斗歐欧',
  '傷伤醫医藥药療疗學学師师兒儿長长養养殘残難难貧贫業业務务辦办廠厂產产權权圖图書书館馆體体陽阳臺台線线網网纜缆號号處处環环衛卫淨净濕湿髒脏亂乱擺摆攤摊販贩擋挡佔占據据搶抢盜盗騙骗詐诈騷骚擾扰誰谁來来這这',
  '個个們们說说話话請请問问謝谢應应該该還还過过時时間间點点幾几現现發发報报見见聽听實实對对錯错幫帮給给從从為为嗎吗經经營营執执領领補补貼贴戶户與与較较飛飞機机鐘钟週周兩两層层歲岁動动靜静響响勞劳險险單单',
  '雙双優优離离結结證证簽签國国際际邊边遠远運运輸输輪轮駕驾駛驶違违規规劃划設设計计測测檢检驗验質质標标識识維维裝装鑽钻鋸锯錘锤爛烂髮发麼么後后頭头顏颜類类爺爷媽妈婦妇鄉乡農农莊庄漁渔豬猪雞鸡鴨鸭鵝鹅貓猫',
  '蟲虫蟻蚁',
].join('')

// Presets are laid down once: a district that was there before hears at least the letters.
export default `
create table cases_spoken (
  is_only boolean primary key default true check (is_only),
  letters text not null,
  spoken jsonb not null
);
insert into cases_spoken (letters, spoken) select '${letters}', '{}'::jsonb where exists (select 1 from cases_safety_rules);
`
