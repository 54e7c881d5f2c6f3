use super::xml::part;

/// The faces that GB/T 9704 asks for, by their parts in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// 小标宋: red head and titles.
    Title,
    /// 仿宋: the body.
    Body,
    /// 黑体: first headings, the label of an annex, heads of tables.
    Heading,
    /// 楷体: second headings.
    Subheading,
    /// 宋体: page numbers.
    Page,
}

impl Face {
    const ALL: [Face; 5] = [Face::Title, Face::Body, Face::Heading, Face::Subheading, Face::Page];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Face::Title => "方正小标宋简体",
            Face::Body => "仿宋_GB2312",
            Face::Heading => "黑体",
            Face::Subheading => "楷体_GB2312",
            Face::Page => "宋体",
        }
    }

    /// What may stand in for it where it is not installed, the nearest first: Windows, macOS, Kylin and UOS, Linux.
    const fn stand_ins(self) -> &'static str {
        match self {
            Face::Title => "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体,SimSun,Noto Serif CJK SC",
            Face::Body => "FangSong_GB2312,仿宋,FangSong,方正仿宋_GBK,华文仿宋,STFangsong,Noto Serif CJK SC",
            Face::Heading => "SimHei,方正黑体_GBK,华文黑体,STHeiti,Noto Sans CJK SC",
            Face::Subheading => "KaiTi_GB2312,楷体,KaiTi,方正楷体_GBK,华文楷体,STKaiti,Noto Serif CJK SC",
            Face::Page => "SimSun,方正书宋_GBK,华文宋体,STSong,Noto Serif CJK SC",
        }
    }

    const fn panose(self) -> &'static str {
        match self {
            Face::Title | Face::Page => "02010600030101010101",
            Face::Heading | Face::Body | Face::Subheading => "02010609060101010101",
        }
    }

    /// The font of a run for every script; the hint makes quotes and dashes East Asian too. No theme is asked.
    pub(super) fn of_run(self) -> String {
        let name = self.name();
        format!("<w:rFonts w:hint=\"eastAsia\" w:ascii=\"{name}\" w:hAnsi=\"{name}\" w:eastAsia=\"{name}\" w:cs=\"{name}\"/>")
    }
}

/// `fontTable.xml`: every face with its stand-ins.
pub(super) fn font_table() -> String {
    let font = |face: Face| {
        let family = if face == Face::Heading { "modern" } else { "roman" };
        format!(
            "<w:font w:name=\"{}\"><w:altName w:val=\"{}\"/><w:panose1 w:val=\"{}\"/><w:charset w:val=\"86\"/>\
             <w:family w:val=\"{family}\"/><w:pitch w:val=\"variable\"/></w:font>",
            face.name(),
            face.stand_ins(),
            face.panose()
        )
    };
    part("fonts", &Face::ALL.map(font).concat())
}
