mod git;
mod opening;
mod saving;
mod sharing;
