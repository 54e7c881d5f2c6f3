use std::fs::Metadata;
use std::time::SystemTime;

/// FNV-1a, 64 bits: to tell contents and paths apart, not against malice.
pub(super) fn fnv(bytes: &[u8]) -> u64 {
    Stamp::of_pieces([bytes].into_iter()).hash
}

const PRIME: u64 = 0x0000_0100_0000_01b3;

/// By what a file's content is known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    len: u64,
    hash: u64,
}

impl Stamp {
    pub(super) fn of(bytes: &[u8]) -> Stamp {
        Stamp::of_pieces([bytes].into_iter())
    }

    /// The stamp of a content that lies in pieces: that of the whole. Eight bytes are taken at a time.
    pub(super) fn of_pieces<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Stamp {
        let (mut len, mut hash) = (0u64, 0xcbf2_9ce4_8422_2325u64);
        let mut rest: Vec<u8> = Vec::with_capacity(16);
        let mut take = |word: [u8; 8]| hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(PRIME).rotate_left(23);
        for mut piece in pieces {
            len += piece.len() as u64;
            if !rest.is_empty() {
                let missing = (8 - rest.len()).min(piece.len());
                rest.extend_from_slice(&piece[..missing]);
                piece = &piece[missing..];
                if let Ok(word) = <[u8; 8]>::try_from(rest.as_slice()) {
                    take(word);
                    rest.clear();
                }
            }
            let (words, tail) = piece.as_chunks::<8>();
            words.iter().for_each(|word| take(*word));
            rest.extend_from_slice(tail);
        }
        for byte in rest {
            hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
        }
        Stamp { len, hash }
    }
}

/// By what a change is noticed without reading the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glimpse {
    len: u64,
    modified: Option<SystemTime>,
}

impl Glimpse {
    pub(super) fn of(metadata: &Metadata) -> Glimpse {
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
