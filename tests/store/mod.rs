mod faults;
mod journal;
mod lost;
mod opening;
mod saving;
mod sharing;
mod sim;
