//! Colours of our own, for dark and for light, where a terminal has them: one meaning, one colour.

use ratatui::style::Color;

use crate::figure::Role;
use crate::figure::map::Tone;
use crate::training::Term;

/// A colour by its parts of red, green and blue.
pub type Rgb = (u8, u8, u8);

/// The colours of a theme.
#[derive(Debug)]
pub struct Palette {
    /// Behind everything.
    pub ground: Rgb,
    /// The colour of everything that has no other.
    pub plain: Rgb,
    quiet: Rgb,
    link: Rgb,
    good: Rgb,
    bad: Rgb,
    lr: Rgb,
    delta: Rgb,
    fprime: Rgb,
    input: Rgb,
    positive: Rgb,
    negative: Rgb,
    /// Runs beside each other, the second first: the first one is plain.
    runs: [Rgb; 3],
    /// The ends and the middle of what has two sides, from the lowest.
    sides: [Rgb; 3],
    /// Nothing of a number, and all of it.
    amount: [Rgb; 2],
    kinds: [Rgb; 5],
}

/// Share of its colour that the weakest stroke has.
const FAINTEST: f64 = 0.7;

/// On a dark ground.
pub static DARK: Palette = Palette {
    ground: (21, 23, 28),
    plain: (230, 230, 230),
    quiet: (168, 173, 181),
    link: (195, 179, 255),
    good: (154, 226, 110),
    bad: (255, 176, 236),
    lr: (255, 190, 60),
    delta: (255, 140, 120),
    fprime: (62, 222, 196),
    input: (158, 193, 255),
    positive: (154, 226, 110),
    negative: (226, 140, 90),
    runs: [(186, 130, 255), (160, 236, 255), (214, 204, 64)],
    sides: [(50, 130, 255), (46, 48, 56), (255, 140, 30)],
    amount: [(34, 30, 48), (205, 130, 255)],
    kinds: [
        (60, 130, 235),
        (225, 130, 40),
        (50, 160, 120),
        (175, 95, 200),
        (150, 150, 60),
    ],
};

/// On a light ground.
pub static LIGHT: Palette = Palette {
    ground: (250, 250, 250),
    plain: (31, 35, 40),
    quiet: (80, 88, 97),
    link: (86, 56, 180),
    good: (0, 108, 40),
    bad: (110, 0, 130),
    lr: (118, 88, 0),
    delta: (180, 20, 60),
    fprime: (0, 108, 98),
    input: (16, 58, 150),
    positive: (0, 108, 40),
    negative: (130, 40, 0),
    runs: [(128, 46, 188), (0, 80, 120), (76, 62, 0)],
    sides: [(70, 140, 240), (236, 236, 236), (245, 150, 50)],
    amount: [(244, 240, 250), (135, 55, 190)],
    kinds: [
        (140, 185, 250),
        (250, 190, 130),
        (140, 215, 185),
        (215, 170, 230),
        (215, 215, 140),
    ],
};

impl Palette {
    /// The colour of a role; none for what is plain.
    #[must_use]
    pub fn of(&self, role: Role) -> Option<Rgb> {
        Some(match role {
            Role::Plain | Role::Heading | Role::Live | Role::Code => return None,
            Role::Run(place) => match place % (self.runs.len() + 1) {
                0 => return None,
                run => self.runs[run - 1],
            },
            Role::Quiet => self.quiet,
            Role::Link => self.link,
            Role::Good => self.good,
            Role::Bad => self.bad,
            Role::Term(Term::Lr) => self.lr,
            Role::Term(Term::Delta) => self.delta,
            Role::Term(Term::Fprime) => self.fprime,
            Role::Term(Term::Input) => self.input,
            Role::Positive => self.positive,
            Role::Negative => self.negative,
        })
    }

    /// The colour of a role in a stroke of so much strength, from 0 to 1.
    #[must_use]
    pub fn stroke(&self, role: Role, strength: f64) -> Rgb {
        let full = self.of(role).unwrap_or(self.plain);
        let share = FAINTEST + (1.0 - FAINTEST) * strength.clamp(0.0, 1.0);
        mixed(self.ground, full, share)
    }

    /// The colour of a tone.
    #[must_use]
    pub fn tone(&self, tone: Tone) -> Rgb {
        match tone {
            Tone::Side(side) if side < 0.0 => mixed(self.sides[1], self.sides[0], -side),
            Tone::Side(side) => mixed(self.sides[1], self.sides[2], side),
            Tone::Amount(share) => mixed(self.amount[0], self.amount[1], share),
            Tone::Kind(kind) => self.kinds[kind % self.kinds.len()],
            Tone::Edge => self.plain,
            Tone::Nothing => self.ground,
        }
    }
}

/// A colour so far from one to another.
fn mixed(one: Rgb, other: Rgb, share: f64) -> Rgb {
    let part = |one: u8, other: u8| {
        let part = f64::from(one) + (f64::from(other) - f64::from(one)) * share.clamp(0.0, 1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between two bytes"
        )]
        let part = part.round() as u8;
        part
    };
    (
        part(one.0, other.0),
        part(one.1, other.1),
        part(one.2, other.2),
    )
}

/// Luminance of a colour to the eye, from 0 to 1.
#[must_use]
pub fn luminance((red, green, blue): Rgb) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/// Levels of the six-sided cube of 256 colours.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The nearest of the 256 colours that most terminals have: of the cube, or of the greys.
#[must_use]
pub fn indexed(colour: Rgb) -> Color {
    let (red, green, blue) = (
        nearest_level(colour.0),
        nearest_level(colour.1),
        nearest_level(colour.2),
    );
    let of_cube = (LEVELS[red], LEVELS[green], LEVELS[blue]);
    let (place, grey) = nearest_grey(colour);
    let place = if distance(of_cube, colour) <= distance((grey, grey, grey), colour) {
        16 + 36 * red + 6 * green + blue
    } else {
        232 + place
    };
    u8::try_from(place).map_or(Color::Reset, Color::Indexed)
}

/// The place of the level of the cube that is nearest to one channel of a colour.
fn nearest_level(channel: u8) -> usize {
    let places = 0..LEVELS.len();
    let nearest = places.min_by_key(|place| LEVELS[*place].abs_diff(channel));
    nearest.unwrap_or_default()
}

/// The place and the lightness of the grey that is nearest to a colour.
fn nearest_grey((red, green, blue): Rgb) -> (usize, u8) {
    let mean = (u16::from(red) + u16::from(green) + u16::from(blue)) / 3;
    let place = (mean.saturating_sub(3) / 10).min(23);
    (
        usize::from(place),
        8 + 10 * u8::try_from(place).unwrap_or(23),
    )
}

/// Distance of two colours, squared.
fn distance(one: Rgb, other: Rgb) -> i32 {
    let apart = |one: u8, other: u8| (i32::from(one) - i32::from(other)).pow(2);
    apart(one.0, other.0) + apart(one.1, other.1) + apart(one.2, other.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_colour_of_256_is_nearer_than_the_one_taken() {
        let level = |place: u8| LEVELS[usize::from(place)];
        let cube = (0..216).map(|at| (level(at / 36), level(at / 6 % 6), level(at % 6)));
        let greys = (0..24).map(|at| 8 + 10 * at).map(|grey| (grey, grey, grey));
        let all: Vec<Rgb> = cube.chain(greys).collect();
        let some = || (0..=255_u8).step_by(17);
        for (red, green, blue) in
            some().flat_map(|r| some().flat_map(move |g| some().map(move |b| (r, g, b))))
        {
            let colour = (red, green, blue);
            let Color::Indexed(place) = indexed(colour) else {
                panic!("{colour:?} has no place");
            };
            let taken = all[usize::from(place - 16)];
            let nearest = all.iter().map(|one| distance(*one, colour)).min();
            assert_eq!(Some(distance(taken, colour)), nearest, "{colour:?}");
        }
    }

    /// A text can be read at this contrast, a line or a dot be seen at that.
    const TEXT: f64 = 4.5;
    const GRAPHIC: f64 = 3.0;
    /// Two colours that differ by less than this are not told apart (ΔE of 1976).
    const APART: f64 = 12.0;

    fn contrast(one: Rgb, other: Rgb) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn roles() -> Vec<Role> {
        let runs = (1..4).map(Role::Run);
        let terms = Term::ALL.map(Role::Term);
        [
            Role::Quiet,
            Role::Link,
            Role::Good,
            Role::Bad,
            Role::Positive,
            Role::Negative,
        ]
        .into_iter()
        .chain(runs)
        .chain(terms)
        .collect()
    }

    #[test]
    fn every_role_can_be_read_on_its_own_ground_and_on_common_ones() {
        // Black, and the grounds of Solarized, Nord and Dracula; white, and those of Solarized and Nord.
        let dark = [
            DARK.ground,
            (0, 0, 0),
            (0, 43, 54),
            (46, 52, 64),
            (40, 42, 54),
        ];
        let light = [
            LIGHT.ground,
            (255, 255, 255),
            (253, 246, 227),
            (236, 239, 244),
        ];
        for (palette, grounds) in [(&DARK, &dark[..]), (&LIGHT, &light[..])] {
            for ground in grounds {
                for role in roles() {
                    let colour = palette.of(role).expect("a colour");
                    let found = contrast(colour, *ground);
                    assert!(
                        found >= TEXT,
                        "{role:?} {colour:?} on {ground:?}: {found:.2}"
                    );
                }
                assert!(contrast(palette.plain, *ground) >= 7.0);
                for role in [Role::Quiet, Role::Positive, Role::Negative] {
                    let [faint, full] = [0.0, 1.0].map(|share| palette.stroke(role, share));
                    assert_eq!(Some(full), palette.of(role));
                    if *ground == palette.ground {
                        let found = contrast(faint, *ground);
                        assert!(found >= GRAPHIC, "{role:?} {faint:?}: {found:.2}");
                    }
                }
            }
            let edge = palette.tone(Tone::Edge);
            for side in [-1.0, 1.0] {
                let found = contrast(edge, palette.tone(Tone::Side(side)));
                assert!(found >= 1.5, "{side}: {found:.2}");
            }
            let middle = palette.tone(Tone::Side(0.0));
            assert!(contrast(edge, middle) >= GRAPHIC);
        }
    }

    /// A colour as an eye sees it that lacks one kind of cones (Viénot, Brettel and Mollon 1999), or none.
    fn seen(colour: Rgb, lacks: Option<usize>) -> [f64; 3] {
        let linear = |part: u8| (f64::from(part) / 255.0).powf(2.2);
        let [r, g, b] = [colour.0, colour.1, colour.2].map(linear);
        let [r, g, b] = match lacks {
            Some(0) => {
                let mixed = 0.11238 * r + 0.88762 * g;
                [mixed, mixed, 0.00401 * r - 0.00401 * g + b]
            }
            Some(1) => {
                let mixed = 0.29275 * r + 0.70725 * g;
                [mixed, mixed, -0.02234 * r + 0.02234 * g + b]
            }
            Some(_) => {
                let mixed = 0.86 * g + 0.14 * b;
                [r, mixed, mixed]
            }
            None => [r, g, b],
        };
        let xyz = [
            (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.950_47,
            0.2126 * r + 0.7152 * g + 0.0722 * b,
            (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.088_83,
        ];
        let [x, y, z] = xyz.map(|part| {
            if part > 0.008_856 {
                part.cbrt()
            } else {
                7.787 * part + 16.0 / 116.0
            }
        });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    fn apart(one: Rgb, other: Rgb, lacks: Option<usize>) -> f64 {
        let (one, other) = (seen(one, lacks), seen(other, lacks));
        let squares = one.iter().zip(other).map(|(a, b)| (a - b) * (a - b));
        squares.sum::<f64>().sqrt()
    }

    #[test]
    fn what_stands_side_by_side_is_told_apart_by_every_eye() {
        let mut alike = Vec::new();
        for palette in [&DARK, &LIGHT] {
            let terms = Term::ALL.map(|term| palette.of(Role::Term(term)).expect("a colour"));
            let runs = [palette.plain].into_iter().chain(palette.runs);
            let groups = [
                terms.to_vec(),
                runs.collect(),
                vec![palette.good, palette.bad],
                vec![palette.positive, palette.negative],
                vec![palette.delta, palette.bad],
                vec![palette.sides[0], palette.sides[2]],
            ];
            for group in groups {
                for (place, one) in group.iter().enumerate() {
                    for other in &group[place + 1..] {
                        for lacks in [None, Some(0), Some(1), Some(2)] {
                            let found = apart(*one, *other, lacks);
                            if found < APART {
                                alike.push(format!("{one:?} {other:?} {lacks:?}: {found:.1}"));
                            }
                        }
                    }
                }
            }
        }
        assert_eq!(alike, Vec::<String>::new());
    }

    #[test]
    fn the_nearest_of_the_256_is_near() {
        assert_eq!(indexed((255, 255, 255)), Color::Indexed(231));
        assert_eq!(indexed((0, 0, 0)), Color::Indexed(16));
        assert_eq!(indexed((94, 136, 176)), Color::Indexed(16 + 36 + 12 + 3));
        assert_eq!(indexed((50, 51, 47)), Color::Indexed(236));
    }
}
