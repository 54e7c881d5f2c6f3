mod git;
mod manners;
mod rounds;
mod taken_out;
