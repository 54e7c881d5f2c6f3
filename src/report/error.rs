use crate::progress::{CalledOff, Progress};
use crate::says_as_error;
use crate::text::{Lang, Say};

/// What a renderer gives: a whole file or none.
pub(crate) type Rendered = Result<Vec<u8>, RenderError>;

/// Why there is no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenderError {
    /// Nobody wants it any more.
    CalledOff,
    /// The format of this name cannot hold so much.
    TooLarge(&'static str),
}

impl RenderError {
    /// What it means that a library stopped writing: it was called off, or has met a bound of the format.
    pub(super) fn stopped(format: &'static str, progress: &Progress) -> RenderError {
        progress.check().err().map_or(RenderError::TooLarge(format), RenderError::from)
    }
}

impl From<CalledOff> for RenderError {
    fn from(CalledOff: CalledOff) -> Self {
        RenderError::CalledOff
    }
}

says_as_error!(RenderError);

impl Say for RenderError {
    fn say(&self, lang: Lang) -> String {
        match self {
            RenderError::CalledOff => lang.pick("已取消，没有写出", "called off; nothing was written").to_owned(),
            RenderError::TooLarge(format) => {
                lang.pick(format!("{format} 容不下这么多内容，没有写出"), format!("{format} cannot hold so much; nothing was written"))
            }
        }
    }
}
