use std::fs::Metadata;
use std::time::SystemTime;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// A number by which a text is known again.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

/// By what a file's content is known again: not against malice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    len: u64,
    hash: u64,
}

impl Stamp {
    pub(super) fn of(bytes: &[u8]) -> Stamp {
        Stamp { len: bytes.len() as u64, hash: xxh3_64(bytes) }
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

/// By what a change is noticed without reading the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glimpse {
    len: u64,
    modified: Option<SystemTime>,
}

impl Glimpse {
    pub(crate) fn of(metadata: &Metadata) -> Glimpse {
        Glimpse { len: metadata.len(), modified: metadata.modified().ok() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pieces_have_the_stamp_of_the_whole(pieces in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..20), 0..6)) {
            let whole = pieces.concat();
            prop_assert_eq!(Stamp::of_pieces(pieces.iter().map(Vec::as_slice)), Stamp::of(&whole));
        }
    }
}
