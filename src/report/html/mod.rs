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
use super::error::Rendered;
use super::summary::Summary;
use super::template::Template;
use crate::progress::Progress;
use escape::esc;
use text::{Lamps, blocks, head};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("tables.js");

/// Writes the bulletin of a summary with its figures and charts, counting the rows of tables; for a department its
/// sheet, which alone is printed.
pub(super) fn html(summary: &Summary, template: &Template, progress: &Progress) -> Rendered {
    let document = bulletin_with(summary, template);
    let lamps = Lamps::of(summary);
    let body = blocks(&document, &lamps, progress);
    let charts = format!("<section class=\"board\" id=\"board\">\n{}{}</section>\n", figures::figures(summary), charts::charts(summary));
    let main = match summary.audience {
        Audience::Department(_) => format!("{}{body}{charts}", head(&document)),
        Audience::Ledger | Audience::Plans(_) | Audience::Chosen(_) => format!("{}{charts}{body}", head(&document)),
    };
    let kind = if matches!(summary.audience, Audience::Department(_)) { "sheet" } else { "bulletin" };
    progress.check()?;
    Ok(page(&document.title, kind, &main).into_bytes())
}

/// Writes a document alone: a letter.
pub(super) fn html_page(document: &Document, progress: &Progress) -> Rendered {
    let main = format!("{}{}", head(document), blocks(document, &Lamps::default(), progress));
    progress.check()?;
    Ok(page(&document.title, "letter", &main).into_bytes())
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
