mod faults;
mod journal;
mod opening;
mod saving;
mod sharing;
mod sim;
