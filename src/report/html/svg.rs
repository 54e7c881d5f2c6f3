use super::escape::esc;
use super::tables::bucket_class;
use crate::report::bucket::{Bucket, Tally};
use crate::text::Lang;

/// How wide all drawings are, in their own units.
pub(super) const WIDTH: f64 = 640.0;

/// A drawing that grows downwards; colours and fonts are the style sheet's.
pub(super) struct Drawing {
    body: String,
    height: f64,
}

/// Where a text stands against its point.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Drawing {
    pub(super) fn new() -> Drawing {
        Drawing { body: String::new(), height: 0.0 }
    }

    /// A rectangle at `at` of a `size`, with what a pointer over it is told.
    pub(super) fn rect(&mut self, class: &str, at: (f64, f64), size: (f64, f64), told: &str) {
        self.height = self.height.max(at.1 + size.1);
        let (x, y, w, h) = (cut(at.0), cut(at.1), cut(size.0), cut(size.1));
        self.body.push_str(&format!("<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\">"));
        self.body.push_str(&format!("<title>{}</title></rect>\n", esc(told)));
    }

    pub(super) fn text(&mut self, class: &str, at: (f64, f64), anchor: Anchor, words: &str) {
        self.height = self.height.max(at.1 + 5.0);
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let (x, y) = (cut(at.0), cut(at.1));
        self.body.push_str(&format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{anchor}>{}</text>\n", esc(words)));
    }

    pub(super) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let (x1, y1, x2, y2) = (cut(from.0), cut(from.1), cut(to.0), cut(to.1));
        self.body.push_str(&format!("<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>\n"));
    }

    /// The parts of a tally side by side in a box, each with its number where it fits. `told` names the whole.
    pub(super) fn stack(&mut self, tally: &Tally, at: (f64, f64), size: (f64, f64), told: &str) {
        let (mut x, total) = (at.0, tally.total().max(1) as f64);
        for bucket in Bucket::ALL.into_iter().filter(|b| tally.count(*b) > 0) {
            let count = tally.count(bucket);
            let wide = size.0 * count as f64 / total;
            let class = bucket_class(bucket);
            self.rect(&class, (x, at.1), (wide, size.1), &format!("{told}：{}{count}项", bucket.label(Lang::Zh)));
            if wide > 8.0 * count.to_string().len() as f64 + 5.0 {
                self.text(&format!("in {class}"), (x + wide / 2.0, at.1 + size.1 / 2.0 + 4.5), Anchor::Middle, &count.to_string());
            }
            x += wide;
        }
    }

    /// The same upwards from the lower edge of a box.
    pub(super) fn pile(&mut self, tally: &Tally, at: (f64, f64), size: (f64, f64), told: &str) {
        let (mut y, total) = (at.1 + size.1, tally.total().max(1) as f64);
        for bucket in Bucket::ALL.into_iter().filter(|b| tally.count(*b) > 0) {
            let count = tally.count(bucket);
            let tall = size.1 * count as f64 / total;
            let class = bucket_class(bucket);
            y -= tall;
            self.rect(&class, (at.0, y), (size.0, tall), &format!("{told}：{}{count}项", bucket.label(Lang::Zh)));
            if tall > 13.0 {
                self.text(&format!("in {class}"), (at.0 + size.0 / 2.0, y + tall / 2.0 + 4.5), Anchor::Middle, &count.to_string());
            }
        }
    }

    /// The drawing as an element; `told` says what it shows to those who cannot see it.
    pub(super) fn finish(self, told: &str) -> String {
        let (width, height) = (cut(WIDTH), cut(self.height + 3.0));
        let label = esc(told);
        format!("<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{label}\">\n{}</svg>\n", self.body)
    }
}

/// A number with at most one decimal.
fn cut(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    crate::domain::number(tenths)
}
