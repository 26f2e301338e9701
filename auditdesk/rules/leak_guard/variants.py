"""Signs that are read as others: letters of other alphabets, short forms of Chinese characters, signs that nobody sees."""

from __future__ import annotations

from typing import Final

UNSEEN: Final = frozenset("\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Fillers that count as letters but leave no mark."""

_SMALL = dict(zip("авеԁһіјкмнорԛѕтухԝсѵԍɡαβεζηικμνορτυχϲіօոսցհ", "abedhijkmhopqstyxwcvggabeznikmvoptuxcionugh", strict=True))
_LATIN = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢıɑøđłħŧɩɾ", "abcdefghijklmnoprstuvwyziaodlhtir", strict=True))
READ_AS_CAPITAL: Final = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕЅІЈКМНОРԚСТԜХУҮԌ", "abezhikmnoptyxabesijkmhopqctwxyyg", strict=True))
"""Capitals of other alphabets by what they look like, not by what they sound like."""

_SHORT = (
    "証證 证證 劵券 綫線 线線 羣群 峯峰 臺台 国國 华華 东東 丰豐 亚亞 联聯 兴興 宝寶 达達 业業 汇匯 银銀 "
    "电電 万萬 广廣 龙龍 凤鳳 泽澤 阳陽 云雲 风風 鸿鴻 陈陳 张張 刘劉 杨楊 许許 郑鄭 谢謝 苏蘇 庄莊 吕呂 "
    "萧蕭 罗羅 叶葉 赖賴 钟鍾 锺鍾 卢盧 赵趙 颜顏 孙孫 邓鄧 马馬 温溫 蓝藍 蒋蔣 汤湯 邹鄒 龚龔 严嚴 韦韋 "
    "欧歐 连連 简簡 财財 资資 产產 义義 济濟 经經 协協 顺順 庆慶 荣榮 乐樂 鉴鑑 锦錦 铭銘 长長 门門 闻聞 "
    "间間 关關 开開 际際 陆陸 阶階 随隨 难難 双雙 丽麗 举舉 习習 乡鄉 书書 买買 争爭 亏虧 亲親 亿億 仅僅 "
    "从從 仓倉 仪儀 们們 价價 众眾 优優 会會 伟偉 传傳 伦倫 体體 佣傭 俭儉 债債 储儲 儿兒 党黨 兰蘭 内內 "
    "冈岡 册冊 写寫 军軍 农農 冯馮 冲沖 决決 况況 净淨 凉涼 减減 凯凱 击擊 刚剛 创創 别別 务務 动動 励勵 "
    "劳勞 势勢 勋勳 匀勻 区區 医醫 卖賣 单單 卫衛 厅廳 历歷 压壓 厂廠 县縣 参參 发發 变變 叙敘 号號 吴吳 "
    "员員 响響 哗嘩 唤喚 啸嘯 团團 园園 围圍 图圖 圆圓 圣聖 场場 坚堅 坛壇 垒壘 执執 报報 壮壯 声聲 处處 "
    "备備 复復 头頭 夹夾 奋奮 奖獎 妇婦 娱娛 学學 宁寧 实實 宪憲 宽寬 宾賓 对對 导導 寿壽 将將 尔爾 尽盡 "
    "层層 岁歲 岂豈 岗崗 岛島 岭嶺 峡峽 巩鞏 币幣 师師 帐帳 带帶 帮幫 庐廬 库庫 应應 废廢 归歸 录錄 当當 "
    "径徑 态態 总總 恒恆 恳懇 悦悅 惯慣 战戰 户戶 扩擴 扬揚 抚撫 护護 拟擬 拥擁 择擇 担擔 据據 损損 换換 "
    "揽攬 摄攝 数數 斋齋 断斷 无無 旧舊 时時 旷曠 显顯 晋晉 晓曉 晔曄 暂暫 术術 机機 权權 条條 来來 极極 "
    "构構 标標 栈棧 栋棟 树樹 样樣 桥橋 检檢 楼樓 横橫 欢歡 残殘 气氣 汉漢 沟溝 沪滬 泞濘 洁潔 浅淺 测測 "
    "浏瀏 浓濃 涌湧 润潤 涨漲 渊淵 湾灣 满滿 滨濱 潜潛 灵靈 灿燦 炼煉 点點 烛燭 热熱 焕煥 爱愛 状狀 独獨 "
    "环環 现現 玺璽 玮瑋 珑瓏 琼瓊 瑶瑤 璎瓔 画畫 异異 疗療 监監 盖蓋 盘盤 盐鹽 确確 码碼 础礎 硕碩 礼禮 "
    "祯禎 离離 种種 积積 称稱 稳穩 穷窮 竞競 笔筆 签簽 类類 粮糧 紧緊 红紅 约約 级級 纪紀 纯純 纲綱 纳納 "
    "纵縱 纽紐 绅紳 组組 细細 织織 终終 绍紹 结結 绘繪 给給 络絡 绝絕 统統 继繼 绩績 维維 绿綠 绮綺 缆纜 "
    "编編 缘緣 网網 罚罰 职職 肃肅 胜勝 脑腦 腾騰 舰艦 艺藝 节節 芦蘆 苍蒼 莲蓮 获獲 营營 蔼藹 虑慮 虽雖 "
    "蚁蟻 补補 衬襯 装裝 规規 视視 览覽 觉覺 订訂 计計 认認 讨討 让讓 训訓 议議 讯訊 记記 讲講 论論 设設 "
    "访訪 评評 识識 诉訴 词詞 试試 诗詩 诚誠 话話 询詢 该該 详詳 语語 误誤 说說 请請 诸諸 诺諾 读讀 谊誼 "
    "调調 谦謙 谨謹 贝貝 贞貞 负負 贡貢 贤賢 败敗 账賬 货貨 质質 贯貫 贵貴 贷貸 贸貿 费費 贺賀 贾賈 赁賃 "
    "赛賽 赞讚 赢贏 跃躍 践踐 车車 轨軌 转轉 轮輪 软軟 轻輕 载載 辅輔 辉輝 辑輯 输輸 辽遼 迁遷 过過 运運 "
    "还還 这這 进進 远遠 违違 迟遲 适適 选選 递遞 逻邏 邮郵 邻鄰 酝醞 释釋 钢鋼 钧鈞 钦欽 钰鈺 铁鐵 铜銅 "
    "铝鋁 铨銓 链鏈 销銷 锁鎖 锋鋒 锐銳 错錯 键鍵 镇鎮 镜鏡 闽閩 闭閉 问問 闲閒 阅閱 队隊 阴陰 陕陝 险險 "
    "隐隱 隽雋 雾霧 静靜 韬韜 韩韓 页頁 顶頂 项項 须須 顾顧 预預 领領 频頻 颖穎 题題 额額 飞飛 饭飯 馆館 "
    "驰馳 驱驅 验驗 骏駿 骗騙 鱼魚 鲁魯 鲜鮮 鸟鳥 鹏鵬 鹤鶴 麦麥 黄黃 齐齊 齿齒 龄齡 昙曇 纬緯 彦彥 恺愷 "
    "怀懷 忆憶 涛濤 炜煒 烨燁 珲琿 禄祿 颐頤 骥驥"
)
_CHINESE = {pair[0]: pair[1] for pair in _SHORT.split()}
ALSO_NAMES: Final = {"余": "餘", "范": "範", "后": "後", "里": "裡", "干": "幹"}
"""Short forms that are surnames or words of their own as well: taken for the long ones where names are compared, nowhere else."""

READ_AS: Final = {**_SMALL, **_LATIN, **_CHINESE}
"""What a single folded sign is read as. Letters without a Latin shape stay what they are."""
DIGITS_LIKE: Final = str.maketrans("ol", "01")
"""Letters that stand for a digit among digits."""
LETTERS_LIKE: Final = str.maketrans("01i357", "ollest")
"""Digits that stand for a letter in a word; i and l look alike as well."""
