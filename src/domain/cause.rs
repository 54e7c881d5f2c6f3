use serde::{Deserialize, Serialize};

use super::vocabulary::vocabulary;

/// What kind of thing holds the work up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Cause {
    /// 用地: no site, or no permit to use it.
    Land,
    /// 资金.
    Funds,
    /// 审批: a permit or an assessment is waited for.
    Approval,
    /// 企业: the company does not go on.
    Enterprise,
    /// 市场.
    Market,
    /// 机制: it is not settled who does what.
    Mechanism,
    /// 其他.
    Other,
}

vocabulary!(Cause {
    Land = "用地", "land", "land", ["土地"];
    Funds = "资金", "funds", "funds", ["钱"];
    Approval = "审批", "approval", "approval", ["手续", "报批"];
    Enterprise = "企业", "enterprise", "enterprise", ["企业原因"];
    Market = "市场", "market", "market", ["行情"];
    Mechanism = "机制", "mechanism", "mechanism", ["体制机制", "协调"];
    Other = "其他", "other", "other", ["其它"];
} or "未注明类别", "kind not said", "not_said", ["未分类", "未注明", "none"]);
