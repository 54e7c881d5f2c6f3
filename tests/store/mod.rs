mod opening;
mod saving;
