//! Suggestions, measured: links that careful readers set are taken out and have to be found again, in
//! the shipped content and in verbatim imports of the same reports; sentences that look back have to be
//! offered as their annotators read them.
//!
//! What is printed is the measure; what is asserted is a little below it, so that a rule which spoils it
//! fails.

mod annotated;
mod command;
mod links;
mod measure;
