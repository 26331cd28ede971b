//! A nudge on its way through the chain: how long it arrives, by the slopes and truly.

use super::links::{Chain, LINKS};
use crate::figure::bars::drawn;
use crate::figure::number::short;
use crate::figure::{HIDDEN, Ink, Line, Role, width};
use crate::panel::mask::Mask;

/// A nudge of the weight, and where it leads.
pub struct Nudged {
    /// The changes of w, e, y, E by the slopes alone.
    by_slopes: [f64; 4],
    /// Their true changes.
    moved: [f64; 4],
    /// Their true values after the nudge.
    truly: [f64; 4],
}

impl Nudged {
    /// A nudge of the weight of a chain by so much.
    pub fn of(chain: &Chain<'_>, size: f64) -> Self {
        let (mut by_slopes, mut truly) = ([size; 4], chain.at);
        truly[0] += size;
        for link in 0..LINKS.len() {
            by_slopes[link + 1] = by_slopes[link] * chain.slopes[link];
            truly[link + 1] = chain.follows(link, truly[link]);
        }
        let mut moved = [0.0; 4];
        for (place, moved) in moved.iter_mut().enumerate() {
            *moved = truly[place] - chain.at[place];
        }
        moved[0] = size;
        Nudged {
            by_slopes,
            moved,
            truly,
        }
    }

    /// The change of the weight.
    pub fn size(&self) -> f64 {
        self.by_slopes[0]
    }

    /// The true values of w, e, y, E after the nudge.
    pub fn truly(&self) -> [f64; 4] {
        self.truly
    }

    /// The true changes of w, e, y, E.
    #[cfg(test)]
    pub fn moved(&self) -> [f64; 4] {
        self.moved
    }

    /// The changes of w, e, y, E by the slopes alone.
    #[cfg(test)]
    pub fn by_slopes(&self) -> [f64; 4] {
        self.by_slopes
    }
}

/// Cells of a bar as long as the nudge itself, and the most that a bar has.
const WHOLE: f64 = 12.0;
const MOST: usize = 24;

/// The names by which a number of the chain, moved by a nudge, would tell what is hidden.
fn hides(place: usize, veil: &Mask) -> bool {
    let links = 0..place;
    let tells_gradient = place == 3 && veil.hides(&["gradient", "slope", "change"]);
    tells_gradient
        || links
            .into_iter()
            .any(|link| veil.hides(&[LINKS[link].term.name()]))
}

/// A line each number of the chain: a bar as long as the nudge arrives there, how far it is by the slopes, and truly.
pub fn bars(nudged: &Nudged, veil: &Mask) -> Vec<Line> {
    let names = ["w", "e", "y", "E"];
    let inks = [
        Role::Plain.into(),
        Ink::from(LINKS[0].term),
        Ink::from(LINKS[1].term),
        Ink::from(LINKS[2].term),
    ];
    let texts: Vec<[String; 2]> = (0..names.len())
        .map(|place| {
            [nudged.by_slopes[place], nudged.moved[place]].map(|value| number(place, value, veil))
        })
        .collect();
    let wide = |column: usize| {
        let widths = texts.iter().map(|text| width(&text[column]));
        widths.max().unwrap_or(0).max(9)
    };
    let head = format!(
        "nudge {:<wide$}  {:<other$}",
        "by slopes",
        "truly",
        wide = wide(0),
        other = wide(1)
    );
    let mut lines = vec![Line::of(Role::Quiet, head)];
    for (place, name) in names.into_iter().enumerate() {
        let [by_slopes, truly] = &texts[place];
        let fill = |text: &str, column: usize| " ".repeat(wide(column) - width(text));
        let line = Line::of(
            Role::Plain,
            format!("{name:<5} {by_slopes}{}  ", fill(by_slopes, 0)),
        );
        let line = line.and(Role::Plain, format!("{truly}{}  ", fill(truly, 1)));
        lines.push(line.and(inks[place], bar(nudged.moved[place] / nudged.size())));
    }
    lines
}

/// A bar as long as this share of the nudge; what is longer than there is room for ends in an arrow.
fn bar(share: f64) -> String {
    let cells = share.abs() * WHOLE;
    if !cells.is_finite() || cells > MOST as f64 {
        return "█".repeat(MOST - 1) + "▶";
    }
    drawn(cells)
}

/// A change of one of the four numbers, but for what is hidden.
fn number(place: usize, value: f64, veil: &Mask) -> String {
    if hides(place, veil) {
        HIDDEN.to_string()
    } else {
        signed(value)
    }
}

fn signed(value: f64) -> String {
    let sign = if value >= 0.0 { "+" } else { "" };
    format!("{sign}{}", short(value))
}

/// The chain in three sentences, one a link.
pub fn said(chain: &Chain<'_>, nudged: &Nudged, veil: &Mask) -> Vec<Line> {
    let slope = |link: usize| veil.over(&[LINKS[link].term.name()], short(chain.slopes[link]));
    let sentence = |link: usize, what: &str, moved: &str| {
        let [by_slope, truly] = [nudged.by_slopes[link + 1], nudged.moved[link + 1]]
            .map(|value| number(link + 1, value, veil));
        let text = format!(
            "{what} moves {} by {moved}: the slope {} is {}, which makes {by_slope}; truly it is {truly}.",
            LINKS[link].to,
            LINKS[link].slope,
            slope(link),
        );
        Line::of(Role::Plain, text)
    };
    vec![
        sentence(
            0,
            &format!("A nudge of {} by {}", chain.id, signed(nudged.size())),
            "its input",
        ),
        sentence(1, "That change of e", "the slope of the activation there"),
        sentence(2, "That change of y", "what the error makes of it"),
    ]
}
