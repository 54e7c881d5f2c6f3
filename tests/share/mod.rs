mod git;
mod rounds;
