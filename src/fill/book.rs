//! The parts of a workbook: which sheet stands where, what its styles show, and what of it has to know that it changed.

use std::collections::HashMap;

use super::node::{Node, rewritten, with_attribute};
use super::package::Package;
use super::reference::Growth;

const BOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
const TYPES: &str = "[Content_Types].xml";
const CHAIN: &str = "xl/calcChain.xml";

/// How a style shows a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shows {
    #[default]
    Plain,
    /// A hundredth as 1.
    Percent,
    Day,
    /// As it was typed.
    Text,
}

/// What of a workbook is not in its sheets.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// The part of each sheet by its name, in their order.
    pub(super) sheets: Vec<(String, String)>,
    /// By the numbers of the styles.
    pub(super) styles: Vec<Shows>,
    /// Whether days are counted from 1904.
    pub(super) from_1904: bool,
}

impl Book {
    pub(super) fn read(package: &Package) -> Option<Book> {
        let text = package.part(BOOK)?;
        let root = Node::read(&text)?;
        let targets = targets(package);
        let sheets = root.child("sheets").map(|all| all.named("sheet").collect::<Vec<_>>()).unwrap_or_default();
        let part = |sheet: &Node<'_>| Some((sheet.attribute(&text, "name")?, targets.get(&sheet.attribute(&text, "id")?)?.clone()));
        let from_1904 = root.child("workbookPr").and_then(|p| p.attribute(&text, "date1904")).is_some_and(|v| matches!(&*v, "1" | "true"));
        let styles = targets.values().find(|path| path.ends_with("/styles.xml")).and_then(|path| package.part(path));
        Some(Book {
            sheets: sheets.into_iter().filter_map(part).collect(),
            styles: styles.and_then(|text| styles_of(&text)).unwrap_or_default(),
            from_1904,
        })
    }

    pub(super) fn shows(&self, style: Option<usize>) -> Shows {
        style.and_then(|style| self.styles.get(style)).copied().unwrap_or_default()
    }

    /// Makes every program that opens the book reckon it anew; with rows that came in, references from elsewhere follow.
    pub(super) fn settle(&self, package: &mut Package, grown: Option<(&str, Growth)>) -> Option<()> {
        let text = package.part(BOOK)?;
        let root = Node::read(&text)?;
        let mut pieces = Vec::new();
        if let Some((sheet, growth)) = grown {
            let at = self.sheets.iter().position(|(name, _)| name == sheet)?;
            for name in root.child("definedNames").iter().flat_map(|all| all.named("definedName")) {
                let is_here = name.attribute(&text, "localSheetId").and_then(|id| id.parse().ok()) == Some(at);
                let new = growth.formula_of(&name.words(&text), is_here, sheet);
                pieces.push((name.inner.clone(), escaped(&new)));
            }
            self.follow(package, (sheet, growth));
            drop_chain(package);
        }
        let prefix = root.prefix();
        match root.child("calcPr") {
            Some(calc) => pieces.push((calc.span.start..calc.inner.start, with_attribute(calc.opening(&text), "fullCalcOnLoad", "1"))),
            None => {
                let before = ["definedNames", "externalReferences", "functionGroups", "sheets"];
                let at = before.iter().find_map(|name| root.child(name))?.span.end;
                pieces.push((at..at, format!("<{prefix}calcPr fullCalcOnLoad=\"1\"/>")));
            }
        }
        let new = rewritten(&text, pieces);
        package.put(BOOK, new);
        Some(())
    }

    /// Formulas of other sheets that mean the one that grew.
    fn follow(&self, package: &mut Package, (sheet, growth): (&str, Growth)) {
        for (_, path) in self.sheets.iter().filter(|(name, _)| name != sheet) {
            let Some(text) = package.part(path) else { continue };
            let Some(root) = Node::read(&text) else { continue };
            let mut pieces = Vec::new();
            root.each("f", &mut |formula| {
                let old = formula.words(&text);
                let new = growth.formula_of(&old, false, sheet);
                if new != old {
                    pieces.push((formula.inner.clone(), escaped(&new)));
                }
            });
            if !pieces.is_empty() {
                let new = rewritten(&text, pieces);
                package.put(path, new);
            }
        }
    }
}

/// The order in which formulas were reckoned names cells that are elsewhere now; programs make it anew.
fn drop_chain(package: &mut Package) {
    if package.part(CHAIN).is_none() {
        return;
    }
    package.leave_out(CHAIN);
    for part in [TYPES, RELATIONS] {
        let Some(text) = package.part(part) else { continue };
        let Some(root) = Node::read(&text) else { continue };
        let is_chain = |node: &&Node<'_>| text[node.span.clone()].contains("calcChain.xml");
        let pieces = root.children.iter().filter(is_chain).map(|node| (node.span.clone(), String::new())).collect();
        let new = rewritten(&text, pieces);
        package.put(part, new);
    }
}

/// The parts of a workbook by the ids under which it means them.
fn targets(package: &Package) -> HashMap<String, String> {
    let Some(text) = package.part(RELATIONS) else { return HashMap::new() };
    let Some(root) = Node::read(&text) else { return HashMap::new() };
    let one = |node: &Node<'_>| Some((node.attribute(&text, "Id")?, node.attribute(&text, "Target")?));
    let path = |target: &str| target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
    root.children.iter().filter_map(one).map(|(id, target)| (id, path(&target))).collect()
}

fn styles_of(text: &str) -> Option<Vec<Shows>> {
    let root = Node::read(text)?;
    let formats = root.child("numFmts").map(|all| all.named("numFmt").collect::<Vec<_>>()).unwrap_or_default();
    let own = |node: &Node<'_>| Some((node.attribute(text, "numFmtId")?, node.attribute(text, "formatCode")?));
    let own: HashMap<String, String> = formats.into_iter().filter_map(own).collect();
    let shows = |style: &Node<'_>| match style.attribute(text, "numFmtId") {
        Some(id) => own.get(&id).map_or_else(|| built_in(&id), |code| written(code)),
        None => Shows::Plain,
    };
    Some(root.child("cellXfs")?.named("xf").map(shows).collect())
}

/// The formats that are not spelled out (ECMA-376, 18.8.30), with those of Chinese programs.
fn built_in(id: &str) -> Shows {
    match id.parse::<u32>() {
        Ok(9 | 10) => Shows::Percent,
        Ok(14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58) => Shows::Day,
        Ok(49) => Shows::Text,
        _ => Shows::Plain,
    }
}

/// What a format shows that is spelled out; words in quotes or brackets do not count.
fn written(code: &str) -> Shows {
    let (mut bare, mut signs, mut quoted, mut bracketed) = (String::new(), code.chars(), false, false);
    while let Some(sign) = signs.next() {
        match sign {
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            '\\' | '_' | '*' if !quoted => drop(signs.next()),
            sign if !quoted && !bracketed => bare.push(sign.to_ascii_lowercase()),
            _ => {}
        }
    }
    match bare {
        bare if bare.contains('%') => Shows::Percent,
        bare if bare == "@" => Shows::Text,
        bare if bare.contains(['y', 'd']) => Shows::Day,
        _ => Shows::Plain,
    }
}

/// Words as they stand in a part; what cannot stand there is left out.
pub(super) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_style_shows_is_in_its_format() {
        let shown = ["0.00%", "yyyy\"年\"m\"月\"", "[$-804]yyyy/m/d", "@", "0.00", "0\"%d\"", "[Red]0"].map(written);
        use Shows::{Day, Percent, Plain, Text};
        assert_eq!(shown, [Percent, Day, Day, Text, Plain, Plain, Plain]);
        assert_eq!(["10", "14", "31", "49", "2", "x"].map(built_in), [Percent, Day, Day, Text, Plain, Plain]);
    }
}
