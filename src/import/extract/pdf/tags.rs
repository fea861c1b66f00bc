//! The document's own structure, where the file carries one: which marked
//! pieces of a page are one paragraph, list item, table cell or heading.
//!
//! Office programs write it when they make a PDF, and it knows what the layout
//! only hints at. Start at [`Tags::read`]; a file without structure has none,
//! and its text is put together from the layout alone.

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

// The reader goes down by recursion, and the stack ends somewhere. Text below is read by its layout.
/// Elements nested deeper than this are left out.
const DEPTH: usize = 120;
/// Elements that are read at most.
const ELEMENTS: usize = 400_000;

/// What the structure says about one block of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Leaf {
    /// 1 to 6, or 0 for no heading.
    pub(crate) heading: u8,
    /// How many lists it stands in.
    pub(crate) depth: u8,
    /// Of a list item: the item's first block.
    pub(crate) item: Option<u32>,
    pub(crate) table: Option<u32>,
    pub(crate) row: Option<u32>,
    pub(crate) cell: Option<u32>,
    pub(crate) note: bool,
    pub(crate) contents: bool,
}

/// The structure of a document.
#[derive(Debug, Default)]
pub(crate) struct Tags {
    pub(crate) leaves: Vec<Leaf>,
    pages: HashMap<ObjectId, HashMap<i64, u32>>,
}

/// The part of it that speaks of one page.
#[derive(Clone, Copy)]
pub(crate) struct PageTags<'a>(Option<&'a HashMap<i64, u32>>);

impl PageTags<'_> {
    /// The block that a marked piece of the page belongs to.
    pub(crate) fn leaf(&self, mark: i64) -> Option<u32> {
        self.0?.get(&mark).copied()
    }
}

impl Tags {
    pub(crate) fn read(document: &Document) -> Self {
        let mut reader = Reader { document, tags: Self::default(), seen: HashSet::new(), roles: None, elements: 0 };
        if let Ok(root) =
            document.catalog().and_then(|c| c.get_deref(b"StructTreeRoot", document)).and_then(Object::as_dict)
        {
            reader.roles = root.get_deref(b"RoleMap", document).and_then(Object::as_dict).ok();
            let position = TreePosition { leaf: 0, is_open: false, inside: Leaf::default(), page: None };
            reader.tags.leaves.push(Leaf::default());
            reader.kids(root, position, 0);
        }
        reader.tags
    }

    pub(crate) fn page(&self, id: ObjectId) -> PageTags<'_> {
        PageTags(self.pages.get(&id))
    }

    pub(crate) fn leaf(&self, leaf: u32) -> Leaf {
        self.leaves.get(leaf as usize).copied().unwrap_or_default()
    }
}

/// Where in the structure the reader stands.
#[derive(Clone, Copy)]
struct TreePosition {
    leaf: u32,
    /// The leaf is a list item that has no paragraph of its own yet.
    is_open: bool,
    inside: Leaf,
    page: Option<ObjectId>,
}

struct Reader<'a> {
    document: &'a Document,
    tags: Tags,
    seen: HashSet<ObjectId>,
    roles: Option<&'a Dictionary>,
    elements: usize,
}

impl<'a> Reader<'a> {
    fn kids(&mut self, element: &'a Dictionary, mut position: TreePosition, depth: usize) {
        if depth > DEPTH {
            return;
        }
        match element.get_deref(b"K", self.document) {
            Ok(Object::Array(kids)) => {
                for kid in kids {
                    self.kid(kid, &mut position, depth);
                }
            }
            // A single kid may be a reference to an element, which must be followed by its number.
            Ok(_) => {
                if let Ok(kid) = element.get(b"K") {
                    self.kid(kid, &mut position, depth);
                }
            }
            Err(_) => {}
        }
    }

    fn kid(&mut self, kid: &'a Object, position: &mut TreePosition, depth: usize) {
        self.elements += 1;
        if self.elements > ELEMENTS {
            return;
        }
        if let Ok(id) = kid.as_reference()
            // An element that was met before leads in a circle.
            && !self.seen.insert(id)
        {
            return;
        }
        match self.document.dereference(kid).map(|(_, o)| o) {
            Ok(Object::Integer(mark)) => self.mark(position, position.page, *mark),
            Ok(Object::Dictionary(element)) => match element.get(b"MCID").and_then(Object::as_i64) {
                Ok(mark) => {
                    let page = element.get(b"Pg").and_then(Object::as_reference).ok().or(position.page);
                    self.mark(position, page, mark);
                }
                Err(_) => self.element(element, position, depth),
            },
            _ => {}
        }
    }

    fn mark(&mut self, position: &TreePosition, page: Option<ObjectId>, mark: i64) {
        if let Some(page) = page {
            self.tags.pages.entry(page).or_default().insert(mark, position.leaf);
        }
    }

    fn element(&mut self, element: &'a Dictionary, outer: &mut TreePosition, depth: usize) {
        let mut position = *outer;
        if let Ok(page) = element.get(b"Pg").and_then(Object::as_reference) {
            position.page = Some(page);
        }
        let role = self.role(element);
        let next = self.tags.leaves.len() as u32;
        let inside = &mut position.inside;
        match role.as_slice() {
            // These mark words inside a block, or frame it; they are no block of their own.
            b"Span" | b"Link" | b"Reference" | b"Annot" | b"Quote" | b"Em" | b"Strong" | b"Sub" | b"Code" | b"Lbl"
            | b"LBody" | b"BibEntry" | b"NonStruct" | b"Private" | b"FENote" | b"Ruby" | b"Warichu" => {
                self.kids(element, position, depth + 1);
                return;
            }
            b"L" => inside.depth = inside.depth.saturating_add(1),
            b"LI" => inside.item = Some(next),
            b"Table" => {
                // A list round a table says nothing of what stands in its cells.
                *inside = Leaf { table: Some(next), contents: inside.contents, note: inside.note, ..Leaf::default() };
            }
            b"TR" => inside.row = Some(next),
            b"TD" | b"TH" => inside.cell = Some(next),
            b"Note" => inside.note = true,
            b"TOC" | b"TOCI" => inside.contents = true,
            b"P" if outer.is_open => {
                // The first paragraph of an item is the item.
                outer.is_open = false;
                position.is_open = false;
                self.kids(element, position, depth + 1);
                return;
            }
            _ => inside.heading = heading(&role).unwrap_or(inside.heading),
        }
        position.is_open = role == b"LI";
        position.leaf = next;
        self.tags.leaves.push(position.inside);
        self.kids(element, position, depth + 1);
    }

    /// The element's role by the standard names.
    fn role(&self, element: &Dictionary) -> Vec<u8> {
        let mut name = element.get(b"S").and_then(Object::as_name).unwrap_or_default().to_vec();
        // One role may be mapped to another, and both in a circle.
        for _ in 0..4 {
            match self.roles.and_then(|r| r.get(&name).ok()).and_then(|o| o.as_name().ok()) {
                Some(mapped) if mapped != name => name = mapped.to_vec(),
                _ => break,
            }
        }
        name
    }
}

fn heading(role: &[u8]) -> Option<u8> {
    match role {
        b"Title" | b"H" => Some(1),
        [b'H', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}
