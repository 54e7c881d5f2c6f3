mod git;
mod lost;
mod manners;
mod rounds;
