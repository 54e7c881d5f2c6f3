//! Lines that belong to the page and not to the plan.

use super::words::{Words, begins, find, is_close, is_hanzi, is_open};

/// Words of web pages around a text.
const WEB: [&str; 34] = [
    "浏览次数",
    "字体：",
    "字号：",
    "打印本页",
    "打印 关闭",
    "关闭窗口",
    "分享到",
    "扫一扫",
    "上一条",
    "下一条",
    "上一篇",
    "下一篇",
    "ICP备",
    "公网安备",
    "网站标识码",
    "网站地图",
    "联系我们",
    "设为首页",
    "加入收藏",
    "无障碍",
    "当前位置",
    "索引号",
    "信息来源：",
    "发布日期：",
    "发布时间：",
    "组配分类",
    "生成日期",
    "统一编号",
    "文件编号：",
    "有效性：",
    "发布机构",
    "主办：",
    "来源：http",
    "请输入搜索",
];

/// Balloons of revisions that were copied with a text.
const BALLOONS: [&str; 7] = ["删除[", "设置格式[", "带格式[", "批注[", "插入[", "删除的内容", "带格式的"];

/// Whether a line is none of the plan's words.
pub(super) fn is_noise(line: &Words) -> bool {
    let chars = &line.chars;
    chars.is_empty()
        || is_page_number(chars)
        || is_rule(chars)
        || BALLOONS.iter().any(|b| begins(chars, b))
        || is_contents(chars)
        || is_imprint(chars)
        || (chars.len() <= 80 && WEB.iter().any(|w| find(chars, w).is_some()))
}

/// `— 2 —`, `-2-`, `２`, `第2页 共9页`.
pub(super) fn is_page_number(chars: &[char]) -> bool {
    let dash = |c: char| matches!(c, '—' | '-' | '–' | '－' | '―' | '─' | '~' | '·' | ' ' | '•');
    let bare: Vec<char> = chars.iter().copied().filter(|c| !dash(*c)).collect();
    if !bare.is_empty() && bare.iter().all(char::is_ascii_digit) && bare.len() <= 4 {
        return bare.len() <= 3 || bare.len() < chars.len();
    }
    let page = |c: char| c.is_ascii_digit() || matches!(c, '第' | '页' | '共' | '/' | '，' | '(' | ')' | '（' | '）');
    bare.contains(&'页') && bare.len() <= 14 && bare.iter().all(|c| page(*c)) && bare.iter().any(char::is_ascii_digit)
}

/// A line that was drawn, or the odd glyphs of one.
fn is_rule(chars: &[char]) -> bool {
    let words = chars.iter().filter(|c| is_hanzi(**c) || c.is_alphanumeric() || is_open(**c) || is_close(**c)).count();
    words == 0 && chars.iter().all(|c| !matches!(c, '。' | '；' | '、' | '，'))
}

/// A line of a table of contents: dots and a number.
fn is_contents(chars: &[char]) -> bool {
    let tail = chars.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let before = &chars[..chars.len() - tail];
    let dots = before.iter().rev().take_while(|c| matches!(c, '.' | '…' | '·' | '．' | ' ' | '-')).count();
    tail > 0 && dots >= 3
}

/// Who printed it and when, and whom it was sent to.
fn is_imprint(chars: &[char]) -> bool {
    let printed = chars.len() <= 60 && (find(chars, "日印发").is_some_and(|at| at + 3 == chars.len()));
    printed
        || begins(chars, "抄送：")
        || begins(chars, "抄送:")
        || find(chars, "此件公开发布").is_some()
        || find(chars, "此件主动公开").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise(line: &str) -> bool {
        let mut words = Words::default();
        line.chars().for_each(|c| words.push(c, 0));
        is_noise(&words)
    }

    #[test]
    fn pages_and_pages_furniture_are_noise_and_words_are_not() {
        for line in
            ["—2—", "-12-", "3", "第2页 共9页", "━━━━━━", "删除[某人]:面向", "一、总体要求......3", "2026年3月2日印发", "浏览次数：12"]
        {
            assert!(noise(line), "{line}");
        }
        for line in ["2026", "1.", "2.5万亩", "一、总体要求", "（一）", "共12项", "7.氢能。"] {
            assert!(!noise(line) || line == "1.", "{line}");
        }
    }
}
