use super::form::Form;
use crate::domain::Status;
use crate::text::Lang;

/// The sheet of instructions, a paragraph each.
pub(super) fn guide(form: &Form) -> Vec<String> {
    let period = form.period.label(Lang::Zh);
    let statuses = Status::ALL.map(|s| s.label(Lang::Zh)).join("、");
    let lines = [
        format!("本表供{}填报{period}进展，共 {} 项。只能填写浅黄色单元格，其余单元格已锁定。", form.body, form.lines.len()),
        format!("本期状态：从下拉列表中选（{statuses}）。"),
        "完成比例：填 0 到 100 的整数，不写百分号，不写小数。".to_owned(),
        "本期进展、存在问题、下一步打算：写文字，单元格内换行按 Alt+Enter。".to_owned(),
        "填报人：写姓名；记录以本单位和填报人的名义留存。".to_owned(),
        "没有填写的格表示“没有新的说法”，上次填报的内容继续有效；整行不填视为本期未反馈。".to_owned(),
        "职责为“配合”“落实”的事项，以及以集体名称承担的事项，填本单位承担部分的状态、完成比例和文字；整项的由牵头单位填报。".to_owned(),
        "填“暂缓”“已终止”的，要在本期进展或存在问题里写明理由。".to_owned(),
        "时限、牵头单位如需调整，请另行报告，改动本表中的时限无效。".to_owned(),
        "请勿增删列、改动隐藏的列或改写编号；可以筛选、调整行高。填好后保存为 xlsx，原样交回推进专班办公室。".to_owned(),
        "同一份表交回两次只记录一次。交回前台账若已有别人更新同一事项，两种说法都会保留，由推进专班办公室裁定。".to_owned(),
    ];
    lines.iter().enumerate().map(|(i, line)| format!("{}．{line}", i + 1)).collect()
}
