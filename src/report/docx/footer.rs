use super::style::PAGE;
use super::xml::part;

/// The foot of odd pages (`— 1 —` at the right) or of even ones (at the left), a character from the edge.
pub(super) fn footer(even: bool) -> String {
    let place = if even {
        "<w:ind w:leftChars=\"100\" w:left=\"280\"/><w:jc w:val=\"left\"/>"
    } else {
        "<w:ind w:rightChars=\"100\" w:right=\"280\"/><w:jc w:val=\"right\"/>"
    };
    let font = PAGE.of_run(false, false);
    let run = |content: &str| format!("<w:r>{font}{content}</w:r>");
    let runs = [
        "<w:t xml:space=\"preserve\">— </w:t>",
        "<w:fldChar w:fldCharType=\"begin\"/>",
        "<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>",
        "<w:fldChar w:fldCharType=\"separate\"/>",
        "<w:t>1</w:t>",
        "<w:fldChar w:fldCharType=\"end\"/>",
        "<w:t xml:space=\"preserve\"> —</w:t>",
    ];
    let runs: String = runs.into_iter().map(run).collect();
    part("ftr", &format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{place}</w:pPr>{runs}</w:p>", PAGE.id))
}
