use std::io::{self, ErrorKind};

use super::Lang;

/// What the system says of a call that failed, in the reader's language where we have words for it.
pub fn os_error(error: &io::Error, lang: Lang) -> String {
    let known = match error.kind() {
        _ if is_shared(error) => ("文件正被别的程序打开（如 Excel、WPS 或杀毒软件）", "another program has the file open"),
        ErrorKind::InvalidInput => ("不是普通文件（管道、设备之类）", "it is no regular file (a pipe, a device)"),
        ErrorKind::FileTooLarge => ("文件太大", "the file is too large"),
        _ if lang == Lang::En => return error.to_string(),
        ErrorKind::NotFound => ("没有这个文件或文件夹", ""),
        ErrorKind::PermissionDenied => ("没有权限", ""),
        ErrorKind::StorageFull => ("磁盘已满", ""),
        ErrorKind::QuotaExceeded => ("超过磁盘配额", ""),
        ErrorKind::ReadOnlyFilesystem => ("磁盘是只读的", ""),
        ErrorKind::IsADirectory => ("这是文件夹，不是文件", ""),
        ErrorKind::NotADirectory => ("路径中间有一段不是文件夹", ""),
        ErrorKind::ResourceBusy => ("文件正被占用", ""),
        ErrorKind::AlreadyExists => ("已有同名文件", ""),
        ErrorKind::InvalidFilename => ("文件名不合系统的规定", ""),
        ErrorKind::StaleNetworkFileHandle => ("网络盘断开过，请重新打开", ""),
        ErrorKind::TimedOut => ("等了太久没有回应", ""),
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => ("网络不通", ""),
        ErrorKind::BrokenPipe => ("对方已经关闭", ""),
        ErrorKind::Unsupported => ("系统不支持这样做", ""),
        _ => return error.to_string(),
    };
    lang.pick(known.0, known.1).to_owned()
}

/// Windows: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION.
fn is_shared(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}
