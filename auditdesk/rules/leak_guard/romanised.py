"""Chinese names in Latin letters: Hanyu pinyin and Wade-Giles of the characters that names of firms and people are mostly made of.

A name with a character that is not listed is not known in Latin letters; English names come from the register.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Final

_SOUNDS: Final = (
    "an安岸 ao奧傲 ba巴霸 bai白百柏 ban班 bao寶保包葆 bei北貝 ben本 bi碧必畢 bian卞 bin彬斌賓濱 bing冰炳秉 bo博柏波伯 "
    "cai蔡財才彩 can燦 cao曹草 cen岑 chang昌長常暢 chao超潮朝 che車 chen陳晨辰成臣宸 cheng成誠程城承丞澄正 chi池遲馳 "
    "chong崇充沖 chu楚初儲 chuan川傳 chun春純淳 ci慈賜 cong聰叢從 cui崔翠 da大達 dai戴岱 dan丹旦 dao道島 de德得 "
    "deng鄧登燈 di帝第迪地狄 dian典電 ding丁鼎定 dong東董棟冬 dou竇 du杜都 duan段端 dun敦 en恩 er二爾 fa發法 fan範范樊凡帆 "
    "fang方芳房 fei飛菲費斐 fen芬分 feng豐馮鳳風峰鋒峯封 fo佛 fu富福傅輔復甫府 gan甘淦 gang剛鋼岡 gao高 ge葛格 "
    "gong龔公工功宮 gu古顧谷 guan關管官冠 guang光廣 gui桂貴 guo國郭果 hai海 han韓漢涵翰 hang航杭 hao浩豪昊郝皓 "
    "he何和合賀荷禾鶴 heng恆恒亨衡 hong洪宏弘鴻紅虹泓 hou侯後厚 hu胡湖虎戶 hua華花化 huai懷槐 huan環歡桓煥 huang黃皇煌 "
    "hui惠匯慧輝徽會暉 huo霍火 ji基吉集紀季際濟冀繼積記 jia嘉家佳加賈 jian建健簡劍鑑堅 jiang江蔣姜疆 jiao焦 jie傑捷介潔杰 "
    "jin金錦晉進今津 jing京景靜晶敬菁精經 jiu九久 ju巨鉅聚居 juan娟 jun君俊軍均鈞駿峻 kai凱開 kang康 ke柯科克可 kong孔空 "
    "kuan寬 kuang匡 kun坤昆崑 lai賴來 lan藍蘭嵐 lang郎朗 lei雷磊 li李立力利黎理麗禮歷厲 lian連聯廉蓮 liang梁良亮 liao廖 "
    "lin林霖琳 ling凌靈玲嶺 liu劉柳六流 long龍隆 lou樓 lu盧陸魯路鹿祿露 lun倫 luo羅洛駱 lü呂綠旅 ma馬 mai麥 man滿曼 "
    "mao茂毛貿 mei美梅 meng孟蒙夢 mi米 miao苗妙 min民敏閩 ming明銘名 mo莫墨 mu木牧穆慕 na納娜 nan南楠男 ni倪尼 nian年 "
    "ning寧 niu牛紐 nong農 ou歐 pan潘盤 pei裴佩沛培 peng彭鵬朋 ping平屏萍 pu浦普 qi齊奇琪祺啟啓祁其棋旗企 qian錢前千謙乾 "
    "qiang強 qiao喬橋 qin秦勤琴欽 qing慶清青卿晴 qiong瓊 qiu邱秋丘 qu曲屈瞿 quan全權泉銓詮 qun群 ran冉然 ren任仁人 ri日 "
    "rong榮容融蓉戎 ru如儒汝 rui瑞睿銳芮 ruo若 run潤 san三 sen森 sha沙莎 shan山善珊杉 shang尚上商 shao邵紹少 shen沈申深神 "
    "sheng盛生勝昇升聖晟 shi石施世時示史士獅師詩仕實 shou壽守首 shu樹淑書舒曙 shuang雙 shui水 shun順舜 si司思斯四 "
    "song宋松頌 su蘇素 sui隋 sun孫 tai台泰太 tan譚談 tang唐湯堂棠 tao陶濤 teng騰滕 tian天田甜添 tie鐵 ting婷庭廷亭 "
    "tong通統同童 tu凃塗途圖 wan萬婉灣 wang王汪旺望 wei魏偉威維衛韋薇為緯味 wen文溫聞雯 wu吳武伍五巫務 "
    "xi曦希喜熙西席習錫璽 xia夏霞 xian賢仙憲先顯 xiang祥香翔向享湘 xiao蕭曉小孝笑 xie謝協 xin新信欣心鑫昕馨芯 "
    "xing興星行邢幸 xiong熊雄 xiu秀修 xu許徐旭緒序敘 xuan宣軒璇萱 xue薛雪學 xun訊迅巡 ya亞雅 yan嚴顏燕彥言延岩 "
    "yang楊陽洋揚 yao姚堯瑤耀 ye葉業 yi一義億怡益依宜易伊藝翊懿逸儀意翊 yin銀尹殷音 ying英盈瑩穎鷹應 yong永勇詠雍 "
    "you尤游有友優佑祐 yu玉余餘于宇裕育瑜豫昱煜郁聿鈺妤羽雨御 yuan元源圓遠袁園淵 yue岳悅越月 yun雲運允芸昀 ze澤 zeng曾增 "
    "zhan詹展占 zhang張章彰漳 zhao趙兆昭 zhe哲 zhen振真珍鎮臻貞 zheng鄭正政證徵 zhi志智芝之致誌治至 zhong鍾鐘中忠仲眾 "
    "zhou周州洲舟 zhu朱祝竹珠 zhuang莊 zhuo卓 zi子紫梓 zong宗 zu祖 zun尊 zuo左"
)
_INITIALS: Final = {
    "zh": "ch", "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "x": "hs", "z": "ts", "c": "ts", "r": "j",
}  # fmt: skip
"""What a sound begins with in Wade-Giles where pinyin says it otherwise; aspirates without their sign, which nobody prints."""
_WHOLE: Final = {
    "zi": "tzu", "ci": "tzu", "si": "ssu", "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "er": "erh", "yi": "i", "you": "yu",
    "ye": "yeh", "yan": "yen", "he": "ho", "ge": "ko", "ke": "ko", "gui": "kuei", "kui": "kuei", "guo": "kuo",
}  # fmt: skip
_SURNAME_SPELLINGS: Final = {
    "蔡": "tsai", "謝": "hsieh", "許": "hsu", "徐": "hsu", "郭": "kuo", "黃": "huang", "李": "lee", "呂": "lu", "歐": "ou", "周": "chou",
    "邱": "chiu", "廖": "liao", "葉": "yeh", "曾": "tseng", "張": "chang", "陳": "chen", "朱": "chu", "鄭": "cheng", "莊": "chuang",
}  # fmt: skip
SHORTEST: Final = 6
"""Fewer letters are too often a word."""


@cache
def _sounds() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for group in _SOUNDS.split():
        sound = "".join(sign for sign in group if sign.isascii() or sign == "ü")
        for character in group[len(sound) :]:
            found.setdefault(character, set()).update(_spellings(sound))
    for surname, spelling in _SURNAME_SPELLINGS.items():
        found.setdefault(surname, set()).add(spelling)
    return {character: tuple(sorted(spellings)) for character, spellings in found.items()}


def _spellings(sound: str) -> Iterator[str]:
    """Pinyin without ü and Wade-Giles without its signs."""
    yield sound.replace("ü", "u")
    if sound in _WHOLE:
        yield _WHOLE[sound]
        return
    initial = re.match(r"(?:[zcs]h|[^aeiouü])?", sound).group()  # type: ignore[union-attr]
    final = sound.removeprefix(initial)
    if initial:
        final = re.sub("ong$", "ung", final)
    final = {"ian": "ien", "ie": "ieh", "uo": "o", "ue": "ueh"}.get(final, final)
    yield (_INITIALS.get(initial, initial) + final).replace("ü", "u")


def romanised(name: str) -> frozenset[str]:
    """The name of two to four characters in Latin letters, each way of spelling; empty when a character is not known."""
    if not 2 <= len(name) <= 4:
        return frozenset()
    sounds = [_sounds().get(character, ()) for character in name]
    return frozenset(spelt for spelt in ("".join(one) for one in product(*sounds)) if len(spelt) >= SHORTEST)
