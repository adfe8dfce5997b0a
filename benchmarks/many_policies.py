"""Synthetic policies of many cities around the real one, from a fixed seed: what `benchmarks/language.py` asks about.

A measure is for an industry and something it achieved, and has four to eight names as people would type them. No name
stands twice and none is one of the real content; their words of course are shared by many, as between real cities.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain, islice, product, repeat, zip_longest
from random import Random

from bot.content import All, Article, Award, Content, Departments, Measure, Office, Policy, Quote, Region, Window
from bot.content.source import read_source

_INDUSTRIES = """
    陶瓷 玻璃 铸造 锻件 轴承 阀门 水泵 电机 电缆 电池 光伏 风电 储能 氢能 农机 机床 模具 刀具 五金 锁具 家具 竹编
    造纸 包装 印刷 纺织 服装 鞋革 皮具 箱包 眼镜 钟表 玩具 文具 乐器 灯具 家电 厨具 芯片 传感器 机器人 无人机 软件
    大数据 云计算 物联网 区块链 动漫 游戏 影视 旅游 民宿 餐饮 酒店 会展 物流 冷链 快递 外贸 商贸 医药 中药材 疫苗
    医疗器械 化工 涂料 塑料 橡胶 钢铁 铝材 铜材 水泥 建筑 装配式 种业 粮油 果蔬 茶叶 蜂蜜 食用菌 畜牧 水产 乳品
    白酒 饮料 糕点 调味品 预制菜 汽车 汽配 船舶 航空 轨道交通 环保 养老 家政 教培 园林 珠宝 香料 假发 渔具 宠物
"""

_ACHIEVED = """
    技术改造 设备更新 厂房租金 办公用房 用地保障 研发投入 研发机构 技术中心 重点实验室 工程中心 院士工作站 博士后站
    首台套 首批次 首版次 新产品鉴定 专利授权 专利质押 商标注册 地理标志 驰名商标 标准制定 标准化试点 政府质量奖
    绿色工厂 节水企业 节能改造 清洁生产 碳足迹 固废利用 智能工厂 数字车间 两化融合 企业上云 工业互联网 数据贯标
    服务型制造 工业设计 设计大赛 单项冠军 隐形冠军 瞪羚企业 独角兽 雏鹰企业 小微园 孵化器 众创空间 加速器 总部落户
    区域总部 上市挂牌 股份制改造 企业并购 债券发行 融资租赁 贷款贴息 担保费 信用贷 创业贷款 应急转贷 出口信保 展会参展
    海外仓 境外商标 出口增量 外资到账 以商招商 人才引进 人才公寓 技能大师 技师培养 学徒制 见习基地 稳岗返还 社保补差
    吸纳就业 一次性创业 首店落地 连锁经营 限上企业 升规纳统 产值增长 纳税贡献 固定资产 增资扩产 腾笼换鸟 公用品牌
    老字号 非遗传承 直播基地 物流仓储 运费减免 冷库建设 良种繁育 农机购置 有机认证 绿色食品 用电用气 环评代办
    检测平台 揭榜挂帅 成果转化 技术交易 概念验证 中试基地 应用场景 算力租用 数据交易 开源社区 展厅建设 安全标准化
"""

_LEVELS = ("国家级", "省级", "市级", "县级", "区级", "部级")
_ENDINGS = ("奖励", "补助", "补贴", "奖补", "资助", "扶持", "奖金", "资金")
_DONE = ("申报", "评上", "新认定", "获评", "新建", "通过", "入选", "首次")
_KINDS = ("企业", "项目", "产业", "行业")

_NAMES = range(4, 9)
"""How many names a measure has."""

_LENGTHS = range(3, 11)
"""How many characters a name has."""

_PER_POLICY = 20
_WAN = 10_000
_ROUNDS = 6
"""So many cities are for the same industry and achievement, each with the names that are left."""

_WINDOW = Window(date(2024, 1, 1), date(2027, 12, 31))
_REGION = Region("某市", "", {"市工信局": Office("市工信局")})


def with_phrases(content: Content, phrases: int, seed: int) -> Content:
    """Return the content with so many names in all: fewer of its own than it has, or more from other policies.

    Raises ValueError where there are more measures than names.
    """
    own = set(islice(_in_turn(content), phrases))
    if len(own) < len(content.measures):
        raise ValueError(f"{phrases} phrases do not name {len(content.measures)} measures; ask for more")
    names = {topic: tuple(name for name in each if name in own) for topic, each in content.wording.names.items()}
    measures = [replace(m, topics=tuple(name for name in m.topics if name in own)) for m in content.measures]
    articles, random = list(content.articles), Random(seed)
    named = _named(phrases - len(own), set(own), random)
    while some := list(islice(named, _PER_POLICY)):
        articles.append(_article(f"city-{len(articles)}", some, random))
        measures += _measures(articles[-1], some)
    policies = {article.policy.id: article.policy for article in articles}
    wording = replace(content.wording, names=names)
    return replace(
        content, policies=tuple(policies.values()), articles=tuple(articles), measures=tuple(measures), wording=wording
    )


def phrases_of(content: Content) -> dict[str, str]:
    """Return every name in the content, with the topic (``policy/measure``) that is first called so."""
    owners: dict[str, str] = {}
    for measure in content.measures:
        topic = f"{measure.policy.id}/{measure.id}"
        for name in (measure.name, *measure.topics, *content.wording.names.get(topic, ())):
            owners.setdefault(name, topic)
    return owners


def _in_turn(content: Content) -> Iterator[str]:
    """Yield the names of the content, each once: the first of every measure, then the second ones, and so on."""
    names = content.wording.names
    each = [(m.name, *m.topics, *names.get(f"{m.policy.id}/{m.id}", ())) for m in content.measures]
    return iter(dict.fromkeys(name for row in zip_longest(*each) for name in row if name))


def _named(left: int, taken: set[str], random: Random) -> Iterator[tuple[str, ...]]:
    """Yield the names of one measure after the other, until so many are given out that were not taken before."""
    fields = list(product(_INDUSTRIES.split(), _ACHIEVED.split()))
    random.shuffle(fields)
    for industry, achieved in chain.from_iterable(repeat(fields, _ROUNDS)):
        if not left:
            return
        fresh = [n for n in dict.fromkeys(_ways(industry, achieved, random)) if n not in taken and len(n) in _LENGTHS]
        names = tuple(fresh[: min(left, random.choice(_NAMES))])
        if len(names) >= min(left, _NAMES[0]):
            taken.update(names)
            left -= len(names)
            yield names
    if left:
        raise ValueError(f"{left} names more than can be made of the words here")


def _ways(industry: str, achieved: str, random: Random) -> Iterator[str]:
    """Yield what people may call one award, the plain name first."""
    level, done = random.choice(_LEVELS), random.choice(_DONE)
    yield industry + achieved + random.choice(_ENDINGS)
    others = [
        industry + achieved,
        level + achieved,
        level + industry + achieved,
        done + level + achieved,
        done + industry + achieved,
        industry + random.choice(_KINDS) + achieved,
        achieved + random.choice(_ENDINGS),
        done + achieved,
        level + achieved + random.choice(_ENDINGS),
        industry + achieved + random.choice(_ENDINGS),
        industry + achieved + random.choice(_KINDS),
    ]
    random.shuffle(others)
    yield from others


def _article(policy_id: str, named: Iterable[tuple[str, ...]], random: Random) -> Article:
    sentences = [f"对{names[-1]}的，给予{names[0]}，一次性 {random.randrange(1, 50)} 万元。" for names in named]
    source = read_source("\n".join(sentences), {})
    validity = Quote(source.text, 0, len(source.text))
    title = f"{policy_id}若干政策"
    policy = Policy(policy_id, title, title, title, "", _WINDOW.first, _REGION, _WINDOW, validity, None, source, "", 0)
    return Article(policy, "一", "", Departments(tuple(_REGION.offices)), (), 0, len(source.text))


def _measures(article: Article, named: Iterable[tuple[str, ...]]) -> Iterator[Measure]:
    at = 0
    for place, (names, sentence) in enumerate(zip(named, article.policy.source.text.splitlines(), strict=True)):
        quote, award = Quote(sentence, at, at + len(sentence)), Award("fixed", yuan=int(sentence.split()[1]) * _WAN)
        at = quote.end + 1
        whom = article.departments
        yield Measure(article, str(place), names[0], names[1:], whom, All(()), award, (quote,), (), (), False, 0)
