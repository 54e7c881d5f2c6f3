mod faults;
mod journal;
mod locks;
mod lost;
mod opening;
mod saving;
mod sharing;
mod sim;
