//! Forms, a row each. A form is a type with named fields; what is common to all is in `ask`, `field`
//! and `open`.

mod amend;
mod ask;
mod attach;
mod birth;
mod context;
mod drafted;
mod entry;
mod field;
mod finding;
mod kind;
mod known;
mod liaison;
mod matter;
mod measure;
mod offers;
mod open;
mod person;
mod project;
mod rearranging;
mod record;
mod reform;
mod report;
mod returned;
mod session;
mod stating;
mod step;

pub(crate) use context::{About, Context};
pub(crate) use field::{Field, percent};
pub(crate) use known::Known;
pub use open::Form;
pub(crate) use open::proposal;

/// Hands all rows to a macro: file, type, what it is about, and the command that opens it (word, keys, views, need, hint,
/// help). One that only a menu opens has none.
macro_rules! each_form {
    ($make:ident) => {
        $make! {
            project::Staging entries ("move-stage", [ch('m')], LTP, Row, "阶段" / "stage", "项目阶段：谋划、储备、前期、开工、在建、投产、达产、停建、退库，和前期条件" / "the stage of a project, and what is settled of what it needs");
            project::Investing entries ("invest", [ch('M')], LTP, Row, "投资" / "invested", "完成投资：填报项目一个季度完成的投资" / "what was invested in a project in a quarter");
            report::Report entries ("report", [ch('a'), key(KeyCode::F(6))], LTP, Row, "填报" / "report", "填报进展、问题、状态和完成比例" / "report progress, problems, status, percent");
            record::Deadline entries ("move-deadline", [ch('d')], LTP, Row, "时限" / "deadline", "调整时限（写明理由）" / "move the deadline, with a reason");
            record::Lead entries ("assign-lead", [ch('L')], LTP, Row, "牵头" / "lead", "明确牵头单位" / "name the body that leads");
            record::Ending entries ("put-off", [], LT, Row, "" / "", "暂缓、终止或结转：写明理由和依据" / "put off, give up or carry over: with reason and document");
            record::Confirm entries ("confirm", [], LT, Row, "" / "", "销号：核实报已完成的条目" / "confirm: what was reported as done is done");
            record::Return entries ("return", [], LT, Row, "" / "", "退回：报了已完成而核实不了的，写明理由" / "return: what cannot be confirmed, with a reason");
            record::Decline entries ();
            amend::Amend facts ("amend", [ch('e'), key(KeyCode::F(2))], LTP, Row, "" / "", "修改台账所载：事项、内容、配合单位、地区、企业、投资、来源、备注" / "edit the facts: title, summary, bodies, regions, enterprises, investment, source");
            amend::AmendBody body ("amend-body", [ch('e'), key(KeyCode::F(2))], M, Row, "" / "", "修改单位：层级、地区、简称、成员、曾用名" / "change the body: level, place, aliases, members, former names");
            reform::RenameBody body ("rename-body", [ch('N')], M, Row, "" / "", "更名：单位从某天起叫别的名称，那天可以还没有到" / "rename the body from a day on, which may come yet");
            reform::SplitBody body ("split-body", [ch('B')], M, Row, "" / "", "分设：单位从某天起分成几个，在办的逐条问归谁" / "split the body from a day on; of each open entry is asked to whom it goes");
            reform::HandOver entries ("hand-over", [], LT, Row, "" / "", "划转：一个单位在这些条目里的职责从某天起交给另一个" / "hand over: from a day on another body does what one had to do in these entries");
            reform::MergeBody body ("merge-body", [ch('M')], M, Row, "" / "", "撤并：单位的职责从某天起由另一个承接，未了结的一步转过去" / "merge the body into another, which has its duties from a day on");
            amend::AmendIndicator goal ("amend-indicator", [ch('e'), key(KeyCode::F(2))], I, Row, "" / "", "修改指标：单位、目标值、基期值、所属条目、备注" / "change the indicator: unit, targets, baseline, entry, remark");
            amend::AmendPlan plan ("amend-plan", [], LT, Row, "" / "", "修改方案：光标所在条目的方案，标题、文号、起止日" / "change the plan of the entry under the cursor: title, number, first and last day");
            rearranging::ClosePlan plan ("close-plan", [], LT, Row, "" / "", "方案办结归档：光标所在条目的方案，没有办结的结转或终止" / "close the plan of the entry under the cursor: what is unfinished is carried over or given up");
            attach::Attach entries ("attach", [], LT, Row, "" / "", "附件：附上文件或文号，台账文件夹里的文件记下哈希" / "attach a file or the number of a paper; of a file beside the ledger the hash is kept");
            rearranging::Move entries ("move-entries", [], LT, Row, "" / "", "移动：放到同一方案的另一条之下，或最上一级" / "put elsewhere: under another entry of the plan, or at its top");
            rearranging::Split entries ("split-entry", [], LT, Row, "" / "", "分解：一条变成几条，职责、时限、地区不变，原条目结转" / "split: into several with its duties, deadline and places; it is carried over");
            rearranging::Join entries ("join-entries", [], LT, Row, "" / "", "合并：并入另一条，职责、下级、指标、步骤、人员都归它" / "join: into another one, which has the duties, parts, indicators, steps and persons of all");
            project::Financing facts ("financing", [], LTP, Row, "" / "", "项目资金：年度计划投资，中央、省级、市县、社会资本、专项债" / "the money of a project: planned by year, by source");
            entry::NewEntry new ("new-entry", [ch('n'), key(KeyCode::Insert)], LT, Nothing, "" / "", "新条目：会议议定等新增的事项，提议放在光标所在条目之下" / "new entry: what a meeting laid down, proposed under the entry of the cursor");
            birth::NewPlan new ("new-plan", [], ALL, Nothing, "" / "", "新方案：登记一个方案" / "new plan: enter a plan");
            birth::NewBody new ("new-body", [], ALL, Nothing, "" / "", "新单位：登记一个单位，层级和地区按名称推断" / "new body: enter a body; its name tells level and place");
            birth::NewPlace new ("new-place", [], ALL, Nothing, "" / "", "新地区：登记一个地区" / "new place: enter a place");
            birth::NewEnterprise new ("new-enterprise", [], ALL, Nothing, "" / "", "新企业：登记一个企业" / "new enterprise: enter an enterprise");
            birth::NewPerson person ("new-person", [ch('p')], LM, Row, "" / "", "新人员：责任人、分管领导、联系人，管这一条或单位的全部事项" / "new person: who answers, is in charge or is the contact, for this entry or all of the body's");
            person::EndPerson person ("end-person", [], LM, Row, "" / "", "人员不再担任：写到哪一天为止" / "a person is it no more: until which day");
            birth::NewIndicator new ("new-indicator", [], ALL, Nothing, "" / "", "新指标：登记一个指标" / "new indicator: enter an indicator");
            birth::NewStep new ("new-step", [], LT, Row, "" / "", "新步骤：给光标所在条目列一个分年度、分季度任务或重复性工作" / "new step: a part of the work of the entry under the cursor, or a duty that comes again");
            step::TellStep step ();
            amend::AmendStep step ();
            birth::NewMatter raised ("new-matter", [ch('c')], LT, Nothing, "会商" / "matter", "会商：把光标所在条目反映的问题提出来，由几家一起解决" / "raise the problem of the entry under the cursor as a matter that several settle");
            birth::NewInspection raised ("new-inspection", [], ALL, Nothing, "" / "", "新督导：登记一次督导检查" / "enter an inspection");
            birth::NewLiaison raised ("new-liaison", [], ALL, Nothing, "" / "", "新包联：领导包联哪些条目和企业" / "a leader looks after entries and enterprises");
            amend::AmendLiaison liaison ("amend-liaison", [], K, Row, "" / "", "修改包联" / "change the liaison");
            liaison::Visit liaison ("visit", [], K, Row, "" / "", "记一次走访，反映的问题可以同时提出会商" / "record a visit; a problem heard can be raised as a matter");
            birth::NewFinding sheet ("new-finding", [], K, Nothing, "" / "", "新整改问题：登记督导查出的一个问题" / "enter a finding of the inspection under the cursor");
            amend::AmendMatter matter ("amend-matter", [], K, Row, "" / "", "修改会商事项：问题、单位、层级、分级、时限" / "change the matter: problem, bodies, level, grade, due");
            amend::AmendInspection inspection ("amend-inspection", [], K, Row, "" / "", "修改督导检查" / "change the inspection");
            amend::AmendFinding finding ("amend-finding", [], K, Row, "" / "", "修改整改问题：问题、要求、时限" / "change the finding: problem, what is wanted, due");
            matter::Consult matter ("consult", [], K, Row, "" / "", "会商：记哪天开会、谁到会" / "record a meeting on the matter: the day, who came");
            matter::Settle matter ("settle", [], K, Row, "" / "", "议定：纪要文号、议定的内容、谁在何时前做什么" / "settle the matter: minutes, what was decided, who does what by when");
            matter::PassUp matter ("pass-up", [ch('p')], K, Row, "上报" / "up", "上报：交上一级会商" / "pass the matter up to a higher level");
            matter::Reopen matter ("reopen", [], K, Row, "" / "", "重新提出：议定的没有落实" / "reopen the matter: what was decided was not done");
            finding::Mend finding ("mend", [], K, Row, "" / "", "填报整改情况" / "report how the finding is mended");
            finding::Recheck finding ("recheck", [], K, Row, "" / "", "复查通过，销号" / "re-checked: it is mended");
            finding::SendBack finding ("send-back", [], K, Row, "" / "", "复查不合格，退回整改" / "re-checked: it is not mended");
            measure::Measure indicator ("measure", [ch('a'), key(KeyCode::F(6))], I, Row, "填报" / "measure", "填报指标的实测值" / "enter a measured value");
            drafted::AmendDraft drafted ();
            returned::AmendBack drafted ();
            drafted::RejectDraft drafted ();
            drafted::SplitDraft drafted ();
            drafted::TakeDrafts drafted ();
            session::Us session ("choose-us", [ch('U')], ALL, Nothing, "" / "", "设定本单位（我）" / "say who we are");
            session::Office session ("choose-office", [], ALL, Nothing, "" / "", "专班办公室：登记哪个单位是专班办公室，由它修改各条、答复建议、核实销号" / "the office: say which body changes entries, answers proposals and confirms completions");
            session::ViewName session ();
        }
    };
}
pub(super) use each_form;

macro_rules! handed_on {
    ($($file:ident::$Form:ident $about:ident $row:tt;)*) => {
        $(pub(crate) use $file::$Form;)*
    };
}

each_form!(handed_on);
