"""Whether a text is written in its own script: Simplified, Traditional, Thai, Hangul or kana."""

import re

# Characters that exist in only one of the two Chinese forms, pair by pair: the common words and
# everything the sample market writes about. Characters shared by both forms are left out.
TRADITIONAL_ONLY = (
    "長鰭鮪欖鰹魚鯖黃醬麥蔥紅蘿湯雞漿調節筴鮭釀櫻蝦鯷綠內魷銀鱈漬頭裝類組凍關東鳴門綜濃縮帶檸燉純揚錦貝餅燒飲頰陽與開請陰涼風處異駿灣靜岡縣撈國產劑膠釣圍網繩燈濱漁們"
    "邊個樣專賣場憑斷選條費隨時歡詢問現氣來單員藝傳給黴養滿烏約擊聲點輕遠記號連壓務試趕車鍋間讓願飯熱總兩動鋪灘護資細從賽經軟兒愛霧園鄉訪歲販農還壘牆實變傷顆離鮮沒廚"
    "進體餚寫禮紙蓋盜計課該塊紋齊膩備適絲對質馬鈴達箋盤龍緊卻潤側過會釋運鹹獨穩順慶瓊燙厭議濁棧橋噠歸圖曉標減淺壽擠閃狀態剛曬義飄簾響僅說島爐庫剝搖勻優繪見許瑩頓綻雙"
    "磚澤終賞蕎軍艦邁夠預誰轉腦薦討歷檜釐綴貓將聞婦羅證彈憶營廟攤渦繽紛訂購層驗應廳規貨韌麗親張覺較圓丟莖澀鐵壺舉槍嗎幣誕爾爺獅猶幫廁廂廈徑慘慣憲懷戀戰戲擇擴攝敗敵數"
    "晝暈棄樂檢歐歟殘殼氫淚淨滯滲瀏爭牽狹琺瑣瘋療瘡皺睜瞞矚碼祿稅穎窯竅竊競箏籠粵糞絨絞絡綁綽綿緒緩縫縱繞繡纏罷羨翹耬聳聾肅膚膽芻苧茲莊華葷蒔蒼薈薔虧蛻蝕螞螢襪襲訴診"
    "詐詠詳誘誦誼誤談諒諷諸諾謀謂謊謙謹譯譴貞貢貫貶貸賀賂賄賊賦賬賭賺趨輝輩輯輿轄轟辦辭辯逕遜遞遲遼邏鄧鄭鈔鉤鋼錘錯鍍鎊鎂鑲闊闌闖闡陝陣隸雛霽靈韓頌頑頒頸顫飼餃餌餡饋"
    "饞驅驕驢髏魘鯉鯊鯽鱉鱷鴉鴕鴛鴻鵑鵬鷗鸚學業題電話語讀書買錢貴報導藍銅鴨鵝鱗鯛鯨鳳綱樓輛輸軸載飛驚騎鳥鷹鶴齒齡龜殺毀決況潔濟滅漢漸潑濤煉獵獎環瑪畫癢監確礦禍稱積窮"
    "竄筆築籃糧紀級納紐結絕統練績織繼續罰習聖聯聽職脈腳腸臉臨艙艱蓮蔣蘆蘭虛衆衛補視覽觀訓講設評詞詩認誠論謝識譜負財責貼貿賓賴贈贏趙跡踐輪遺鄰針鈣鉛銷鋒錄鍵鎖鎮鏡鑄閉"
    "閒閱際陸隊階險隱難雜頁頂項頗領頻額顏顧顯飾館駛駐騙"
)
SIMPLIFIED_ONLY = (
    "长鳍鲔榄鲣鱼鲭黄酱麦葱红萝汤鸡浆调节䇲鲑酿樱虾鳀绿内鱿银鳕渍头装类组冻关东鸣门综浓缩带柠炖纯扬锦贝饼烧饮颊阳与开请阴凉风处异骏湾静冈县捞国产剂胶钓围网绳灯滨渔们"
    "边个样专卖场凭断选条费随时欢询问现气来单员艺传给霉养满乌约击声点轻远记号连压务试赶车锅间让愿饭热总两动铺滩护资细从赛经软儿爱雾园乡访岁贩农还垒墙实变伤颗离鲜没厨"
    "进体肴写礼纸盖盗计课该块纹齐腻备适丝对质马铃达笺盘龙紧却润侧过会释运咸独稳顺庆琼烫厌议浊栈桥哒归图晓标减浅寿挤闪状态刚晒义飘帘响仅说岛炉库剥摇匀优绘见许莹顿绽双"
    "砖泽终赏荞军舰迈够预谁转脑荐讨历桧厘缀猫将闻妇罗证弹忆营庙摊涡缤纷订购层验应厅规货韧丽亲张觉较圆丢茎涩铁壶举枪吗币诞尔爷狮犹帮厕厢厦径惨惯宪怀恋战戏择扩摄败敌数"
    "昼晕弃乐检欧欤残壳氢泪净滞渗浏争牵狭珐琐疯疗疮皱睁瞒瞩码禄税颖窑窍窃竞筝笼粤粪绒绞络绑绰绵绪缓缝纵绕绣缠罢羡翘耧耸聋肃肤胆刍苎兹庄华荤莳苍荟蔷亏蜕蚀蚂萤袜袭诉诊"
    "诈咏详诱诵谊误谈谅讽诸诺谋谓谎谦谨译谴贞贡贯贬贷贺赂贿贼赋账赌赚趋辉辈辑舆辖轰办辞辩迳逊递迟辽逻邓郑钞钩钢锤错镀镑镁镶阔阑闯阐陕阵隶雏霁灵韩颂顽颁颈颤饲饺饵馅馈"
    "馋驱骄驴髅魇鲤鲨鲫鳖鳄鸦鸵鸳鸿鹃鹏鸥鹦学业题电话语读书买钱贵报导蓝铜鸭鹅鳞鲷鲸凤纲楼辆输轴载飞惊骑鸟鹰鹤齿龄龟杀毁决况洁济灭汉渐泼涛炼猎奖环玛画痒监确矿祸称积穷"
    "窜笔筑篮粮纪级纳纽结绝统练绩织继续罚习圣联听职脉脚肠脸临舱艰莲蒋芦兰虚众卫补视览观训讲设评词诗认诚论谢识谱负财责贴贸宾赖赠赢赵迹践轮遗邻针钙铅销锋录键锁镇镜铸闭"
    "闲阅际陆队阶险隐难杂页顶项颇领频额颜顾显饰馆驶驻骗"
)

_OWN = {
    "ja": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]"),
    "en": re.compile(r"[A-Za-z]"),
    "zh-Hans": re.compile(r"[\u4e00-\u9fff]"),
    "zh-Hant": re.compile(r"[\u4e00-\u9fff]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "ko": re.compile(r"[\uac00-\ud7a3]"),
}
_KANA = r"\u3041-\u3096\u30a1-\u30fa"
_HAN = r"\u4e00-\u9fff"
_THAI, _HANGUL = r"\u0e00-\u0e7f", r"\uac00-\ud7a3"
_FOREIGN = {
    "ja": re.compile(f"[{_THAI}{_HANGUL}]"),
    "en": re.compile(f"[{_KANA}{_HAN}{_THAI}{_HANGUL}]"),
    "zh-Hans": re.compile(f"[{_KANA}{_THAI}{_HANGUL}{TRADITIONAL_ONLY}]"),
    "zh-Hant": re.compile(f"[{_KANA}{_THAI}{_HANGUL}{SIMPLIFIED_ONLY}]"),
    "th": re.compile(f"[{_KANA}{_HAN}{_HANGUL}]"),
    "ko": re.compile(f"[{_KANA}{_HAN}{_THAI}]"),
}


def foreign_characters(form: str, text: str) -> str:
    """Give the characters of a text that do not belong to its written form."""
    return "".join(_FOREIGN[form].findall(text))


def is_own_script(form: str, text: str) -> bool:
    """Say whether a text holds at least one character of its own script."""
    return bool(_OWN[form].search(text))
