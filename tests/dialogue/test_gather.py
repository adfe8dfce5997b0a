"""Several facts read out of one message, by mechanism; today is 2025-06-01."""

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import Fact, Group, Option, load
from bot.dialogue import gather, read_any
from bot.language import normalise
from bot.matching import read_profile

FACTS = load(Path(__file__).parents[2]).facts
TODAY = date(2025, 6, 1)

TOLD: dict[str, dict[str, dict[str, Any]]] = {
    "where the works is, not the home": {
        "人在城区住，厂子在北义城，做铸铁炉具": {"sector": "casting", "county": "zezhou"},
        "我家住高平，厂在泽州巴公，铸造的": {"sector": "casting", "county": "zezhou"},
        "我是个人，做泥塑的，住城区": {"sector": "crafts", "applicant": "person", "county": "chengqu"},
        "阳城住宿，做民宿的": {"sector": "tourism", "county": "yangcheng"},
        "我们给泽州的铸造厂供涂料，自己厂在高平，化工涂料": {"sector": "new_materials", "county": "gaoping"},
    },
    "what is planned is not had": {
        "泽州 铸造 想上市北交所": {
            "sector": "casting",
            "projects": {"listing_plan": None},
            "county": "zezhou",
        },
        "阳城陶瓷，要上市，北交所": {"sector": "ceramics", "county": "yangcheng"},
        "高平做煤机的，打算挂牌新三板，专精特新有": {
            "sector": "equipment",
            "certifications": {"specialised_sme": None},
            "projects": {"listing_plan": None},
            "county": "gaoping",
        },
        "阳城陶瓷已经新三板挂牌，想转北交所": {
            "sector": "ceramics",
            "certifications": {"listed": None},
            "projects": {"listing_plan": None},
            "county": "yangcheng",
        },
    },
    "sold online": {
        "人在阳城，做电商的，网上卖阳城琉璃": {
            "sector": "commerce",
            "projects": {"online_sales": None},
            "county": "yangcheng",
        },
        "沁水蜂蜜，自己有厂灌装，也在网上卖": {
            "sector": "honey",
            "projects": {"online_sales": None},
            "county": "qinshui",
        },
        "高平做潞绸的，网店卖得不错": {"sector": "silk", "projects": {"online_sales": None}, "county": "gaoping"},
    },
    "what is resold or kept, as it is dictated": {
        "高平倒煤的，去年2000万": {
            "sector": "commerce",
            "revenue": {"low": 20000000, "high": 20000000, "year": 2024},
            "county": "gaoping",
        },
        "主要是卖药材不种，陵川崇文镇，个体": {
            "sector": "commerce",
            "applicant": "self_employed",
            "county": "lingchuan",
        },
        "高平，养住的，是合作社": {"sector": "pigs", "applicant": "organisation", "county": "gaoping"},
    },
    "beside a trade": {
        "沁水蜂蜜，网上一年卖不少": {"sector": "honey", "projects": {"online_sales": None}, "county": "qinshui"},
        "做电商的 城区 只卖陵川的小米 抖音快手都有店": {
            "sector": "commerce",
            "projects": {"online_sales": None},
            "county": "chengqu",
        },
        "卖白酒的作坊 自己烧 泽州山河镇": {"sector": "drinks", "county": "zezhou"},
        "没在网上卖过东西，做铁锅的": {"sector": "casting"},
        "阳城开民宿的，顺带在网上卖琉璃摆件": {
            "sector": "tourism",
            "projects": {"online_sales": None},
            "county": "yangcheng",
        },
        "替客户问：客户在泽州南村，做井盖": {"sector": "casting", "county": "zezhou"},
        "我家在阳城，厂子在高平": {"county": "gaoping"},
        "俺家在礼义 种苹果的": {"sector": "other_farming", "county": "lingchuan"},
        "协会是泽州铁器这行的": {"sector": "casting", "applicant": "organisation", "county": "zezhou"},
    },
    "what only stands around it": {
        "开旅行社的，门店在城区": {"sector": "tourism", "county": "chengqu"},
        "高平跑货运 养着二十台车": {"sector": "other_services", "county": "gaoping"},
        "一年养三百张蚕种 阳城次营的": {"sector": "sericulture", "county": "yangcheng"},
        "黄芩柴胡都种，陵川": {"sector": "herb_growing", "county": "lingchuan"},
        "我替合作社问的，养羊，涉农肯定算": {
            "sector": "other_farming",
            "applicant": "organisation",
            "agricultural": "yes",
        },
        "高平养猪的，去年出栏两千头卖了四百六十万": {
            "sector": "pigs",
            "revenue": {"low": 4600000, "high": 4600000, "year": 2024},
            "county": "gaoping",
        },
        "去年行情好卖了九百二十万，以前最多的一年才七百万": {
            "revenue": {"low": 9200000, "high": 9200000, "year": 2024},
            "best_revenue_before": {"low": 7000000, "high": 7000000},
        },
        "去年五百五十万比哪年都高 我问过老板了以前最高就四百八十万": {
            "revenue": {"low": 5500000, "high": 5500000, "year": 2024},
            "best_revenue_before": {"low": 4800000, "high": 4800000},
        },
        "孩子让我发给你：去年三百一十万": {"revenue": {"low": 3100000, "high": 3100000, "year": 2024}},
        "小米加工厂，我是会计小李": {"sector": "farm_produce"},
        "主导产业肯定不是": {"leading_industry": "no"},
        "贷着流动资金的款呢想问利息补不补": {"projects": {"working_loan": None}},
        "去年猪价不行亏了 不过营收还有2200万 以前顶天3000万": {
            "revenue": {"low": 22000000, "high": 22000000, "year": 2024},
            "best_revenue_before": {"low": 30000000, "high": 30000000},
        },
        "2024年营业收入1.86亿元，此前最高年度1.72亿元": {
            "revenue": {"low": 186000000, "high": 186000000, "year": 2024},
            "best_revenue_before": {"low": 172000000, "high": 172000000},
        },
    },
    "several plans": {
        "想要块工业地，还要上自动化产线技改": {"projects": {"industrial_land": None, "upgrade": None}},
        "9001没有，别的也没有": {"certifications": {}},
    },
    "in one breath": {
        "去年也就三千万吧以前没有过这么多最高的时候两千二": {
            "revenue": {"low": 30000000, "high": 30000000, "year": 2024},
            "best_revenue_before": {"low": 22000000, "high": 22000000},
        },
        "我们是高平的潞绸厂在专业镇里面去年一千七百万": {
            "sector": "silk",
            "revenue": {"low": 17000000, "high": 17000000, "year": 2024},
            "specialty_town": "yes",
            "county": "gaoping",
        },
    },
    "clauses in any order": {
        "高平的，养猪，去年一千二百万": {
            "sector": "pigs",
            "revenue": {"low": 12000000, "high": 12000000, "year": 2024},
            "county": "gaoping",
        },
        "去年营收六亿三，做铸管的，在泽州": {
            "sector": "casting",
            "revenue": {"low": 630000000, "high": 630000000, "year": 2024},
            "county": "zezhou",
        },
        "做陶瓷的厂子在阳城，去年三个多亿，前年两亿八": {
            "sector": "ceramics",
            "revenue": {"low": 300000000, "high": 399999999, "year": 2024},
            "best_revenue_before": {"low": 280000000, "high": 280000000},
            "county": "yangcheng",
        },
        "沁水嘉峰 液压支架 去年3.2亿 前年2.8亿 小巨人2023": {
            "sector": "equipment",
            "revenue": {"low": 320000000, "high": 320000000, "year": 2024},
            "certifications": {"little_giant": "2023"},
            "best_revenue_before": {"low": 280000000, "high": 280000000},
            "county": "qinshui",
        },
        "营收：去年2.4亿，前年2.1亿；行业：陶瓷；县区：阳城": {
            "sector": "ceramics",
            "revenue": {"low": 240000000, "high": 240000000, "year": 2024},
            "best_revenue_before": {"low": 210000000, "high": 210000000},
            "county": "yangcheng",
        },
    },
    "run on without a mark": {
        "泽州铸造去年五亿前年四亿八": {
            "sector": "casting",
            "revenue": {"low": 500000000, "high": 500000000, "year": 2024},
            "best_revenue_before": {"low": 480000000, "high": 480000000},
            "county": "zezhou",
        },
        "我们在高平做丝绸去年营收十亿山西精品也评上了": {
            "sector": "silk",
            "revenue": {"low": 1000000000, "high": 1000000000, "year": 2024},
            "certifications": {"shanxi_quality": None},
            "county": "gaoping",
        },
        "做铸件的去年八千万没有认证": {
            "sector": "casting",
            "revenue": {"low": 80000000, "high": 80000000, "year": 2024},
            "certifications": {},
        },
        "涉农的养鸡场去年三百万": {
            "sector": "other_farming",
            "revenue": {"low": 3000000, "high": 3000000, "year": 2024},
            "agricultural": "yes",
        },
        "阳城陶瓷厂前年三亿去年四亿主导产业": {
            "sector": "ceramics",
            "revenue": {"low": 400000000, "high": 400000000, "year": 2024},
            "leading_industry": "yes",
            "best_revenue_before": {"low": 300000000, "high": 300000000},
            "county": "yangcheng",
        },
    },
    "traditional and misspelt": {
        "高平養豬場，去年營收三千萬，屬於涉農企業": {
            "sector": "pigs",
            "revenue": {"low": 30000000, "high": 30000000, "year": 2024},
            "agricultural": "yes",
            "county": "gaoping",
        },
        "陽城縣做瓷磚，一年兩個億，不在專業鎮": {
            "sector": "ceramics",
            "revenue": {"low": 200000000, "high": 200000000},
            "specialty_town": "no",
            "county": "yangcheng",
        },
        "做翻沙的，泽洲，去年三千万": {
            "sector": "casting",
            "revenue": {"low": 30000000, "high": 30000000, "year": 2024},
        },
    },
    "sums of something else": {
        "我厂做光机电，工人三百多，厂房两万平，去年三亿五": {
            "sector": "equipment",
            "revenue": {"low": 350000000, "high": 350000000, "year": 2024},
        },
        "手机13935612345，泽州铸造，去年4亿": {
            "sector": "casting",
            "revenue": {"low": 400000000, "high": 400000000, "year": 2024},
            "county": "zezhou",
        },
        "投资一个亿建的厂，还没营收": {},
        "技改花了八百万，去年营收2.3亿，机械加工": {
            "sector": "equipment",
            "revenue": {"low": 230000000, "high": 230000000, "year": 2024},
            "projects": {"upgrade": None},
        },
        "欠银行三百万，开酒店，陵川": {"sector": "tourism", "county": "lingchuan"},
        "利润五百万，做丝巾的": {"sector": "silk"},
        "机器一台八十万，买了三台，做五金制品": {"sector": "light_industry"},
        "今年目标五个亿，去年四亿一，铸造": {
            "sector": "casting",
            "revenue": {"low": 410000000, "high": 410000000, "year": 2024},
        },
        "营收3亿，其中出口1亿，铸件": {"sector": "casting", "revenue": {"low": 300000000, "high": 300000000}},
        "做化肥的，去年比前年多卖了五千万": {"sector": "new_materials"},
        "补贴拿了五十万，养猪的，去年两千万": {
            "sector": "pigs",
            "revenue": {"low": 20000000, "high": 20000000, "year": 2024},
        },
        "马村养猪，存栏八千，去年1.1亿，以前最高九千万，算涉农": {
            "sector": "pigs",
            "revenue": {"low": 110000000, "high": 110000000, "year": 2024},
            "agricultural": "yes",
            "best_revenue_before": {"low": 90000000, "high": 90000000},
            "county": "gaoping",
        },
    },
    "years": {
        "2023年3.6亿，2024年4.1亿，铸造": {
            "sector": "casting",
            "revenue": {"low": 410000000, "high": 410000000, "year": 2024},
            "best_revenue_before": {"low": 360000000, "high": 360000000},
        },
        "前年营收两个亿，丝绸": {"sector": "silk", "revenue": {"low": 200000000, "high": 200000000, "year": 2023}},
        "营收大概4.8个亿，最高那年5.2亿": {
            "revenue": {"low": 456000000, "high": 504000000},
            "best_revenue_before": {"low": 520000000, "high": 520000000},
        },
        "以前最好的时候做到过九个亿，去年七亿": {
            "revenue": {"low": 700000000, "high": 700000000, "year": 2024},
            "best_revenue_before": {"low": 900000000, "high": 900000000},
        },
        "最近五年最好是22年六个亿，去年五个亿，煤机": {
            "sector": "equipment",
            "revenue": {"low": 500000000, "high": 500000000, "year": 2024},
            "best_revenue_before": {"low": 600000000, "high": 600000000},
        },
        "今年上半年做了两亿，去年全年三亿九": {"revenue": {"low": 390000000, "high": 390000000, "year": 2024}},
        "厂里搞了绿色工厂改造，陶瓷行业，去年5.05亿首次破5亿，能不能奖": {
            "sector": "ceramics",
            "revenue": {"low": 505000000, "high": 505000000, "year": 2024},
        },
        "去年十个亿差一点，前年九个亿，铸管": {
            "sector": "casting",
            "revenue": {"low": 900000000, "high": 999999999, "year": 2024},
            "best_revenue_before": {"low": 900000000, "high": 900000000},
        },
    },
    "options with their days": {
        "晋城老字号22年，三晋老字号24年，做陈醋的": {
            "sector": "farm_produce",
            "certifications": {"jincheng_brand": "2022", "sanjin_brand": "2024"},
        },
        "国家级单项冠军23年，省级专精特新21年": {
            "certifications": {"champion_national": "2023", "specialised_sme": "2021"}
        },
        "上了5G项目，今年三月验收，做牙刷的": {"sector": "light_industry", "projects": {"digital": "2025-03"}},
        "牵头搞了国际标准，2024年5月": {"projects": {"standard_international": "2024-05"}},
        "绿色认证有，质量认证没有": {"certifications": {"green_system": None}},
        "我们做了技改，去年完工的，投了三千万": {"projects": {"upgrade": "2024"}},
    },
    "none of them": {
        "没有任何认证，个体工商户，开小卖部": {
            "sector": "commerce",
            "certifications": {},
            "applicant": "self_employed",
        },
        "没拿过什么称号，做面粉的，中型企业": {"sector": "farm_produce", "certifications": {}, "size": "medium"},
        "项目都没做过，小微企业，养羊": {"sector": "other_farming", "projects": {}},
    },
    "plans count where the question says so": {
        "想搞技改，还没动，做铸铁锅的": {"sector": "casting", "projects": {"upgrade": None}},
        "准备上市，去年营收12亿，前年11亿，铸管": {
            "sector": "casting",
            "revenue": {"low": 1200000000, "high": 1200000000, "year": 2024},
            "projects": {"listing_plan": None},
            "best_revenue_before": {"low": 1100000000, "high": 1100000000},
        },
        "专精特新正在申报，小巨人也想报，铸造": {"sector": "casting"},
    },
    "yes and no": {
        "不属于专业镇，陶瓷，阳城": {"sector": "ceramics", "specialty_town": "no", "county": "yangcheng"},
        "不是主导产业，也不在专业镇，开超市": {"sector": "commerce", "leading_industry": "no", "specialty_town": "no"},
        "在专业镇，涉农，蚕桑": {"sector": "sericulture", "specialty_town": "yes", "agricultural": "yes"},
        "主导产业我们算，铸造": {"sector": "casting", "leading_industry": "yes"},
        "不知道是不是主导产业，做琉璃的": {"sector": "ceramics"},
        "应该算涉农吧，养鸡的": {"sector": "other_farming"},
        "非涉农，缫丝": {"sector": "silk", "agricultural": "no"},
        "涉农不涉农我说不清，种菌菇的，去年四百万": {
            "sector": "other_farming",
            "revenue": {"low": 4000000, "high": 4000000, "year": 2024},
        },
    },
    "a year said before holds": {
        "去年投了2000万，营收6000万": {"revenue": {"low": 60000000, "high": 60000000, "year": 2024}},
        "前年活多，营收九千万，去年活少，营收七千万": {
            "revenue": {"low": 70000000, "high": 70000000, "year": 2024},
            "best_revenue_before": {"low": 90000000, "high": 90000000},
        },
        "去年做了技改，营收6000万": {
            "revenue": {"low": 60000000, "high": 60000000},
            "projects": {"upgrade": "2024"},
        },
    },
    "what is taken back": {
        "阳城，不对，沁水的": {"county": "qinshui"},
        "前年一个亿，不对，前年九千万，去年一亿二": {
            "revenue": {"low": 120000000, "high": 120000000, "year": 2024},
            "best_revenue_before": {"low": 90000000, "high": 90000000},
        },
        "去年4000万，不对4400万，没贷款": {
            "revenue": {"low": 44000000, "high": 44000000, "year": 2024},
        },
        "我们泽州下村的搞铸造去年营收五亿三说错了四亿三专精特新有": {
            "sector": "casting",
            "revenue": {"low": 430000000, "high": 430000000, "year": 2024},
            "certifications": {"specialised_sme": None},
            "county": "zezhou",
        },
        "去年4000万，阳城的，不对，沁水的，贷款300万，养羊": {
            "sector": "other_farming",
            "revenue": {"low": 40000000, "high": 40000000, "year": 2024},
            "projects": {"working_loan": None},
            "county": "qinshui",
        },
        "铸造，去年营收8000万，贷款500万，说错了600万": {
            "sector": "casting",
            "revenue": {"low": 80000000, "high": 80000000, "year": 2024},
            "projects": {"working_loan": None},
        },
        "铸造，去年8000万，以前最高7000万，不对，7500万": {
            "sector": "casting",
            "revenue": {"low": 80000000, "high": 80000000, "year": 2024},
            "best_revenue_before": {"low": 75000000, "high": 75000000},
        },
    },
    "sums of several parts": {
        "铸造，1到10月7000万，11、12月又做了1500万，9001有": {
            "sector": "casting",
            "revenue": {"low": 85000000, "high": 85000000},
            "certifications": {"quality_system": None},
        },
        "泽州铸造，上半年3000万，下半年4000万，投了500万技改": {
            "sector": "casting",
            "revenue": {"low": 70000000, "high": 70000000},
            "projects": {"upgrade": None},
            "county": "zezhou",
        },
        "铸造，上半年投了300万，下半年400万": {"sector": "casting"},
        "营收啊，去年平均每个月8万，陵川的农家乐": {
            "sector": "tourism",
            "revenue": {"low": 960000, "high": 960000, "year": 2024},
            "county": "lingchuan",
        },
        "铸造，去年外销1800万，正好占总收入的一半": {
            "sector": "casting",
            "revenue": {"low": 36000000, "high": 36000000, "year": 2024},
        },
        "铸造，集团一共五个亿，我们厂占四成": {"sector": "casting", "revenue": {"low": 200000000, "high": 200000000}},
        "铸造，线上200万占三成": {"sector": "casting"},
        "铸造，主营业务收入4860万，其他业务收入140万": {
            "sector": "casting",
            "revenue": {"low": 50000000, "high": 50000000},
        },
        "铸造，去年铸件1800万，加工费200万，就这两块，9001有": {
            "sector": "casting",
            "revenue": {"low": 20000000, "high": 20000000, "year": 2024},
            "certifications": {"quality_system": None},
        },
        "铸造，主营业务收入4860万，其他业务收入大概140万": {"sector": "casting"},
    },
    "the best year before": {
        "铸管，去年5.3个亿，以前没上过5亿最多4.8亿": {
            "sector": "casting",
            "revenue": {"low": 530000000, "high": 530000000, "year": 2024},
            "best_revenue_before": {"low": 480000000, "high": 480000000},
        },
        "铸管，去年5.3个亿，历史上没破过5亿，最高4.8亿": {
            "sector": "casting",
            "revenue": {"low": 530000000, "high": 530000000, "year": 2024},
            "best_revenue_before": {"low": 480000000, "high": 480000000},
        },
        "铸管，2024年5.3亿，之前年份最高4.8亿": {
            "sector": "casting",
            "revenue": {"low": 530000000, "high": 530000000, "year": 2024},
            "best_revenue_before": {"low": 480000000, "high": 480000000},
        },
        "铸管，去年5.3亿，过去峰值4.8亿": {
            "sector": "casting",
            "revenue": {"low": 530000000, "high": 530000000, "year": 2024},
            "best_revenue_before": {"low": 480000000, "high": 480000000},
        },
        "铸管，去年5.3亿，去年之前最好成绩4.8亿": {
            "sector": "casting",
            "revenue": {"low": 530000000, "high": 530000000, "year": 2024},
            "best_revenue_before": {"low": 480000000, "high": 480000000},
        },
    },
    "places where the enterprise is not": {
        "不在泽州了，前几个月搬到高平米山，还是做铸造": {"sector": "casting", "county": "gaoping"},
        "从陵川搬到高平了，做丝绸": {"sector": "silk", "county": "gaoping"},
        "沁水那边就是个仓库，公司在阳城，卖农机的": {"sector": "commerce", "county": "yangcheng"},
        "陵川只是个收购点，公司在高平，做药材加工": {"sector": "herb_processing", "county": "gaoping"},
        "我们厂在陵川，办事处在城区，加工党参": {"sector": "herb_processing", "county": "lingchuan"},
        "我们厂在阳城，老板是高平人，做陶瓷": {"sector": "ceramics", "county": "yangcheng"},
        "饲料厂在高平，泽州阳城都有经销商": {"sector": "other_manufacturing", "county": "gaoping"},
        "高平的，做丝绸，客户在泽州、城区": {"sector": "silk", "county": "gaoping"},
        "店在城区，货从阳城陶瓷厂进，卖瓷砖的": {"sector": "commerce", "county": "chengqu"},
        "高平有个门市": {"sector": "commerce", "county": "gaoping"},
        "高平的饲料厂，卖到泽州、阳城的猪场": {"sector": "other_manufacturing", "county": "gaoping"},
        "在高平，做泽州铁锅的": {"sector": "casting", "county": "gaoping"},
        "泽州的，卖高平黄梨、陵川党参，开网店": {"sector": "commerce", "county": "zezhou"},
        "电商公司，城区的，专门在抖音上卖阳城陶瓷、泽州铁锅": {
            "sector": "commerce",
            "county": "chengqu",
            "projects": {"online_sales": None},
        },
    },
    "what is said around a fact leaves it be": {
        "公司无认定，行业为铸造，在泽州": {"sector": "casting", "certifications": {}, "county": "zezhou"},
        "隔壁厂是小巨人，我们就一个9001，24年办的": {"certifications": {"quality_system": "2024"}},
        "本人省级工艺美术大师，2016年评的，在阳城做珐华，公司没有认定": {
            "sector": "ceramics",
            "certifications": {"master_provincial": "2016"},
            "applicant": "person",
            "county": "yangcheng",
        },
        "养蚕的，阳城，三十来户人家的合作社": {
            "sector": "sericulture",
            "applicant": "organisation",
            "county": "yangcheng",
        },
    },
    "a sum half remembered or misspelt": {
        "丝绸，去年收入记不清了大概三千万": {
            "sector": "silk",
            "revenue": {"low": 28500000, "high": 31500000, "year": 2024},
        },
        "丝绸，去年具体忘了，反正三千万这个数": {
            "sector": "silk",
            "revenue": {"low": 30000000, "high": 30000000, "year": 2024},
        },
        "铸造，去年迎收七千万": {"sector": "casting", "revenue": {"low": 70000000, "high": 70000000, "year": 2024}},
        "铸造，应收账款七千万": {"sector": "casting"},
    },
    "names with a gap": {
        "想贷点款": {"projects": {"working_loan": None}},
        "贷不下款": {},
        "想拿块工业用地": {"projects": {"industrial_land": None}},
        "去年技改了一条线": {"projects": {"upgrade": "2024"}},
        "没上过技改也没5G，项目啥都没有": {"projects": {}},
    },
    "who applies": {
        "我是阳城养蚕的，以个人名义申请行不行": {"sector": "sericulture", "applicant": "person", "county": "yangcheng"},
        "我们是替专业镇来申报的，阳城陶瓷": {"sector": "ceramics", "applicant": "town", "county": "yangcheng"},
        "我们镇政府想申请，泽州大阳的，镇上主要是铁器": {"sector": "casting", "applicant": "town", "county": "zezhou"},
        "合作社欠我们饲料款，高平的饲料厂": {"sector": "other_manufacturing", "county": "gaoping"},
        "合作社统一收我家的茧，阳城养蚕": {"sector": "sericulture", "county": "yangcheng"},
        "我们在巴公园区里头，做铸管": {"sector": "casting", "county": "zezhou"},
        "我是园区管委会的，泽州巴公": {"applicant": "town", "county": "zezhou"},
        "以合作社名义申请，种党参": {"sector": "herb_growing", "applicant": "organisation"},
        "本合作社种植党参，位于陵川县平城镇，年销售额约三百万": {
            "sector": "herb_growing",
            "revenue": {"low": 2850000, "high": 3150000},
            "applicant": "organisation",
            "county": "lingchuan",
        },
        "在高平养猪的个体户能申请吗": {"sector": "pigs", "applicant": "self_employed", "county": "gaoping"},
    },
    "whose and where": {
        "朋友在泽州搞铸造评上了专精特新，我在沁水养蜂": {"sector": "honey", "county": "qinshui"},
        "原来在城区，去年搬到开发区，做机器人零件": {"sector": "equipment", "county": "development_zone"},
        "我家住泽州，在高平开了个丝绸厂": {"sector": "silk", "county": "gaoping"},
        "卖到高平的，我们厂在阳城，陶瓷": {"sector": "ceramics", "county": "yangcheng"},
        "城区做软件的小公司，十几个人，一年三百万左右，科小去年入的库": {
            "sector": "other_services",
            "revenue": {"low": 2850000, "high": 3150000},
            "certifications": {"tech_sme": "2024"},
            "county": "chengqu",
        },
    },
    "questions tell nothing": {
        "质量认证能补多少": {},
        "小巨人呢": {},
        "能领啥": {},
        "养蜂有补贴吗": {},
        "要是评上小巨人能拿多少": {},
        "如果去年营收5亿呢": {},
        "个体户能申请吗": {},
        "山西精品，能补多少": {},
        "营收达到五亿奖多少": {},
        "丝绸能补多少": {},
        "没评上小巨人还能补吗": {},
        "专精特新和小巨人能一起领吗": {},
    },
    "what stands before a question": {
        "评上了山西精品有没有奖": {"certifications": {"shanxi_quality": None}},
        "我在高平养猪能领啥": {"sector": "pigs", "county": "gaoping"},
        "我们去年五亿能奖多少": {"revenue": {"low": 500000000, "high": 500000000, "year": 2024}},
        "我们协会能申请吗": {"applicant": "organisation"},
        "高平丝绸能补多少": {"sector": "silk", "county": "gaoping"},
        "铸造，五亿，能补多少": {"sector": "casting", "revenue": {"low": 500000000, "high": 500000000}},
        "你好，我在泽州做铸造，请问技改补多少": {"sector": "casting", "county": "zezhou"},
        "去年营收五亿，今年能到十亿的话奖多少": {"revenue": {"low": 500000000, "high": 500000000, "year": 2024}},
    },
}

ELSEWHERE = {
    fact.id: fact
    for fact in (
        Fact("trade", "choice", "行业", "贵企业从事什么行业？", "", (Group("", (
            Option("tea", "茶叶", "做茶叶", ("白茶",)), Option("boats", "造船", "造船", ("船厂",)),
        )),), role="trade"),
        Fact("place", "choice", "所在区", "贵企业在哪个区？", "", (Group("", (
            Option("east", "东湖区", "在东湖区", ("东湖",)), Option("west", "西山区", "在西山区", ("西山",)),
        )),)),
        Fact("turnover", "money", "营业收入", "去年营业收入多少？", "",
             yearly=True, best_before="top", role="turnover"),
        Fact("top", "money", "历史最高营业收入", "以前最高多少？", ""),
        Fact("research", "money", "研发投入", "去年研发投入多少？", "", yearly=True),
        Fact("hightech", "yes_no", "高新技术企业", "贵企业是高新技术企业吗？", "", (Group("", (
            Option("yes", "是", "是高新技术企业"), Option("no", "不是", "不是高新技术企业"),
        )),)),
        Fact("founded", "date", "成立时间", "贵企业哪年成立？", ""),
    )
}  # fmt: skip
"""What another city might ask."""


@pytest.mark.parametrize(
    ("text", "told"),
    [pytest.param(text, told, id=f"{idea}: {text}") for idea, row in TOLD.items() for text, told in row.items()],
)
def test_what_a_message_tells(text: str, told: dict[str, Any]) -> None:
    assert gather(FACTS, text, TODAY).values == told


def test_facts_of_another_city_are_read_by_their_kind_and_names() -> None:
    text = "东湖做白茶的，去年三千万，前年两千万，研发投入五百万，不是高新技术企业，2015年成立"
    assert gather(ELSEWHERE, text, TODAY).values == {
        "trade": "tea",
        "place": "east",
        "turnover": {"low": 30000000, "high": 30000000, "year": 2024},
        "top": {"low": 20000000, "high": 20000000},
        "research": {"low": 5000000, "high": 5000000},
        "hightech": "no",
        "founded": "2015",
    }


def test_values_stand_in_asking_order_with_the_words_they_rest_on() -> None:
    text = "高平弄丝绸的，前年两个来亿，去年冲到十亿出头，山西精品也评上了，能领啥"
    told = gather(FACTS, text, TODAY)
    asked = [fact for fact in FACTS if fact in told.values]
    assert list(told.values) == asked == ["sector", "revenue", "certifications", "best_revenue_before", "county"]
    assert told.words["sector"] == "丝绸"
    assert told.words["revenue"] == "十亿出头"
    assert told.words["county"] == "高平"
    assert all(words in normalise(text) for words in told.words.values())
    assert told.rest == ("能领啥",)


def test_what_is_not_settled_is_handed_back_and_never_guessed() -> None:
    told = gather(FACTS, "老字号，做糕点的，应该算涉农，营收五千", TODAY)
    assert told.values == {"sector": "farm_produce"}
    assert [next(iter(held)) for held in told.unclear["certifications"]] == [
        "china_brand",
        "sanjin_brand",
        "jincheng_brand",
    ]
    assert told.unclear["agricultural"] == ("yes", "no")
    assert [sum_["low"] for sum_ in told.unclear["revenue"]] == [50000000, 5000]


def test_a_figure_of_a_year_before_the_one_given_is_the_best_before() -> None:
    given_ = {"revenue": {"low": 500000000, "high": 500000000, "year": 2024}}
    assert gather(FACTS, "前年四亿八", TODAY, given_).values == {
        "best_revenue_before": {"low": 480000000, "high": 480000000}
    }
    assert gather(FACTS, "前年四亿八", TODAY).values == {"revenue": {"low": 480000000, "high": 480000000, "year": 2023}}


def test_a_question_is_left_over() -> None:
    assert gather(FACTS, "我在高平养猪能领啥", TODAY).rest == ("能领啥",)
    assert gather(FACTS, "小巨人找哪个部门", TODAY).rest == ("小巨人找哪个部门",)


def test_the_shape_of_docs_json() -> None:
    read = read_any(FACTS, "高平养猪", TODAY)
    assert read["outcome"] == "understood"
    assert read["values"] == {"sector": "pigs", "county": "gaoping"}
    assert read["say"] == "行业：生猪；所在县区：高平市"
    assert read_any(FACTS, "能领啥", TODAY)["outcome"] == "not_understood"


@pytest.mark.parametrize("text", ["五个亿，" * 300, "高平，养猪，" * 300, "1,2亿3万" * 8192, "山西精品没有是" * 400])
def test_no_text_keeps_it_long(text: str) -> None:
    started = time.perf_counter()
    gather(FACTS, text, TODAY)
    assert time.perf_counter() - started < 1


PIECES = (
    "高平", "泽州", "在", "做", "养猪", "陶瓷", "铸造", "的", "，", "。", " ", "去年", "前年", "24年",
    "以前最高", "营收", "五亿", "三千来万", "5", "9001", "山西精品", "评上了", "没有", "不是", "主导产业",
    "专业镇", "涉农", "个体户", "合作社", "技改", "打算", "吗", "能领啥", "多少", "老字号", "省级",
    "一个", "都没有", "认证", "不到", "左右", "我们", "隔壁", "?",
)  # fmt: skip


@given(text=st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=14).map("".join)))
@settings(max_examples=400)
def test_whatever_is_typed_every_value_is_one_that_a_profile_takes(text: str) -> None:
    told = gather(FACTS, text, TODAY)
    assert not told.values.keys() & told.unclear.keys()
    assert told.words.keys() == told.values.keys()
    for fact, value in told.values.items():
        assert read_profile({fact: value}, FACTS, TODAY).given == {fact}
    for fact, values in told.unclear.items():
        assert 2 <= len(values) <= 3
        assert all(read_profile({fact: value}, FACTS, TODAY).given == {fact} for value in values)
