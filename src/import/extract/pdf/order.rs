//! The order of what a page draws. A file's own order is trusted as long as it runs down the page; what is
//! drawn later and stands higher, above something in its own column, is put where it stands.

use super::lines::PrintedLine;

/// Where something stands on its page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) x: f32,
    pub(crate) end: f32,
    /// The highest and the lowest baseline.
    pub(crate) top: f32,
    pub(crate) bottom: f32,
    pub(crate) size: f32,
}

// Each late line is compared with those before it. A page of text has some 60.
/// A page of more pieces than this is left as it is drawn.
const PIECES: usize = 2000;

impl Place {
    pub(crate) fn of(lines: &[PrintedLine]) -> Self {
        let mut place =
            Self { x: f32::INFINITY, end: f32::NEG_INFINITY, top: f32::NEG_INFINITY, bottom: f32::INFINITY, size: 0.0 };
        for line in lines {
            place.x = place.x.min(line.x);
            place.end = place.end.max(line.end);
            place.top = place.top.max(line.y);
            place.bottom = place.bottom.min(line.y);
            place.size = place.size.max(line.size);
        }
        place
    }

    fn shares_column(&self, other: &Self) -> bool {
        // Cells of a table touch by rounding.
        self.x < other.end - 1.0 && other.x < self.end - 1.0
    }

    /// It stands in the column of the other, wholly above it.
    fn is_above(&self, other: &Self) -> bool {
        // Raised letters and tall brackets stand higher by less than half a size.
        self.shares_column(other) && self.bottom > other.top + 0.5 * self.size.min(other.size)
    }
}

/// How often an order jumps back up.
pub(crate) fn jumps(places: &[Place]) -> usize {
    places.windows(2).filter(|pair| matches!(pair, [last, next] if next.is_above(last))).count()
}

/// The order in which pieces stand on their page, where the order of drawing jumps back up.
pub(crate) fn downward(places: &[Place]) -> Option<Vec<usize>> {
    if jumps(places) == 0 || places.len() > PIECES {
        return None;
    }
    let at = |index: &usize| places.get(*index);
    let mut order: Vec<usize> = Vec::with_capacity(places.len());
    let mut last: Option<usize> = None;
    for (index, place) in places.iter().enumerate() {
        let goes_up = last.and_then(|slot| order.get(slot)).and_then(at).is_some_and(|before| place.is_above(before));
        let from = if goes_up { 0 } else { last.map_or(0, |slot| slot + 1) };
        let rest = order.get(from..).unwrap_or_default();
        let below = rest.iter().position(|other| at(other).is_some_and(|other| place.is_above(other)));
        let above = || rest.iter().rposition(|other| at(other).is_some_and(|other| other.is_above(place)));
        let slot = from + below.unwrap_or_else(|| above().map_or(0, |slot| slot + 1));
        order.insert(slot, index);
        last = Some(slot);
    }
    Some(order)
}

/// The lines of a page in the order in which they stand.
pub(crate) fn lines_downward(lines: Vec<PrintedLine>) -> Vec<PrintedLine> {
    let places: Vec<Place> = lines.iter().map(|line| Place::of(std::slice::from_ref(line))).collect();
    // Labels at the margin have places of their own kind.
    if lines.iter().any(|line| line.sideways) {
        return lines;
    }
    match downward(&places) {
        None => lines,
        Some(order) => {
            let mut lines: Vec<Option<PrintedLine>> = lines.into_iter().map(Some).collect();
            order.into_iter().filter_map(|index| lines.get_mut(index).and_then(Option::take)).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, downward};

    fn place(x: f32, end: f32, y: f32) -> Place {
        Place { x, end, top: y, bottom: y, size: 11.0 }
    }

    #[test]
    fn what_is_drawn_late_goes_where_it_stands() {
        // Two paragraphs, then the headings above each.
        let page = [
            place(70.0, 500.0, 680.0),
            place(70.0, 480.0, 600.0),
            place(70.0, 200.0, 700.0),
            place(70.0, 200.0, 620.0),
        ];
        assert_eq!(downward(&page), Some(vec![2, 0, 3, 1]));
        // The foot of the page first.
        let page = [place(70.0, 500.0, 30.0), place(70.0, 500.0, 700.0), place(70.0, 500.0, 680.0)];
        assert_eq!(downward(&page), Some(vec![1, 2, 0]));
    }

    #[test]
    fn columns_and_cells_stay_as_they_are_drawn() {
        let columns = [
            place(70.0, 280.0, 700.0),
            place(70.0, 280.0, 600.0),
            place(300.0, 500.0, 700.0),
            place(300.0, 500.0, 600.0),
        ];
        assert_eq!(downward(&columns), None);
    }
}
