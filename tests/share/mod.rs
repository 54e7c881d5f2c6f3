mod git;
mod lost;
mod rounds;
