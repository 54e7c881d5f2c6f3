use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// A number by which a text is known again.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

/// By what a content is known again, for the name of a file.
pub(crate) fn content_mark(bytes: &[u8]) -> String {
    Stamp::of(bytes).mark()
}

/// By what a file's content is known again: not against malice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    len: u64,
    hash: u64,
}

impl Stamp {
    /// By what a file's name says what it holds.
    pub(super) fn mark(&self) -> String {
        format!("{:016x}", self.hash)
    }

    pub(super) fn of(bytes: &[u8]) -> Stamp {
        Stamp::of_pieces(std::iter::once(bytes))
    }

    /// The stamp of a content that lies in pieces: that of the whole.
    pub(super) fn of_pieces<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Stamp {
        let (mut len, mut hash) = (0, Xxh3::new());
        for piece in pieces {
            len += piece.len() as u64;
            hash.update(piece);
        }
        Stamp { len, hash: hash.digest() }
    }
}
