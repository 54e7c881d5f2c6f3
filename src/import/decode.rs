//! Bytes into text: UTF-8 with and without mark, UTF-16, GB18030.

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

/// The text of bytes, in whichever of the encodings it is written.
pub(crate) fn decode(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return String::from_utf8_lossy(rest).into_owned();
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return UTF_16LE.decode(rest).0.into_owned();
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return UTF_16BE.decode(rest).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) if looks_like_utf16(bytes) => UTF_16LE.decode(bytes).0.into_owned(),
        Err(_) => GB18030.decode(bytes).0.into_owned(),
    }
}

fn looks_like_utf16(bytes: &[u8]) -> bool {
    bytes.len().is_multiple_of(2) && bytes.chunks_exact(2).take(2000).filter(|pair| pair[1] == 0).count() * 10 > bytes.len().min(4000) / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_the_same_in_every_encoding() {
        let text = "一、加快建设。\n（市财政局负责）\n";
        let gb = GB18030.encode(text).0.into_owned();
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let marked: Vec<u8> = [0xef, 0xbb, 0xbf].into_iter().chain(text.bytes()).collect();
        for bytes in [text.as_bytes().to_vec(), gb, utf16, marked] {
            assert_eq!(decode(&bytes), text);
        }
    }
}
