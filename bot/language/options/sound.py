"""Characters that sound alike and are typed for one another: 瓷 and 次, 砂 and 沙."""

_ALIKE = (
    "瓷次词磁辞 砂沙纱 璃离漓梨 养样氧痒 遗移宜怡 精金晶经京惊睛 俗宿素 药要耀 铸住注筑 蜂峰封风丰 蚕残惨 绸稠愁筹 "
    "琉流硫 "
    "陶淘桃逃 猪珠朱诸 专砖 特忒 冠贯观官关管 号好浩 标表飚 准 体题 质制智 量良 绿律录 色涩 晋进近劲 "
    "城成诚程承乘呈盛 省声 级极及 "
    "龙笼隆 龄令 头投 巨具剧据句距聚 新心欣薪辛芯 挂卦 牌排 传船穿 园圆员 区去 范饭犯 游油由 旅履 康糠 民明 食实石 "
    "品拼 工公功 "
    "艺义意议 美每 术数束 师狮诗施 械戒 机鸡积 装庄 备被背 煤梅 材才财 料廖 轻清青 酿娘 酒久九 饮引 面棉免 粉份 "
    "丝思司 "
    "织知 纺仿 种重 植直值 林淋 果裹 蜜密 贸冒茂 批披 发法 零灵 售受 商伤 餐参 物务 运韵 输叔 培赔 训迅 "
    "地第帝 型形行性 字自子 项向相象像 单丹担 军均君 证正政 科颗 业页叶 系细戏 层曾 志至致置 理里 人仁认忍任 才材 "
    "小晓 老劳 企起启"
)
_SOUND = str.maketrans({character: group[0] for group in reversed(_ALIKE.split()) for character in group})


def sound(text: str) -> str:
    """Return a text with each character as the first of those that sound like it."""
    return text.translate(_SOUND)
