use super::form::Form;
use super::form::Purpose;
use crate::text::Lang;

/// The sheet of instructions, a paragraph each.
pub(super) fn guide(form: &Form) -> Vec<String> {
    let lines = match form.purpose {
        Purpose::Progress => progress(form),
        Purpose::Closing => closing(form),
        Purpose::Consulting => super::consulting::guide(form),
    };
    lines.iter().enumerate().map(|(i, line)| format!("{}．{line}", i + 1)).collect()
}

/// How its entries end.
fn closing(form: &Form) -> Vec<String> {
    vec![
        format!(
            "本表供{}核实{}牵头的尚未办结事项，共 {} 项，一项一行，都要填。只能填写浅黄色单元格，其余单元格已锁定。",
            form.body,
            form.name.trim_end_matches("终期核实表"),
            form.lines.len()
        ),
        format!("核实结果：从下拉列表中选（{}）。", statuses(form)),
        format!("填“已完成”的，写完成日期（不写视为 {}）和依据文号，如验收文件、投产证明。", form.period.end()),
        "填“已结转”的，写理由，并写结转到哪个方案（没有定的可不写）；结转的不再按本方案计为逾期。".to_owned(),
        "填“已终止”的，写理由和依据文号，如会议纪要。".to_owned(),
        "完成情况：写文字，单元格内换行按 Alt+Enter。填报人：写姓名；记录以本单位和填报人的名义留存。".to_owned(),
        "以集体名称牵头的事项，填本单位承担的部分；各成员都核实后，整项随之办结。".to_owned(),
        "请勿增删列、改动隐藏的列或改写编号；可以筛选、调整行高。填好后保存为 xlsx，原样交回推进专班办公室。".to_owned(),
        "同一份表交回两次只记录一次。交回前台账若已有别人更新同一事项，两种说法都会保留，由推进专班办公室裁定。".to_owned(),
    ]
}

fn statuses(form: &Form) -> String {
    form.choices().join("、")
}

/// How far its entries are.
fn progress(form: &Form) -> Vec<String> {
    let (period, statuses) = (form.period.label(Lang::Zh), statuses(form));
    vec![
        format!("本表供{}填报{period}进展，共 {} 项。只能填写浅黄色单元格，其余单元格已锁定。", form.body, form.lines.len()),
        format!("本期状态：从下拉列表中选（{statuses}）。"),
        "完成比例：填 0 到 100 的整数，不写百分号，不写小数。".to_owned(),
        "本期应完成：列出到本期末应完成而没有完成的步骤，供对照。".to_owned(),
        "本期进展、存在问题、下一步打算：写文字，单元格内换行按 Alt+Enter。有问题的从下拉列表中选问题类别。".to_owned(),
        "需协调事项：写需要哪个单位做什么；作为问题记录，由推进专班办公室协调。".to_owned(),
        "建议时限及理由：需要调整时限的，先写日期，空一格写理由，如“2026-06-30 设备交货推迟”；记作建议，由推进专班办公室采纳后才生效。"
            .to_owned(),
        "项目阶段、本期完成投资：只填项目，由牵头单位填；投资填本期当期完成的万元数，不填累计。没有项目的表不显示这两列。".to_owned(),
        "填报人：写姓名；记录以本单位和填报人的名义留存。".to_owned(),
        "有“指标实测值”一页的：填本期实测值，写数，按表上的计量单位；没有的不填。".to_owned(),
        "没有填写的格表示“没有新的说法”，上次填报的内容继续有效；整行不填视为本期未反馈。".to_owned(),
        "职责为“配合”“分工”“落实”的事项，以及以集体名称承担的事项，填本单位承担部分的状态、完成比例和文字；整项的由牵头单位填报。"
            .to_owned(),
        "填“暂缓”“已终止”的，要在本期进展或存在问题里写明理由。".to_owned(),
        "直接改动本表中的时限无效。牵头单位如需调整，请另行报告。".to_owned(),
        "请勿增删列、改动隐藏的列或改写编号；可以筛选、调整行高。填好后保存为 xlsx，原样交回推进专班办公室。".to_owned(),
        "同一份表交回两次只记录一次。交回前台账若已有别人更新同一事项，两种说法都会保留，由推进专班办公室裁定。".to_owned(),
    ]
}
