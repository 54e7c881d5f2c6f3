//! What names of bodies look like.

use std::sync::LazyLock;

use super::words::{begins, depths, ends, is_close, is_hanzi, is_open};

/// Words that stand in a row, with blanks between.
fn words(row: &'static str) -> Vec<&'static str> {
    row.split_whitespace().collect()
}

/// How names of bodies end.
static ENDINGS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "委 局 厅 办 院 部 署 社 行 所 站 中心 公司 集团 大学 学院 政府 行署 管委会 街道 乡镇 镇 乡 单位 部门 队 会 工会 \
         总工会 海关 电网 联通 移动 电信 铁塔 邮政 专班 党校 高校 企业 机构 区 县 市 州 盟 旗 省 成员 业主 学校 医院 银行 \
         办公室 指挥部 工作组 领导小组 小组 实验室 总站 支行 分行 基地 馆 台 网 基金 协会 联盟 农场 林场 园区 高新区 开发区 新区 \
         街 村 社区 国资 农垦 各地 党委 党组 法院 总队 支队 大队 研究院 科协 作协 记协 侨联 残联 妇联 文联 社科联 工商联 供销 军区 武装部 检 关 \
         团 总公司 厂 组 库 港 口岸办 校 所属 人社 住建 文旅 卫健 经信 发改 厅局 主体 方 平台 医保 税务",
    )
});

/// Endings that other words have too; names that end so are believed only among others.
static LOOSE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "会 区 县 市 行 所 站 部 院 社 台 网 馆 街 方 团 关 检 厂 组 库 港 队 校 企业 机构 单位 主体 平台 基地 基金 村 \
         省 州 成员 移动 电信 联盟 口岸 方 税务 供销 社区 园区 学校",
    )
});

/// Words that stand in sentences and not in names.
static SENTENCE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "建设 支持 鼓励 加强 加快 提升 完善 开展 强化 引导 健全 制定 落实 实施 达到 实现 培育 推动 提高 深化 确保 优化 打造 扩大 \
         进一步 以上 以下 我省 我市 我县 为主 包括 如 即 的 了 是 将 对 要 按 使用 同时 作为 通过 围绕 依托 是否 一批 用于 \
         不得 应当 可以 位于 坐落 下同 负责 牵头",
    )
});

/// Marks behind a name that say of it that it leads.
const LEAD_MARKS: &[char] = &['★', '△', '▲', '☆', '●', '*', '＊', '※'];

/// Posts: who holds one is a person.
static POSTS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "市长 县长 区长 省长 书记 主任 局长 厅长 部长 秘书长 领导 同志 负责人 责任人 组长 镇长 乡长 主席 院长 站长 处长 科长 专员 \
         经理 董事长",
    )
});

/// Ends of collective names.
static WHOLE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "有关部门 相关部门 有关单位 相关单位 有关省级部门 各地 各单位 各部门 成员单位 行业主管部门 主管部门 责任单位 相关企业 各项目业主 \
         项目业主 业主单位 属地政府 有关方面 有关企业 有关高校 项目单位 直属单位 直属各单位 参与单位 有关市 相关市 有关地市 各有关方面 \
         直各部门 直有关部门 直各单位 有关地方",
    )
});

/// How sure it is that characters name a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    No,
    /// Among other names.
    Loose,
    Strong,
}

/// A name without what stands in brackets behind it.
pub(crate) fn core(chars: &[char]) -> &[char] {
    let mut end = chars.len();
    while end > 0 && is_close(chars[end - 1]) {
        let depths = depths(&chars[..end]);
        let Some(open) = (0..end).rev().find(|&at| is_open(chars[at]) && depths[at] == 0) else { break };
        end = open;
        while end > 0 && chars[end - 1] == ' ' {
            end -= 1;
        }
    }
    if end == 0 { chars } else { &chars[..end] }
}

/// How much characters look like a body's name.
pub(crate) fn likeness(chars: &[char]) -> Likeness {
    let name = core(chars);
    let hanzi = name.iter().filter(|c| is_hanzi(**c)).count();
    if !(2..=34).contains(&name.len()) || hanzi < 2 || is_post(name) {
        return Likeness::No;
    }
    if name.iter().any(|c| matches!(c, '。' | '：' | ':' | '；' | '“' | '”' | '《' | '》' | '％' | '%')) {
        return Likeness::No;
    }
    if name.iter().filter(|c| c.is_ascii_digit()).count() > 4 {
        return Likeness::No;
    }
    let group = is_collective(chars);
    let sentence = SENTENCE.iter().any(|w| has(name, w) && !allowed(name, w));
    let ending = ENDINGS.iter().filter(|e| ends(name, e)).max_by_key(|e| e.len());
    match (ending.is_some(), ending.is_some_and(|e| LOOSE.contains(e)), sentence) {
        _ if group && !sentence => Likeness::Strong,
        (_, _, true) | (false, _, _) => Likeness::No,
        (true, true, false) if !sure_beginning(name) => Likeness::Loose,
        _ => Likeness::Strong,
    }
}

fn has(chars: &[char], word: &str) -> bool {
    super::words::find(chars, word).is_some()
}

/// Names in which a word of sentences is at home.
fn allowed(name: &[char], word: &str) -> bool {
    match word {
        "建设" => [
            "住房",
            "城乡",
            "建设局",
            "建设厅",
            "建设委",
            "建设管理",
            "建设集团",
            "建设投资",
            "建设银行",
            "建设办",
            "建设领导小组",
            "建设指挥部",
            "建设公司",
            "建设发展",
            "生产建设",
            "建设和",
            "建设中心",
            "建设工程",
            "建设专班",
            "建设成员",
            "建设有限",
        ]
        .iter()
        .any(|w| has(name, w)),
        "以上" => has(name, "地级以上"),
        "要" => has(name, "要素") || has(name, "主要"),
        "的" | "了" | "是" | "如" | "即" => false,
        "对" => has(name, "对外") || has(name, "对口"),
        "支持" => has(name, "支持中心"),
        "实施" => has(name, "实施单位") || has(name, "实施主体"),
        "落实" => has(name, "落实单位"),
        "推动" | "加快" | "深化" | "强化" | "提升" | "优化" | "促进" | "开展" => {
            ["专班", "领导小组", "办公室", "工作组", "指挥部", "委员会", "成员单位"].iter().any(|w| has(name, w))
        }
        "将" => has(name, "将军"),
        "按" => false,
        "引导" | "培育" => has(name, "基金") || has(name, "中心"),
        "负责" => has(name, "负责部门"),
        "牵头" => has(name, "牵头单位") || has(name, "牵头部门"),
        "实现" | "达到" => false,
        _ => false,
    }
}

/// Beginnings that only names of bodies have.
fn sure_beginning(name: &[char]) -> bool {
    ["省", "市", "县", "区委", "区法", "区检", "区总", "各", "国家", "中国", "中共", "人民银行", "州", "盟", "旗", "镇", "乡", "街道"]
        .iter()
        .any(|w| begins(name, w))
        || [
            "人民政府",
            "政府",
            "管委会",
            "委员会",
            "开发区",
            "高新区",
            "宣传部",
            "组织部",
            "统战部",
            "社会工作部",
            "武装部",
            "工会",
            "供销社",
            "法院",
            "检察院",
            "银行",
            "办公室",
            "合作社",
            "党校",
            "大学",
        ]
        .iter()
        .any(|w| ends(name, w))
}

/// A post or a person (`分管副市长`), who is no body.
pub(crate) fn is_post(name: &[char]) -> bool {
    POSTS.iter().any(|p| ends(name, p))
}

/// A collective name: many bodies in a word.
pub(crate) fn is_collective(chars: &[char]) -> bool {
    let vague = ["相关", "有关", "市、县", "县（市", "县(市", "市（地", "市(地", "市（州", "各级"].iter().any(|w| begins(chars, w))
        && ["政府", "部门", "单位", "行署）", "管委会"].iter().any(|e| ends(chars, e));
    vague || begins(chars, "各") && chars.len() >= 2 && !has(chars, "，") || WHOLE.iter().any(|w| ends(core(chars), w))
}

/// A mark behind a name that says that it leads: how many characters the mark takes.
pub(crate) fn lead_mark(chars: &[char]) -> Option<usize> {
    if chars.last().is_some_and(|c| LEAD_MARKS.contains(c)) {
        return Some(1);
    }
    ["（牵头）", "(牵头)", "（牵头单位）", "〔牵头〕", "(牵头单位)"].into_iter().find(|w| ends(chars, w)).map(|w| w.chars().count())
}

/// The level with which a name begins.
pub(crate) fn level(name: &[char]) -> Option<char> {
    let first = *name.first()?;
    let second = name.get(1).copied().unwrap_or(' ');
    let levels = matches!(first, '省' | '市' | '县' | '区' | '州' | '盟' | '旗');
    (levels && !is_open(second) && !matches!(second, '直' | '级' | '有' | '相') && name.len() > 2).then_some(first)
}

/// What provinces, cities and counties have, and how it may be called.
static OFFICES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "发展改革 发展和改革 发改 教育 科技 科学技术 工业和信息化 工信 经信 经济和信息化 公安 民政 司法 财政 人力资源 人社 人力社保 \
         自然资源 规划 生态环境 住房 住建 城管 城市管理 交通 水利 水务 农业农村 农业 商务 文化 文旅 卫生健康 卫健 退役军人 应急 审计 \
         国资 外事 市场监管 市场监督 广电 广播电视 体育 统计 林草 林业 粮食 能源 医保 医疗保障 大数据 数据 政务服务 政务和数据 \
         行政审批 信访 机关事务 乡村振兴 供销 药监 药品监管 知识产权 地方金融 金融办 金融局 网信办 宣传部 组织部 统战部 政法委 编办 \
         法院 检察院 总工会 妇联 工商联 科协 残联 国防动员 人防 园林 绿化 招商 投资促进 口岸 海洋 渔业 畜牧 民宗 民族 侨办 台办 \
         档案 地方志 委",
    )
});

/// Whether a bare name is one of those that every level has, so that it takes the level of its neighbours.
pub(crate) fn of_every_level(name: &[char]) -> bool {
    level(name).is_none()
        && OFFICES.iter().any(|o| begins(name, o))
        && ["厅", "局", "委", "办", "部", "院", "社", "会", "联", "协", "中心"].iter().any(|e| ends(core(name), e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_look_like_names_and_sentences_do_not() {
        let of = |text: &str| likeness(&text.chars().collect::<Vec<_>>());
        for name in [
            "市发改委",
            "省市监局（省知识产权局）",
            "各县（市、区）",
            "市住房城乡建设局",
            "市委组织部（人才办）",
            "县各有关单位",
            "某集团（筹）",
            "松林县人民政府",
            "各乡镇（街道）",
            "云河高新区管委会",
        ] {
            assert_eq!(of(name), Likeness::Strong, "{name}");
        }
        for text in ["加快建设冷链园区", "支持龙头企业", "分管副市长", "张某", "一批示范企业", "到2027年达到20家企业", "含农垦的部门"]
        {
            assert_eq!(of(text), Likeness::No, "{text}");
        }
        assert_eq!(of("松林县"), Likeness::Loose);
    }
}
