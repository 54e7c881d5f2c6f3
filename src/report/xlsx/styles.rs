use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::domain::Light;
use crate::report::grid::Cell;
use crate::text::looks_like_formula;

/// How cells look, by what they hold.
pub(super) struct Styles {
    pub(crate) title: Format,
    pub(crate) head: Format,
    /// What a fact is called, and its value: words or a number, and a day.
    pub(crate) fact: [Format; 3],
    words: Format,
    typed: Format,
    count: Format,
    number: Format,
    percent: Format,
    share: Format,
    day: Format,
    lights: [Format; Light::ALL.len()],
}

const LINE: Color = Color::RGB(0x00BF_C7CF);

impl Styles {
    pub(super) fn new() -> Styles {
        let font = Format::new().set_font_name("宋体").set_font_size(11).set_align(FormatAlign::VerticalCenter);
        let cell = font.clone().set_border(FormatBorder::Thin).set_border_color(LINE);
        let figure = cell.clone().set_align(FormatAlign::Right);
        let middle = cell.clone().set_align(FormatAlign::Center);
        let words = cell.clone().set_text_wrap();
        Styles {
            title: font.set_bold().set_font_size(14),
            head: middle.clone().set_bold().set_text_wrap().set_background_color(0x1F4E79).set_font_color(Color::White),
            fact: [
                cell.clone().set_background_color(0xF2F2F2),
                cell.clone().set_align(FormatAlign::Left),
                cell.set_align(FormatAlign::Left).set_num_format("yyyy-mm-dd"),
            ],
            typed: words.clone().set_quote_prefix(),
            words,
            count: figure.clone().set_num_format_index(1),
            number: figure.clone().set_num_format("#,##0.##########"),
            percent: figure.clone().set_num_format_index(9),
            share: figure.set_num_format("0.0%"),
            day: middle.clone().set_num_format("yyyy-mm-dd"),
            lights: Light::ALL.map(|light| {
                let (fill, ink) = colours(light);
                middle.clone().set_bold().set_background_color(fill).set_font_color(ink)
            }),
        }
    }

    /// How a cell looks. Words that begin like a formula are marked as typed with an apostrophe, so that they stay
    /// words when somebody edits them.
    pub(super) fn of(&self, cell: &Cell) -> &Format {
        match cell {
            Cell::Text(words) if looks_like_formula(words) => &self.typed,
            Cell::Empty | Cell::Again(_) | Cell::Text(_) | Cell::Term(..) => &self.words,
            Cell::Count(_) => &self.count,
            Cell::Number(_) => &self.number,
            Cell::Percent(_) => &self.percent,
            Cell::Share(_) => &self.share,
            Cell::Day(_) => &self.day,
            Cell::Light(light) => &self.lights[*light as usize],
        }
    }
}

/// Fill and ink.
fn colours(light: Light) -> (u32, u32) {
    match light {
        Light::Red => (0xFFC7CE, 0x9C0006),
        Light::Yellow => (0xFFEB9C, 0x7F6000),
        Light::Green => (0xC6EFCE, 0x006100),
        Light::Blue => (0xDDEBF7, 0x1F4E79),
        Light::Gray => (0xEDEDED, 0x595959),
        Light::Unverified => (0xEDEDED, 0x7F7F7F),
    }
}
