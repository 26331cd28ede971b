//! The two-dimensional printer: a tree becomes a sheet of cells.

use super::marks::{accented, brace, delimiter, primes};
use super::script::{Side, flat, unicode, vulgar};
use super::sheet::Sheet;
use super::spacing::gaps;
use super::text::{Style, Tag, width};
use super::tree::{Atom, Class, Face, Kind, Node, Shape};

/// The number of a tag, if it has one.
pub type Numbers<'a> = &'a dyn Fn(Tag) -> Option<String>;

/// Sets trees; the first part of each tag is made wide enough for its number.
#[derive(Default)]
pub struct Setter<'a> {
    numbers: Option<Numbers<'a>>,
    seen: Vec<Tag>,
    /// Inside a script, which takes no blanks.
    tight: bool,
}

impl<'a> Setter<'a> {
    /// A setter that leaves room for numbers.
    pub fn new(numbers: Option<Numbers<'a>>) -> Self {
        Setter {
            numbers,
            ..Setter::default()
        }
    }

    /// The sheet of `node`.
    pub fn set(&mut self, node: &Node) -> Sheet {
        let Some(tag) = node.tag.filter(|tag| !self.seen.contains(tag)) else {
            return self.kind(node);
        };
        self.seen.push(tag);
        let sheet = self.kind(node);
        let Some(number) = self.numbers.and_then(|numbers| numbers(tag)) else {
            return sheet;
        };
        let mut sheet = sheet.centred(width(&number));
        sheet.mark(tag);
        sheet
    }

    /// The parts of a row, each with the number of blanks before it.
    pub fn row(&mut self, nodes: &[Node]) -> Vec<(usize, Sheet)> {
        let gaps = gaps(nodes, self.tight);
        let part = |(node, gap)| (usize::from(gap), self.set(node));
        nodes.iter().zip(gaps).map(part).collect()
    }

    fn kind(&mut self, node: &Node) -> Sheet {
        let style = Style::from(node.tag);
        match &node.kind {
            Kind::Row(nodes) => joined(self.row(nodes)),
            Kind::Atom(atom) => Sheet::text(atom_text(atom), stressed(style, atom)),
            Kind::Space(width) => Sheet::blank(*width),
            Kind::Fraction {
                top,
                bottom,
                bar,
                small,
            } => match vulgar(top, bottom) {
                Some(sign) if *small => Sheet::text(sign, style),
                _ => self.fraction(top, bottom, *bar, style),
            },
            Kind::Root { inside, index } => self.root(inside, index.as_deref(), style),
            Kind::Scripts {
                base,
                sub,
                sup,
                stacked: true,
            } => self.stacked(base, sub.as_deref(), sup.as_deref()),
            Kind::Scripts {
                base,
                sub,
                sup,
                stacked: false,
            } => self.scripts(base, sub.as_deref(), sup.as_deref(), style),
            Kind::Prime { base, count } => {
                let base = self.set(base);
                raised(base, Sheet::text(primes(*count), style))
            }
            Kind::Fence {
                open,
                close,
                inside,
            } => self.fence(*open, *close, inside, style),
            Kind::Table { shape, rows } => self.table(*shape, rows),
            Kind::Accent { base, mark } => self.accent(base, *mark, style),
        }
    }

    fn fraction(&mut self, top: &Node, bottom: &Node, bar: bool, style: Style) -> Sheet {
        let (top, bottom) = (self.set(top), self.set(bottom));
        let width = top.width.max(bottom.width) + 2;
        let (over, under) = (signed(top.below() + 1), signed(bottom.baseline + 1));
        let line = if bar {
            Sheet::bar('─', width, style)
        } else {
            Sheet::blank(width)
        };
        Sheet::compose(vec![
            (-over, 0, top.centred(width)),
            (0, 0, line),
            (under, 0, bottom.centred(width)),
        ])
    }

    fn root(&mut self, inside: &Node, index: Option<&Node>, style: Style) -> Sheet {
        let single = inside.marked_atom().is_some();
        let inside = self.set(inside);
        let sign = match index.map(|index| (unicode(index, Side::Sup), index)) {
            None => Sheet::text("√", style),
            Some((Some(index), _)) => Sheet::text(&format!("{index}√"), style),
            Some((None, index)) => {
                let index = self.set(index);
                let (line, width) = (-1 - signed(index.below()), index.width);
                Sheet::compose(vec![(line, 0, index), (0, width, Sheet::text("√", style))])
            }
        };
        let (left, above) = (sign.width, signed(inside.baseline));
        if single {
            return Sheet::beside(vec![sign, inside]);
        }
        if inside.height() == 1 {
            let bar = Sheet::bar('_', inside.width, style);
            return Sheet::compose(vec![(-1, left, bar), (0, 0, sign), (0, left, inside)]);
        }
        let stem: Vec<&str> = std::iter::once("┌")
            .chain(std::iter::repeat_n("│", inside.height()))
            .collect();
        let bottom = signed(inside.below());
        Sheet::compose(vec![
            (bottom, 0, sign),
            (-above - 1, left, Sheet::column(&stem, 0, style)),
            (
                -above - 1,
                left + 1,
                Sheet::bar('─', inside.width + 1, style),
            ),
            (0, left + 2, inside),
        ])
    }

    fn scripts(
        &mut self,
        base: &Node,
        sub: Option<&Node>,
        sup: Option<&Node>,
        style: Style,
    ) -> Sheet {
        let plain = |script: Option<&Node>, side| script.map(|script| unicode(script, side));
        let (low, high) = (plain(sub, Side::Sub), plain(sup, Side::Sup));
        let base = self.set(base);
        if low == Some(None) || high == Some(None) {
            let sub = sub.map(|sub| self.script(sub));
            let sup = sup.map(|sup| self.script(sup));
            return rows_beside(base, sub, sup);
        }
        let text = |script: Option<&Node>, text: Option<Option<String>>| {
            let is_bold = script.is_some_and(Node::is_bold);
            let style = if is_bold { style.bold() } else { style };
            Sheet::text(&text.flatten().unwrap_or_default(), style)
        };
        let (low, high) = (text(sub, low), text(sup, high));
        if base.core == (0, 0) {
            return raised(Sheet::beside(vec![base, low]), high);
        }
        let (line, width, core) = (signed(base.core.1), base.width, base.core);
        let mut sheet = raised(base, high);
        if low.width > 0 {
            sheet = Sheet::compose(vec![(0, 0, sheet), (line, width, low)]);
        }
        sheet.core = core;
        sheet
    }

    fn script(&mut self, script: &Node) -> Sheet {
        let tight = std::mem::replace(&mut self.tight, flat(script).is_some());
        let sheet = self.set(script);
        self.tight = tight;
        sheet
    }

    fn stacked(&mut self, base: &Node, sub: Option<&Node>, sup: Option<&Node>) -> Sheet {
        let base = self.set(base);
        let sub = sub.map(|sub| self.script(sub));
        let sup = sup.map(|sup| self.script(sup));
        let wide = |sheet: &Option<Sheet>| sheet.as_ref().map_or(0, |sheet| sheet.width);
        let width = base.width.max(wide(&sub)).max(wide(&sup));
        let (over, under) = (signed(base.baseline + 1), signed(base.below() + 1));
        let mut parts = vec![(0, 0, base.centred(width))];
        parts.extend(sup.map(|sup| (-over - signed(sup.below()), 0, sup.centred(width))));
        parts.extend(sub.map(|sub| (under + signed(sub.baseline), 0, sub.centred(width))));
        Sheet::compose(parts)
    }

    fn fence(
        &mut self,
        open: Option<char>,
        close: Option<char>,
        inside: &Node,
        style: Style,
    ) -> Sheet {
        let inside = self.set(inside);
        let core = inside.core;
        let tall = core != (0, 0);
        let side = |sign: Option<char>, left| sign.map(|sign| delimiter(sign, left, core, style));
        let pad = Sheet::blank(usize::from(tall));
        let mut parts = Vec::new();
        parts.extend(side(open, true).map(|sheet| Sheet::beside(vec![sheet, pad.clone()])));
        parts.push(inside);
        parts.extend(side(close, false).map(|sheet| Sheet::beside(vec![pad, sheet])));
        let mut sheet = Sheet::beside(parts);
        sheet.core = core;
        sheet
    }

    fn table(&mut self, shape: Shape, rows: &[Vec<Node>]) -> Sheet {
        let mut sheets: Vec<Vec<Sheet>> = Vec::new();
        for row in rows {
            let cell = |(column, cell)| self.cell(shape, column, cell);
            sheets.push(row.iter().enumerate().map(cell).collect());
        }
        let tall = sheets.iter().flatten().any(|cell| cell.height() > 1);
        let skip = usize::from(tall || shape == Shape::Cases && rows.len() == 2);
        let columns = sheets.iter().map(Vec::len).max().unwrap_or(0);
        let widest = |column: usize| {
            let widths = sheets.iter().filter_map(|row: &Vec<Sheet>| row.get(column));
            widths.map(|cell| cell.width).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(widest).collect();
        let lines = sheets.into_iter().map(|row| (0, line(shape, row, &widths)));
        let table = Sheet::beneath(lines.collect(), skip);
        let middle = table.height().saturating_sub(1) / 2;
        table.level(middle)
    }

    fn cell(&mut self, shape: Shape, column: usize, cell: &Node) -> Sheet {
        if shape != Shape::Aligned || column.is_multiple_of(2) {
            return self.set(cell);
        }
        // The left neighbour is an operand: its relation or operator takes its blanks.
        let operand = Atom {
            text: String::new(),
            class: Class::Ordinary,
            face: Face::Plain,
        };
        let mut nodes = vec![Node::new(None, Kind::Atom(operand))];
        nodes.extend_from_slice(cell.parts());
        joined(self.row(&nodes))
    }

    fn accent(&mut self, base: &Node, mark: char, style: Style) -> Sheet {
        if let Some(atom) = base.atom()
            && let Some(text) = accented(&atom.text, mark)
        {
            return Sheet::text(&text, stressed(style, atom));
        }
        let base = self.set(base);
        let width = base.width;
        let (over, under) = (-signed(base.baseline + 1), signed(base.below() + 1));
        let (line, bar) = match mark {
            '‾' => (over, "_".repeat(width)),
            '_' => (under, "‾".repeat(width)),
            '→' => (over, "─".repeat(width.saturating_sub(1)) + "→"),
            '←' => (over, "←".to_owned() + &"─".repeat(width.saturating_sub(1))),
            '⏞' | '⎴' | '⏜' => (over, brace("╭", "┴", "╮", width)),
            '⏟' | '⎵' | '⏝' => (under, brace("╰", "┬", "╯", width)),
            _ => (over, mark.to_string()),
        };
        let bar = Sheet::text(&bar, style);
        let width = width.max(bar.width);
        let core = base.core;
        let mut sheet = Sheet::compose(vec![
            (0, 0, base.centred(width)),
            (line, 0, bar.centred(width)),
        ]);
        sheet.core = core;
        sheet
    }
}

/// The parts of a row as one sheet.
pub fn joined(parts: Vec<(usize, Sheet)>) -> Sheet {
    let sheets = parts
        .into_iter()
        .flat_map(|(gap, sheet)| [Sheet::blank(gap), sheet]);
    Sheet::beside(sheets.collect())
}

fn signed(length: usize) -> isize {
    isize::try_from(length).unwrap_or(isize::MAX / 4)
}

fn atom_text(atom: &Atom) -> &str {
    match atom.class {
        Class::Text => atom.text.trim(),
        _ => &atom.text,
    }
}

fn stressed(style: Style, atom: &Atom) -> Style {
    match atom.face {
        Face::Bold => style.bold(),
        _ => style,
    }
}

/// `high` at the upper right of `base`.
fn raised(base: Sheet, high: Sheet) -> Sheet {
    let (line, width, core) = (-signed(base.core.0), base.width, base.core);
    if high.width == 0 {
        return base;
    }
    let mut sheet = Sheet::compose(vec![(0, 0, base), (line, width, high)]);
    sheet.core = core;
    sheet
}

/// Scripts as rows of their own, at the lower and the upper right of `base`.
fn rows_beside(base: Sheet, sub: Option<Sheet>, sup: Option<Sheet>) -> Sheet {
    let (width, core) = (base.width, base.core);
    let beside = |length: usize| signed(length).max(1);
    let (over, under) = (beside(core.0), beside(core.1));
    let mut parts = vec![(0, 0, base)];
    parts.extend(sup.map(|sup| (-over - signed(sup.below()), width, sup)));
    parts.extend(sub.map(|sub| (under + signed(sub.baseline), width, sub)));
    let mut sheet = Sheet::compose(parts);
    sheet.core = core;
    sheet
}

/// One line of a table.
fn line(shape: Shape, row: Vec<Sheet>, widths: &[usize]) -> Sheet {
    let mut at = 0;
    let mut parts = Vec::new();
    for (column, (cell, width)) in row.into_iter().zip(widths).enumerate() {
        if column > 0 && (shape != Shape::Aligned || column.is_multiple_of(2)) {
            at += 2;
        }
        let free = width - cell.width;
        let left = match shape {
            Shape::Matrix | Shape::Centred => free / 2,
            Shape::Aligned if column.is_multiple_of(2) => free,
            Shape::Aligned | Shape::Cases => 0,
        };
        parts.push((0, at + left, cell));
        at += width;
    }
    Sheet::compose(parts)
}
