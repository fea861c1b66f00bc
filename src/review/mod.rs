//! The review desk.

mod edit;
mod front;
