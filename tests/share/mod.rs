mod git;
mod lost;
mod manners;
mod rounds;
mod taken_out;
