mod faults;
mod git;
mod opening;
mod saving;
mod share;
mod sharing;
mod sim;
