mod git;
mod lost;
mod manners;
mod merges;
mod reverts;
mod rounds;
mod taken_out;
