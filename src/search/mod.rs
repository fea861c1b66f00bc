//! Knowledge to a search index that a browser reads piece by piece, from any host or from a disk.
//!
//! Start at [`files`]. What can be found is listed in [`record`], by way of [`overview`], [`fixed`] and [`report`]; its words are
//! counted in [`words`], run by run, and weighed in [`index`] as BM25 weighs them, with titles and ids above the rest;
//! [`files`](self::files) cuts the terms into shards, the records into chunks and the facets into columns, and hands over
//! each as soon as it is made; [`spelling`] tells which words there are; [`large`] cuts more where there are very many records. All are scripts that hand one text
//! over ([`pieces`]), since a page that was opened from a disk may load scripts and nothing else.
//! `templates/assets/ranking.js` reads them.
//!
//! The rows of long lists come as such pieces too ([`lists`](self::lists)).
//!
//! Terms are those of [`crate::terms`]; the script makes the same of what is typed.

mod encode;
mod files;
mod fixed;
mod index;
mod large;
mod lists;
mod overview;
mod pieces;
mod record;
mod related;
mod report;
mod spelling;
mod words;

pub use files::files;
pub use lists::files as lists;
