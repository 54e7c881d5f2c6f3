//! Washing: what stands in a line without the dirt of its way here. Every character that stays knows its place.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::source::Unit;
use super::words::{Words, is_hanzi};

/// What the 214 radicals of U+2F00 stand for in texts that came out of a PDF.
const RADICALS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Characters of copies in traditional writing in which duties and bodies are said, and their simplified forms.
const TRADITIONAL: &str = "牽頭負責單參與協職門廳辦會區縣鄉鎮關團務發業產級領導組織導統籌實時領應衛農財環資設運輸視銀電廣機構總聯檢書長處學員國審計質監網體戶頒貿進執統護從歷數據點條專欄則編號財";
const SIMPLIFIED: &str = "牵头负责单参与协职门厅办会区县乡镇关团务发业产级领导组织导统筹实时领应卫农财环资设运输视银电广机构总联检书长处学员国审计质监网体户颁贸进执统护从历数据点条专栏则编号财";

static FORMS: LazyLock<HashMap<char, char>> = LazyLock::new(|| TRADITIONAL.chars().zip(SIMPLIFIED.chars()).collect());

/// The form in which a character is read.
fn simplified(c: char) -> char {
    FORMS.get(&c).copied().unwrap_or(c)
}

/// What a character means; nothing of one that cannot be seen.
fn seen(c: char) -> Option<char> {
    match c {
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}' => None,
        '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' => None,
        '\u{a0}' | '\u{3000}' | '\u{2000}'..='\u{200a}' | '\t' | '\u{b}' | '\u{c}' => Some(' '),
        '\n' | '\r' => Some('\n'),
        c if c.is_control() => None,
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xfee0),
        '．' => Some('.'),
        '\u{2f00}'..='\u{2fd5}' => RADICALS.chars().nth(c as usize - 0x2f00),
        c => Some(c),
    }
}

/// How many characters a mark of HTML takes that stands in a text: a blank written by name, or a tag.
fn markup(rest: &[char]) -> Option<usize> {
    let until = |end: char, most: usize| rest.iter().take(most).position(|c| *c == end);
    match rest {
        ['&', next, ..] if next.is_ascii_alphabetic() || *next == '#' => until(';', 10).map(|at| at + 1),
        ['<', next, ..] if next.is_ascii_alphabetic() || *next == '/' || *next == '!' => until('>', 120).map(|at| at + 1),
        ['*', '*', ..] | ['_', '_', ..] => Some(2),
        _ => None,
    }
}

/// The text of a line or a cell, washed.
pub(super) fn wash(unit: &Unit) -> Words {
    let chars: Vec<char> = unit.text.chars().collect();
    let mut out = Words::default();
    let mut at = skipped_start(&chars);
    while at < chars.len() {
        if let Some(taken) = markup(&chars[at..]) {
            if chars[at] == '&' {
                out.push(' ', unit.start + at as u32);
            }
            at += taken;
            continue;
        }
        if let Some(c) = seen(chars[at]) {
            out.push_as(if is_hanzi(c) { simplified(c) } else { c }, c, unit.start + at as u32);
        }
        at += 1;
    }
    blanks_out(&out).trimmed()
}

/// Marks of Markdown before a line: `## `, `- `, `> `.
fn skipped_start(chars: &[char]) -> usize {
    let blanks = chars.iter().take_while(|c| c.is_whitespace()).count();
    let marks = chars[blanks..].iter().take_while(|c| matches!(c, '#' | '>')).count();
    if marks > 0 && chars.get(blanks + marks).is_some_and(|c| c.is_whitespace()) { blanks + marks } else { blanks }
}

/// Leaves blanks only where they part something: between Chinese characters, unless the line is spaced out, and between Latin words.
fn blanks_out(text: &Words) -> Words {
    let is_blank = |c: char| c == ' ';
    let hanzi = text.chars.iter().filter(|c| is_hanzi(**c)).count();
    let pairs = text.chars.windows(3).filter(|w| is_hanzi(w[0]) && is_blank(w[1]) && is_hanzi(w[2])).count();
    let spaced_out = hanzi >= 6 && pairs * 5 >= hanzi * 2;
    let mut out = Words::default();
    let mut at = 0;
    while at < text.len() {
        let c = text.chars[at];
        if !is_blank(c) {
            out.copy(text, at);
            at += 1;
            continue;
        }
        let run = text.chars[at..].iter().take_while(|c| is_blank(**c)).count();
        let (before, after) = (out.chars.last().copied(), text.chars.get(at + run).copied());
        if let (Some(before), Some(after)) = (before, after)
            && parts(before, after, spaced_out)
        {
            out.push(' ', text.from[at]);
        }
        at += run;
    }
    out
}

fn parts(before: char, after: char, spaced_out: bool) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric();
    if is_hanzi(before) && is_hanzi(after) {
        return !spaced_out;
    }
    let closes = |c: char| matches!(c, '）' | ')' | '〕');
    let opens = |c: char| matches!(c, '（' | '(' | '〔');
    (latin(before) && latin(after)) || (closes(before) && is_hanzi(after)) || (is_hanzi(before) && opens(after) && !spaced_out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::source::{Place, Source};

    fn washed(text: &str) -> String {
        let mut source = Source::default();
        source.add(Place::default(), text.to_owned());
        let words = wash(&source.units[0]);
        let chars: Vec<char> = text.chars().collect();
        assert!(words.from.iter().all(|at| (*at as usize) < chars.len()));
        words.to_string()
    }

    #[test]
    fn dirt_goes_and_words_stay() {
        assert_eq!(washed("　　## 一、加快　２０２６ 年\u{200b}建设"), "一、加快2026年建设");
        assert_eq!(washed("## **1. 培育数据产业**。"), "1.培育数据产业。");
        assert_eq!(washed("&nbsp;&emsp;（一）抓好⼈才"), "（一）抓好人才");
        assert_eq!(washed("责 任 单 位 ： 市 财 政 局"), "责任单位：市财政局");
        assert_eq!(washed("王某 李某"), "王某 李某");
        assert_eq!(washed("建设 AI lab 平台"), "建设AI lab平台");
    }
}
