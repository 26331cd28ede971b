//! Formulas that are wider than the room for them: broken before a relation, then before a plus or
//! minus; where that is not enough, one row wrapped at its blanks.

use super::layout::{Numbers, Setter, joined};
use super::linear::row;
use super::numbers::beneath;
use super::sheet::Sheet;
use super::spacing::{Edge, edges};
use super::text::{Line, Style, width as columns};
use super::tree::{Kind, Node, Shape, aligned_row};

/// Indent of a continuation.
const INDENT: usize = 2;

/// `node` in at most `width` columns.
pub fn within(node: &Node, width: usize, numbers: Option<Numbers<'_>>) -> Sheet {
    let width = width.max(1);
    let whole = with_numbers(Setter::new(numbers).set(node), numbers);
    if whole.width <= width {
        return whole;
    }
    if let Kind::Table {
        shape: Shape::Aligned | Shape::Centred,
        rows,
    } = &node.kind
    {
        let lines = rows.iter().map(|cells| {
            let nodes = aligned_row(cells);
            (0, within(&Node::row(nodes), width, numbers))
        });
        let lines: Vec<_> = lines.collect();
        // A row that is a table itself would come back as it is.
        if lines.iter().all(|(_, line)| line.width <= width) {
            return Sheet::beneath(lines, 1);
        }
    }
    broken(node, width, numbers).unwrap_or_else(|| wrapped(&row(node), width))
}

fn with_numbers(sheet: Sheet, numbers: Option<Numbers<'_>>) -> Sheet {
    match numbers {
        Some(numbers) => beneath(sheet, numbers),
        None => sheet,
    }
}

/// Broken at the top level, if every piece fits.
fn broken(node: &Node, width: usize, numbers: Option<Numbers<'_>>) -> Option<Sheet> {
    let nodes = node.parts();
    let edges = edges(nodes);
    let sheets = Setter::new(numbers).row(nodes);
    let mut lines = Lines {
        width,
        done: Vec::new(),
        current: Vec::new(),
    };
    for clause in split(0..nodes.len(), |at| edges[at] == Edge::Relation) {
        if lines.take(&sheets[clause.clone()]) {
            continue;
        }
        let sum = |at: usize| edges[at] == Edge::Binary && (nodes[at].is("+") || nodes[at].is("−"));
        for summand in split(clause, sum) {
            if !lines.take(&sheets[summand]) {
                return None;
            }
        }
    }
    let lines = lines.finished();
    let tall = lines.iter().any(|(_, line)| line.height() > 1);
    let placed = lines
        .into_iter()
        .map(|(indent, line)| (indent, with_numbers(line, numbers)));
    Some(Sheet::beneath(placed.collect(), usize::from(tall)))
}

/// The range cut before each place that `begins` something, its first place apart.
fn split(
    range: std::ops::Range<usize>,
    begins: impl Fn(usize) -> bool,
) -> Vec<std::ops::Range<usize>> {
    let mut cuts = vec![range.start];
    cuts.extend((range.start + 1..range.end).filter(|&at| begins(at)));
    let ends = cuts
        .iter()
        .skip(1)
        .copied()
        .chain([range.end])
        .collect::<Vec<_>>();
    cuts.into_iter()
        .zip(ends)
        .map(|(from, to)| from..to)
        .collect()
}

/// Lines being filled.
struct Lines {
    width: usize,
    done: Vec<Sheet>,
    current: Vec<(usize, Sheet)>,
}

impl Lines {
    /// Puts a piece on this line or, if it fits there only, on the next.
    fn take(&mut self, piece: &[(usize, Sheet)]) -> bool {
        let columns = |parts: &[(usize, Sheet)]| -> usize {
            parts.iter().map(|(gap, sheet)| gap + sheet.width).sum()
        };
        let indent = if self.done.is_empty() { 0 } else { INDENT };
        if indent + columns(&self.current) + columns(piece) <= self.width {
            self.current.extend_from_slice(piece);
            return true;
        }
        let mut piece = piece.to_vec();
        if let Some((gap, _)) = piece.first_mut() {
            *gap = 0;
        }
        if self.current.is_empty() || INDENT + columns(&piece) > self.width {
            return false;
        }
        let line = std::mem::replace(&mut self.current, piece);
        self.done.push(joined(line));
        true
    }

    fn finished(mut self) -> Vec<(usize, Sheet)> {
        self.done.push(joined(self.current));
        let lines = self.done.into_iter().enumerate();
        lines
            .map(|(at, line)| (if at == 0 { 0 } else { INDENT }, line))
            .collect()
    }
}

/// A row in lines of at most `width`, broken at blanks where there are any.
fn wrapped(row: &Line, width: usize) -> Sheet {
    let indent = if width > 4 * INDENT { INDENT } else { 0 };
    let mut lines: Vec<(usize, Vec<Sheet>, usize)> = vec![(0, Vec::new(), 0)];
    for word in words(row, width - indent) {
        let columns: usize = word.iter().map(|sheet| sheet.width).sum();
        if let Some((at, line, used)) = lines.last_mut() {
            let blank = usize::from(*used > 0);
            if *used == 0 || *at + *used + blank + columns <= width {
                line.push(Sheet::blank(blank));
                line.extend(word);
                *used += blank + columns;
                continue;
            }
        }
        lines.push((indent, word, columns));
    }
    let lines = lines
        .into_iter()
        .map(|(at, line, _)| (at, Sheet::beside(line)));
    Sheet::beneath(lines.collect(), 0)
}

/// The words of a row, none wider than `width`.
fn words(row: &Line, width: usize) -> Vec<Vec<Sheet>> {
    let mut words: Vec<Vec<Sheet>> = vec![Vec::new()];
    let mut used = 0;
    for piece in &row.pieces {
        for (at, text) in piece.text.split(' ').enumerate() {
            if at > 0 {
                words.push(Vec::new());
                used = 0;
            }
            for chunk in chunks(text, piece.style, width, used) {
                if used > 0 && used + chunk.width > width {
                    words.push(Vec::new());
                    used = 0;
                }
                used += chunk.width;
                if let Some(word) = words.last_mut() {
                    word.push(chunk);
                }
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The text in sheets that are no wider than `width`.
fn chunks(text: &str, style: Style, width: usize, used: usize) -> Vec<Sheet> {
    let whole = Sheet::text(text, style);
    if text.is_empty() {
        return Vec::new();
    }
    if used + whole.width <= width {
        return vec![whole];
    }
    let mut chunks = Vec::new();
    let mut chunk = String::new();
    for sign in text.chars() {
        let longer = format!("{chunk}{sign}");
        if !chunk.is_empty() && columns(&longer) > 1 {
            chunks.push(Sheet::text(&chunk, style));
            chunk = sign.to_string();
        } else {
            chunk = longer;
        }
    }
    chunks.push(Sheet::text(&chunk, style));
    chunks
}
