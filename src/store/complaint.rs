use ron::error::Error;

/// What the parser says of a mistake, in Chinese; English is the parser's own.
pub(super) fn in_chinese(error: &Error) -> String {
    match error {
        Error::Eof => "文件到此中断".into(),
        Error::ExpectedComma => "这里缺少逗号 `,`".into(),
        Error::ExpectedArray => "这里应是列表，以 `[` 开头".into(),
        Error::ExpectedArrayEnd => "这里缺少 `]` 或逗号".into(),
        Error::ExpectedMap => "这里应以 `{` 开头".into(),
        Error::ExpectedMapColon => "这里缺少冒号 `:`".into(),
        Error::ExpectedMapEnd => "这里缺少 `}` 或逗号".into(),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => "这里应以 `(` 开头".into(),
        Error::ExpectedOptionEnd | Error::ExpectedStructLikeEnd => "这里缺少 `)` 或逗号".into(),
        Error::ExpectedString => "这里应是文字，用英文双引号 `\"` 括起".into(),
        Error::ExpectedStringEnd => "文字缺少右引号 `\"`".into(),
        Error::ExpectedIdentifier => "这里应是字段名".into(),
        Error::ExpectedInteger => "这里应是整数".into(),
        Error::ExpectedFloat => "这里应是数字".into(),
        Error::ExpectedBoolean => "这里应是 true 或 false".into(),
        Error::IntegerOutOfBounds => "数字超出范围".into(),
        Error::InvalidEscape(_) => "文字里的反斜杠写法不对".into(),
        Error::UnexpectedChar(c) => format!("这里不该有 `{c}`{}", full_width(*c)),
        Error::TrailingCharacters => "台账结束之后还有多余的内容".into(),
        Error::UnclosedBlockComment => "注释 `/*` 没有结束".into(),
        other => with_names(other),
    }
}

fn with_names(error: &Error) -> String {
    match error {
        Error::ExpectedDifferentStructName { expected, found } => format!("这里应是 `{expected}`，却是 `{found}`"),
        Error::NoSuchEnumVariant { expected, found, .. } => format!("没有 `{found}` 这个取值，可用：{}", list(expected)),
        Error::NoSuchStructField { expected, found, .. } => format!("没有 `{found}` 这个字段，可用：{}", list(expected)),
        Error::MissingStructField { field, .. } => format!("缺少字段 `{field}`"),
        Error::DuplicateStructField { field, .. } => format!("字段 `{field}` 写了两次"),
        Error::InvalidValueForType { expected, found } => format!("这里的值不合适：应是 {expected}，却是 {found}"),
        Error::Message(message) => message.clone(),
        other => format!("读不懂：{other}"),
    }
}

fn list(words: &[&str]) -> String {
    words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join("、")
}

fn full_width(c: char) -> String {
    let half = crate::text::fold_char(c);
    if half == c { String::new() } else { format!("，请用半角 `{half}`") }
}
