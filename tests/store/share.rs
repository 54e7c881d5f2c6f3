//! Sharing by the library, in real repositories.
