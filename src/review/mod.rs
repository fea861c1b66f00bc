//! The review desk.
#![allow(dead_code, reason = "the page that uses it is not there yet")]

mod edit;
mod front;
