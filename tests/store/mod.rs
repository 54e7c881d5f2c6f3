mod opening;
mod saving;
mod sharing;
