use std::fs::Metadata;
use std::time::SystemTime;

/// FNV-1a, 64 bits: to tell contents and paths apart, not against malice.
pub(super) fn fnv(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23);
    }
    for byte in chunks.remainder() {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash
}

/// By what a file's content is known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    len: u64,
    hash: u64,
}

impl Stamp {
    pub(super) fn of(bytes: &[u8]) -> Stamp {
        Stamp { len: bytes.len() as u64, hash: fnv(bytes) }
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
