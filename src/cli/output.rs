use std::path::{Path, PathBuf};

use super::call::Call;
use super::error::CliError;
use super::out::Answer;
use crate::profile::Session;
use crate::store::Over;

/// Where a document goes: the options of every command that writes one.
#[derive(clap::Args, Debug, Default)]
pub(super) struct Output {
    /// 写到文件；不写或写 - 则到标准输出 | The file; stdout when left out or -
    #[arg(short, long, value_name = "文件 | FILE")]
    output: Option<PathBuf>,
    /// 文件被人改过也覆盖；不写则另起文件名 | Overwrite a file that somebody has changed; else the new one gets another name
    #[arg(long)]
    force: bool,
}

impl Output {
    pub(super) fn path(&self) -> Option<&Path> {
        self.output.as_deref()
    }

    /// Whether what somebody has changed is overwritten.
    pub(super) fn is_forced(&self) -> bool {
        self.force
    }

    /// Writes the document there, or gives it back for stdout.
    pub(super) fn deliver(&self, call: &Call, bytes: Vec<u8>, session: &Session) -> Result<Answer, CliError> {
        self.deliver_known(call, (bytes, ""), session)
    }

    /// The same, with what is to be known of the document when its file is met again.
    pub(super) fn deliver_known(&self, call: &Call, document: (Vec<u8>, &str), session: &Session) -> Result<Answer, CliError> {
        call.deliver(document, (self.path(), Over::of(self.force)), &session.file.path)
    }

    /// Writes the document to a file of the command's own choice where none is named.
    pub(super) fn deliver_to(&self, call: &Call, (bytes, path): (Vec<u8>, &Path), session: &Session) -> Result<Answer, CliError> {
        call.deliver((bytes, ""), (Some(path), Over::of(self.force)), &session.file.path)
    }
}
