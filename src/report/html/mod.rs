//! A bulletin as one file for a browser: figures, charts, the text, tables that sort and filter. It fetches nothing, a
//! policy forbids it to, and without its script everything can still be read. The same summary gives the same bytes.

mod charts;
mod escape;
mod figures;
mod svg;
mod tables;
mod text;

use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

use super::audience::Audience;
use super::bulletin::bulletin_with;
use super::document::Document;
use super::summary::Summary;
use super::template::Template;
use crate::progress::Progress;
use escape::esc;
use text::{Lamps, blocks, head};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("tables.js");

/// Writes the bulletin of a summary with its figures and charts; for a department its sheet, which alone is printed.
pub fn html(summary: &Summary, template: &Template) -> String {
    html_watched(summary, template, &Progress::default())
}

/// The same, counting the rows of tables; worth nothing when it is called off.
pub(super) fn html_watched(summary: &Summary, template: &Template, progress: &Progress) -> String {
    let document = bulletin_with(summary, template);
    let lamps = Lamps::of(summary);
    let body = blocks(&document, &lamps, progress);
    let charts = format!("<section class=\"board\" id=\"board\">\n{}{}</section>\n", figures::figures(summary), charts::charts(summary));
    let main = match summary.audience {
        Audience::Department(_) => format!("{}{body}{charts}", head(&document)),
        Audience::Ledger | Audience::Plans(_) => format!("{}{charts}{body}", head(&document)),
    };
    let kind = if matches!(summary.audience, Audience::Department(_)) { "sheet" } else { "bulletin" };
    page(&document.title, kind, &main)
}

/// Writes a document alone: a letter.
pub fn html_page(document: &Document) -> String {
    let main = format!("{}{}", head(document), blocks(document, &Lamps::default(), &Progress::default()));
    page(&document.title, "letter", &main)
}

fn page(title: &str, kind: &str, main: &str) -> String {
    let hash = |s: &str| BASE64_STANDARD.encode(Sha256::digest(s));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    );
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"duban\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body class=\"{kind}\">\n<main>\n{main}</main>\n\
         <script>{SCRIPT}</script>\n</body>\n</html>\n",
        esc(title)
    )
}

#[cfg(test)]
mod tests;
