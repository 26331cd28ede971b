//! A number over a plane, shaded, with marks on it. A face needs no colour for it: the shades are characters.

use super::axis::{Axis, Fit, Scale};
use super::chart::{PlacedChart, SMALLEST, explained};
use super::cover::{Cover, HIDDEN};
use super::field::{Field, between, share};
use super::map::{Finish, PlacedMap, Tone, with_edge};
use super::number::short;
use super::series::{Grid, Layer, Mark, Pen, Series};
use super::text::{Ink, Line, Role, width};

/// A heat map.
#[derive(Clone, Debug)]
pub struct Heat {
    /// Lines above it.
    pub notes: Vec<Line>,
    /// The axis from left to right.
    pub x: Scale,
    /// The axis from below to above.
    pub y: Scale,
    /// The titles of the axes, x and y.
    pub titles: [String; 2],
    /// The number, at even places over the plane.
    pub field: Field,
    /// The meaning of its shades.
    pub shades: Shades,
    /// Paths over the plane.
    pub ways: Vec<Series>,
    /// Points marked by a sign; later ones lie over earlier ones.
    pub marks: Vec<Mark>,
    /// Further entries of the key above it.
    pub key: Vec<(Ink, String)>,
    /// `true` if the numbers of its shades are hidden.
    pub is_hidden: bool,
    /// Text that replaces it once numbers of it are hidden.
    pub said: Option<Vec<Line>>,
}

/// The meaning of a heat map's shades.
#[derive(Clone, Debug, PartialEq)]
pub enum Shades {
    /// From the least number to the largest, with the word for the quantity.
    Range(String),
    /// From one number to another, with an edge in the middle between them, and the word for the quantity.
    Sides(String, [f64; 2]),
    /// The number is the place of a kind; the names of the kinds.
    Kinds(Vec<String>),
}

/// The shades from the lowest: five for a range and for kinds, four where there is an edge in the middle.
const RANGE: [char; 5] = [' ', '░', '▒', '▓', '█'];
const SIDES: [char; 4] = [' ', '░', '▓', '█'];
/// The shade for places without a number.
const NONE: char = '?';
/// The most kinds that can be told apart.
pub const MOST_KINDS: usize = RANGE.len();
/// Labels of an axis: at both ends and in the middle.
const LABELS: usize = 3;
/// Rows below the plane: the axis and its labels.
const ROWS_BELOW: usize = 2;

impl Heat {
    /// A plane with a number at so many places beside and above each other; `value` is asked for it at each. It spans what the
    /// axes span, to the next round numbers.
    pub fn new(
        [x, y]: [Axis; 2],
        shades: Shades,
        size: (usize, usize),
        mut value: impl FnMut(f64, f64) -> f64,
    ) -> Self {
        let titles = [&x, &y].map(|axis| axis.title.clone());
        let [x, y] = [x, y].map(|axis| Scale::new(&axis, std::iter::empty(), LABELS));
        let field = Field::new(size, |[along, up]| {
            value(between(x.bounds, along), between(y.bounds, up))
        });
        Heat {
            notes: Vec::new(),
            x,
            y,
            titles,
            field,
            shades,
            ways: Vec::new(),
            marks: Vec::new(),
            key: Vec::new(),
            is_hidden: false,
            said: None,
        }
    }

    /// The heat map without the numbers that are hidden: those of its shades and axes, in its names and in the text
    /// instead of it.
    #[must_use]
    pub fn under(mut self, cover: &dyn Cover) -> Heat {
        let names = self.ways.iter_mut().map(|way| &mut way.name);
        let names = names.chain(self.marks.iter_mut().map(|mark| &mut mark.name));
        for name in names.chain(self.key.iter_mut().map(|(_, name)| name)) {
            *name = cover.line(Line::of(Role::Plain, name.as_str())).text();
        }
        if let Shades::Range(title) | Shades::Sides(title, _) = &self.shades {
            self.is_hidden = cover.hides_axis(title);
        }
        let said = self.fallback().into_iter().map(|line| cover.line(line));
        self.said = Some(said.collect());
        for (scale, title) in [
            (&mut self.x, &self.titles[0]),
            (&mut self.y, &self.titles[1]),
        ] {
            if cover.hides_axis(title) {
                scale.hide();
            }
        }
        self
    }

    /// The heat map in a field of this size; none if that is too small for it.
    #[must_use]
    pub fn lay_out(&self, columns: usize, rows: usize, finish: Finish) -> Option<PlacedChart> {
        self.lay_out_in((columns, rows), (SMALLEST.0, SMALLEST.1 + 1), finish)
    }

    /// The heat map in a field of this size; none if that is smaller than `smallest`.
    #[must_use]
    pub fn lay_out_in(
        &self,
        (columns, rows): (usize, usize),
        smallest: (usize, usize),
        finish: Finish,
    ) -> Option<PlacedChart> {
        let rows = rows.saturating_sub(self.notes.len());
        if columns < smallest.0 || rows < smallest.1 {
            return None;
        }
        let label = self.y.labels.iter().map(|label| width(label)).max();
        let grid = Grid {
            columns: columns.saturating_sub(label.unwrap_or(0) + 1).max(2),
            rows: (rows - 1 - ROWS_BELOW).max(2),
            x: &self.x,
            y: &self.y,
        };
        let shading = self.shading();
        let legend = explained(
            shading.explained(&self.shades),
            &self.explained_ways(),
            columns,
        );
        let shades = match finish {
            Finish::Tones => Vec::new(),
            Finish::Signs => self.shades(&grid, &shading),
        };
        let layers = shades.into_iter().chain(self.layers(&grid)).collect();
        Some(PlacedChart {
            map: (finish == Finish::Tones).then(|| self.map(&grid, &shading)),
            notes: self.notes.clone(),
            legend: Some(legend),
            titles: [String::new(), String::new()],
            layers,
            x: self.x.clone(),
            y: self.y.clone(),
        })
    }

    fn explained_ways(&self) -> Vec<(Ink, String)> {
        let way = |way: &Series| {
            let sample = way.sign.unwrap_or('─');
            (way.ink, format!("─{sample} {}", way.name))
        };
        let ways = self.ways.iter().map(way);
        ways.chain(self.key.iter().cloned()).collect()
    }

    /// Its numbers in so many places beside and above each other, row by row from below; a kind has none between it and another.
    fn sampled(&self, places: (usize, usize)) -> Vec<f64> {
        let are_kinds = matches!(self.shades, Shades::Kinds(_));
        self.field.resampled(places, are_kinds)
    }

    /// A layer for each character that shades.
    fn shades(&self, grid: &Grid<'_>, shading: &Shading<'_>) -> Vec<Layer> {
        let values = self.sampled((grid.columns, grid.rows));
        let cells = (0..grid.rows)
            .flat_map(|row| (0..grid.columns).map(move |column| (column, row)))
            .zip(values)
            .map(|(cell, value)| (cell, shading.glyph(value)));
        let cells: Vec<((usize, usize), char)> = cells.collect();
        let shade = |shade: &char| Layer {
            points: cells
                .iter()
                .filter(|(_, glyph)| glyph == shade)
                .map(|((column, row), _)| {
                    (
                        between(self.x.bounds, share(*column, grid.columns)),
                        between(self.y.bounds, share(*row, grid.rows)),
                    )
                })
                .collect(),
            ink: Role::Quiet.into(),
            pen: Pen::Sign(*shade),
        };
        let is_seen = |shade: &&char| **shade != ' ';
        let shades = shading.glyphs.iter().chain([&NONE]).filter(is_seen);
        shades.map(shade).collect()
    }

    /// The ways and the marks on the map.
    fn layers(&self, grid: &Grid<'_>) -> Vec<Layer> {
        let ways = self.ways.iter().map(|way| Layer {
            points: way
                .points
                .iter()
                .copied()
                .filter(|at| grid.holds(*at))
                .collect(),
            ink: way.ink,
            pen: Pen::Line,
        });
        let marks = self.seen_marks(grid).map(|mark| Layer {
            points: vec![mark.at],
            ink: mark.ink,
            pen: Pen::Sign(mark.sign),
        });
        ways.chain(marks).collect()
    }

    fn seen_marks<'a>(&'a self, grid: &Grid<'a>) -> impl Iterator<Item = &'a Mark> {
        let inside: Vec<&Mark> = self
            .marks
            .iter()
            .filter(|mark| grid.holds(mark.at))
            .collect();
        inside.into_iter()
    }

    /// The numbers as tones.
    fn map(&self, grid: &Grid<'_>, shading: &Shading<'_>) -> PlacedMap {
        let values = self.sampled((grid.columns, 2 * grid.rows));
        let rows = values.chunks(grid.columns).rev().flatten();
        let tone = |value: &f64| shading.tone(&self.shades, *value);
        let tones: Vec<Tone> = rows.map(tone).collect();
        PlacedMap {
            columns: grid.columns,
            tones: with_edge(&tones, grid.columns),
            legend: self.legend_in_tones(shading, grid.columns),
        }
    }

    fn legend_in_tones(&self, shading: &Shading<'_>, columns: usize) -> (String, Vec<Tone>, Line) {
        let [low, high] = [shading.scale.labels.first(), shading.scale.labels.last()]
            .map(|label| label.map_or("", String::as_str));
        let ramp = |tone: fn(f64) -> Tone| (0..=7).map(|at| tone(f64::from(at) / 7.0)).collect();
        let (before, tones, behind): (String, Vec<Tone>, String) = match &self.shades {
            Shades::Range(title) => {
                let log = if shading.scale.is_log { " log" } else { "" };
                let tones = ramp(Tone::Amount);
                (format!("{title} {low} "), tones, format!(" {high}{log}"))
            }
            Shades::Sides(title, [from, to]) => {
                let tones = ramp(|share| Tone::Side(2.0 * share - 1.0));
                let edge = super::number::plain(f64::midpoint(*from, *to));
                (
                    format!("{title} {low} "),
                    tones,
                    format!(" {high}, edge {edge}"),
                )
            }
            Shades::Kinds(kinds) => {
                let tones = (0..kinds.len()).map(Tone::Kind).collect();
                (String::new(), tones, format!(" {}", kinds.join(", ")))
            }
        };
        let left = columns.saturating_sub(width(&before) + tones.len());
        let behind = Line::of(Role::Quiet, behind);
        let behind = explained(behind, &self.explained_ways(), left);
        (before, tones, behind)
    }

    fn shading(&self) -> Shading<'_> {
        let (glyphs, scale): (&[char], Scale) = match &self.shades {
            Shades::Range(title) => {
                let axis = Axis {
                    title: title.clone(),
                    fit: Fit::Log,
                    hidden: self.is_hidden,
                    ..Axis::default()
                };
                (&RANGE, Scale::new(&axis, self.field.values(), 2))
            }
            Shades::Sides(_, bounds) => (&SIDES, Scale::over(*bounds, 2)),
            Shades::Kinds(kinds) => {
                let kinds = kinds.len().clamp(1, MOST_KINDS);
                (&RANGE[..kinds], Scale::over([-0.5, kinds as f64 - 0.5], 2))
            }
        };
        Shading { glyphs, scale }
    }

    /// A replacement in text where the heat map does not fit: its marks, and the least and the largest number.
    #[must_use]
    pub fn fallback(&self) -> Vec<Line> {
        if let Some(said) = &self.said {
            return said.clone();
        }
        let [x, y] = &self.titles;
        let at = |(at_x, at_y): (f64, f64)| format!("{x} {}, {y} {}", short(at_x), short(at_y));
        let marks = self.marks.iter().filter(|mark| !mark.name.is_empty());
        let marks = marks.map(|mark| Line::of(mark.ink, format!("{}: {}", mark.name, at(mark.at))));
        let mut lines: Vec<Line> = marks.collect();
        if let Shades::Range(title) | Shades::Sides(title, _) = &self.shades {
            for (word, place) in [
                ("least", self.field.least(1.0)),
                ("largest", self.field.least(-1.0)),
            ] {
                let Some((value, [share_x, share_y])) = place else {
                    continue;
                };
                let place = (
                    between(self.x.bounds, share_x),
                    between(self.y.bounds, share_y),
                );
                let value = if self.is_hidden {
                    HIDDEN.to_string()
                } else {
                    short(value)
                };
                let text = format!("{word} {title} here: {value} at {}", at(place));
                lines.push(Line::of(Role::Quiet, text));
            }
        }
        lines
    }
}

/// Characters for numbers.
struct Shading<'a> {
    glyphs: &'a [char],
    scale: Scale,
}

impl Shading<'_> {
    fn glyph(&self, value: f64) -> char {
        if value.is_nan() {
            return NONE;
        }
        let [low, high] = self.scale.bounds;
        let ends = if value > 0.0 { high } else { low };
        let place = self.scale.place(value).unwrap_or(ends);
        let share = (place - low) / (high - low) * self.glyphs.len() as f64;
        let reached = (1..self.glyphs.len()).take_while(|shade| share >= *shade as f64);
        self.glyphs[reached.count()]
    }

    /// The tone of a number.
    fn tone(&self, shades: &Shades, value: f64) -> Tone {
        if value.is_nan() {
            return Tone::Nothing;
        }
        let [low, high] = self.scale.bounds;
        let ends = if value > 0.0 { high } else { low };
        let place = self.scale.place(value).unwrap_or(ends);
        let share = ((place - low) / (high - low)).clamp(0.0, 1.0);
        match shades {
            Shades::Range(_) => Tone::Amount(share),
            Shades::Sides(..) => Tone::Side(2.0 * share - 1.0),
            Shades::Kinds(kinds) => {
                let kind = (0..kinds.len())
                    .rev()
                    .find(|kind| value >= *kind as f64 - 0.5);
                Tone::Kind(kind.unwrap_or(0))
            }
        }
    }

    /// The explanation of the shades.
    fn explained(&self, shades: &Shades) -> Line {
        let glyphs: String = self.glyphs.iter().collect();
        let ends = [self.scale.labels.first(), self.scale.labels.last()];
        let [low, high] = ends.map(|label| label.map_or("", String::as_str));
        match shades {
            Shades::Range(title) => {
                let log = if self.scale.is_log { " log" } else { "" };
                Line::of(Role::Quiet, format!("{title} {low} [{glyphs}] {high}{log}"))
            }
            Shades::Sides(title, [from, to]) => Line::of(
                Role::Quiet,
                format!(
                    "{title} {low} [{glyphs}] {high}, edge {}",
                    super::number::plain(f64::midpoint(*from, *to))
                ),
            ),
            Shades::Kinds(kinds) => {
                let kinds = self.glyphs.iter().zip(kinds);
                let kinds = kinds.map(|(glyph, kind)| format!("[{glyph}] {kind}"));
                Line::of(Role::Quiet, kinds.collect::<Vec<_>>().join("  "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(title: &str, low: f64, high: f64) -> Axis {
        Axis {
            title: title.to_string(),
            spans: vec![low, high],
            ..Axis::default()
        }
    }

    fn heat(shades: Shades, value: impl FnMut(f64, f64) -> f64) -> Heat {
        let axes = [axis("u", -1.0, 1.0), axis("v", 0.0, 4.0)];
        Heat::new(axes, shades, (9, 5), value)
    }

    fn shade_of(laid: &PlacedChart, at: (f64, f64)) -> Vec<char> {
        let near = |(x, y): &(f64, f64)| (x - at.0).abs() < 1e-9 && (y - at.1).abs() < 1e-9;
        let there = laid
            .layers
            .iter()
            .filter(|layer| layer.points.iter().any(near));
        there
            .filter_map(|layer| match layer.pen {
                Pen::Sign(sign) => Some(sign),
                _ => None,
            })
            .collect()
    }

    fn range() -> Shades {
        Shades::Range("E".to_string())
    }

    #[test]
    fn shades_go_from_the_least_number_to_the_largest() {
        let laid = heat(range(), |u, _| u)
            .lay_out(40, 10, Finish::Signs)
            .expect("room");
        let legend = laid.legend.as_ref().map(Line::text);
        assert_eq!(legend.as_deref(), Some("E −1 [ ░▒▓█] 1"));
        assert_eq!(shade_of(&laid, (-1.0, 0.0)), [], "the least is left empty");
        assert_eq!(shade_of(&laid, (1.0, 4.0)), ['█']);
    }

    #[test]
    fn every_cell_has_one_shade_whatever_the_numbers_are() {
        let odd = [
            0.0,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            1e300,
            -1e300,
            5e-324,
        ];
        for first in odd {
            for second in odd {
                let mut turn = false;
                let heat = heat(range(), |_, _| {
                    turn = !turn;
                    if turn { first } else { second }
                });
                let laid = heat.lay_out(30, 9, Finish::Signs).expect("room");
                let signs: usize = laid.layers.iter().map(|layer| layer.points.len()).sum();
                assert!(signs <= 28 * 6, "{first} {second}: {signs}");
                assert!(heat.fallback().len() <= 2);
            }
        }
    }

    #[test]
    fn what_is_on_one_side_of_the_middle_is_shaded_as_that_side() {
        let sides = || Shades::Sides("y".to_string(), [0.0, 1.0]);
        for (value, shade) in [
            (-7.0, ' '),
            (0.49, '░'),
            (0.5, '▓'),
            (0.9, '█'),
            (f64::INFINITY, '█'),
            (f64::NAN, '?'),
        ] {
            let heat = heat(sides(), |_, _| value);
            assert_eq!(heat.shading().glyph(value), shade, "{value}");
        }
    }

    #[test]
    fn what_is_below_the_middle_has_the_tone_of_the_lower_side() {
        let sides = || Shades::Sides("y".to_string(), [0.0, 1.0]);
        for (value, side) in [
            (-7.0, -1.0),
            (0.25, -0.5),
            (0.5, 0.0),
            (1.0, 1.0),
            (f64::INFINITY, 1.0),
        ] {
            let heat = heat(sides(), |_, _| value);
            let Tone::Side(found) = heat.shading().tone(&heat.shades, value) else {
                panic!("{value} has a side");
            };
            assert!((found - side).abs() < 1e-12, "{value}: {found}");
        }
    }

    #[test]
    fn kinds_are_not_mixed() {
        let kinds = ["a", "b", "c"].map(str::to_string).to_vec();
        let heat = heat(Shades::Kinds(kinds), |u, _| if u < 0.0 { 0.0 } else { 2.0 });
        let laid = heat.lay_out(40, 10, Finish::Signs).expect("room");
        let legend = laid.legend.as_ref().map(Line::text);
        assert_eq!(legend.as_deref(), Some("[ ] a  [░] b  [▒] c"));
        let between = laid
            .layers
            .iter()
            .filter(|layer| layer.pen == Pen::Sign('░'));
        assert_eq!(between.map(|layer| layer.points.len()).sum::<usize>(), 0);
    }

    #[test]
    fn where_it_does_not_fit_the_same_is_said_in_words() {
        let mut heat = heat(range(), |u, v| u * u + v);
        heat.marks.push(Mark {
            name: "now".to_string(),
            sign: '●',
            ink: Role::Plain.into(),
            at: (0.5, 1.0),
        });
        assert!(heat.lay_out(SMALLEST.0 - 1, 30, Finish::Signs).is_none());
        assert!(heat.lay_out(60, SMALLEST.1, Finish::Signs).is_none());
        assert!(
            heat.lay_out(SMALLEST.0, SMALLEST.1 + 1, Finish::Signs)
                .is_some()
        );
        let said: Vec<String> = heat.fallback().iter().map(Line::text).collect();
        assert_eq!(
            said,
            [
                "now: u 0.5000, v 1",
                "least E here: 0 at u 0, v 0",
                "largest E here: 5 at u −1, v 4"
            ]
        );
    }

    #[test]
    fn what_lies_outside_is_not_drawn_at_the_edge() {
        let mut heat = heat(range(), |u, _| u);
        heat.marks.push(Mark {
            name: String::new(),
            sign: '●',
            ink: Role::Plain.into(),
            at: (1.5, 1.0),
        });
        let laid = heat.lay_out(40, 10, Finish::Signs).expect("room");
        assert!(laid.layers.iter().all(|layer| layer.pen != Pen::Sign('●')));
    }
}
