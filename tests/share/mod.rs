mod git;
mod manners;
mod rounds;
