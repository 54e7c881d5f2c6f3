mod git;
mod opening;
mod saving;
mod share;
mod sharing;
