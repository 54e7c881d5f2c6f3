//! One integration binary; a folder a room.

mod merge;
