//! How far a project has come, and what has to be settled before.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::vocabulary::vocabulary;
use crate::text::{Lang, list_parts};

/// How far a project of the pool has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Stage {
    /// 谋划: thought of.
    Conceived,
    /// 储备: taken into the pool.
    Reserved,
    /// 前期: permits, land and money are being arranged.
    Preparing,
    /// 开工: building has begun.
    Begun,
    /// 在建: it is being built.
    Building,
    /// 投产: it is finished and works.
    Working,
    /// 达产: it yields what it was built for.
    AtCapacity,
    /// 停建: building was stopped.
    Halted,
    /// 退库: it is out of the pool.
    Withdrawn,
}

vocabulary!(Stage {
    Conceived = "谋划", "conceived", "conceived", [];
    Reserved = "储备", "in reserve", "reserved", ["入库"];
    Preparing = "前期", "in preparation", "preparing", ["前期工作"];
    Begun = "开工", "begun", "begun", ["新开工"];
    Building = "在建", "being built", "building", ["续建", "建设中"];
    Working = "投产", "in production", "working", ["竣工", "建成", "投运"];
    AtCapacity = "达产", "at capacity", "at_capacity", ["达产达效"];
    Halted = "停建", "halted", "halted", ["停工"];
    Withdrawn = "退库", "withdrawn", "withdrawn", ["出库"];
} or "未报阶段", "stage not told", "none", []);

/// Something that has to be settled for a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Condition {
    /// 用地.
    Land,
    /// 环评: the assessment of what it does to the environment.
    Environment,
    /// 能评: the review of the energy that it uses.
    Energy,
    /// 资金.
    Funds,
    /// 审批: the project was approved, or put on course.
    Approval,
    /// 入统: the statistics of investment count it. No stage waits for that.
    Statistics,
    /// 其他.
    Other,
}

vocabulary!(Condition {
    Land = "用地", "land", "land", ["土地"];
    Environment = "环评", "environmental assessment", "environment", ["环境影响评价"];
    Energy = "能评", "energy review", "energy", ["节能审查"];
    Funds = "资金", "funds", "funds", [];
    Approval = "审批", "approval", "approval", ["备案", "核准", "立项"];
    Statistics = "入统", "in statistics", "statistics", ["纳统"];
    Other = "其他", "other", "other", [];
});

/// Whether the statistics of investment count a project (入统).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InStatistics {
    /// They do.
    Yes,
    /// They do not.
    No,
}

vocabulary!(InStatistics {
    Yes = "已入统", "in statistics", "yes", ["是"];
    No = "未入统", "not in statistics", "no", ["否"];
} or "未报入统", "not told", "none", []);

/// What a stage wants settled before: all of these.
const TO_BUILD: &[Condition] = &[Condition::Land, Condition::Environment, Condition::Energy, Condition::Funds, Condition::Approval];

/// The stages that want something settled before, with what.
const NEEDS: [(Stage, &[Condition]); 4] =
    [(Stage::Begun, TO_BUILD), (Stage::Building, TO_BUILD), (Stage::Working, TO_BUILD), (Stage::AtCapacity, TO_BUILD)];

impl Condition {
    /// Several by their words, with 、 between; 全部 are those that a project needs before it is built. What is none of them comes back.
    pub(crate) fn read(words: &str) -> Result<Vec<Condition>, String> {
        if matches!(words.trim(), "全部" | "all") {
            return Ok(TO_BUILD.to_vec());
        }
        list_parts(words, |_| false).into_iter().map(|word| Condition::from_word(word).ok_or_else(|| word.to_owned())).collect()
    }
}

impl Stage {
    /// What it wants settled before.
    pub(crate) fn needs(self) -> &'static [Condition] {
        NEEDS.iter().find(|(stage, _)| *stage == self).map_or(&[], |(_, needs)| needs)
    }

    /// Whether a project that comes to it has been begun.
    pub(crate) fn is_begun(self) -> bool {
        matches!(self, Stage::Begun | Stage::Building) || self.is_finished()
    }

    /// Whether it is built.
    pub(crate) fn is_finished(self) -> bool {
        matches!(self, Stage::Working | Stage::AtCapacity)
    }
}

/// A stage with the day on which a project came to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Staged {
    /// Which.
    pub stage: Stage,
    /// Since when.
    pub on: NaiveDate,
    /// By which document, where there is one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
}

impl Staged {
    /// As readers see it: `开工（2025-04-01，鸡发改〔2025〕3号）`.
    pub(crate) fn in_words(&self, lang: Lang) -> String {
        let basis = if self.basis.is_empty() { String::new() } else { format!("{}{}", lang.pick("，", ", "), self.basis) };
        format!("{}{}", self.stage.label(lang), lang.bracketed(&format!("{}{basis}", self.on)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_wants_the_same_settled_as_what_is_begun_and_nothing_waits_for_the_statistics() {
        for stage in Stage::ALL {
            assert_eq!(stage.needs() == TO_BUILD, stage.is_begun(), "{stage:?}");
            assert!(!stage.needs().contains(&Condition::Statistics));
        }
    }

    #[test]
    fn every_word_leads_back_to_its_own_stage_and_condition() {
        for stage in Stage::ALL {
            stage.term().names().for_each(|name| assert_eq!(Stage::from_word(name), Some(stage), "{name}"));
        }
        for condition in Condition::ALL {
            condition.term().names().for_each(|name| assert_eq!(Condition::from_word(name), Some(condition), "{name}"));
        }
    }
}
