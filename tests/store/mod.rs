mod faults;
mod opening;
mod saving;
mod sharing;
mod sim;
